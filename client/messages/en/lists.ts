/* Why: how it is said what a visit is doing. The centre's own lists (reasons, wishes, roles …) have their labels
   in shared/lists and are changed by the centre, so they aren't here. */
export const lists = {
  wallScreen: 'Screen on the wall',
  doing: {
    gone: 'Gone',
    staying: 'Staying',
    out: 'Out for a bit',
    withSomeone: 'With someone',
    onTheWay: 'Someone’s on the way',
    justArrived: 'Just arrived',
    waiting: 'Waiting',
    inTheSpace: 'In the space',
  },
}
