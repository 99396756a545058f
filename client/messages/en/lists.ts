/* Why: how it is said what a visit is doing. The centre's own lists (reasons, wishes, roles …) have their labels
   in shared/lists and are changed by the centre, so they aren't here. */
export const lists = {
  notAsked: 'Not asked yet',
  notAskedYet: 'Not asked yet',
  asked: 'Asked',
  ownWords: 'The centre’s own',
  findReason: 'Find by typing',
  noReason: 'Nothing here is called that. Their own words say it best.',
  reasonsFound: 'What was found',
  chosen: '1 chosen | {n} chosen',
  feelingHint: '0 is the worst I could feel, 10 the best.',
  feelingSkipped: 'Or why there is no number',
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
