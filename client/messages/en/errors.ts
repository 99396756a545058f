/* Why: what happened and what to do next, for every way a press can end but a refusal (refusals.ts). They are there
   from the first load, as they are wanted when nothing can be fetched. Nothing here blames anybody. */
export const errors = {
  trouble: {
    refused: 'Things have changed meanwhile. Look at what is there now, then press again.',
    invalid: 'Something typed can’t be saved as it is: {what}',
    invalidSomewhere:
      'Something typed can’t be saved as it is. It is still here: look it over and try again.',
    signedOut: 'Your sign-in has ended. What you typed is kept: sign in and carry on.',
    notAllowed: 'Your sign-in doesn’t allow this. Whoever leads the shift can help.',
    notFound: 'This isn’t there any more, or never was. Go back and look again.',
    tooMany: 'That was a lot at once. Wait a moment, then try again.',
    offline: 'This device has no network. What you typed is kept here: try again when it’s back.',
    offlineAsking: 'This device has no network, so this couldn’t be fetched. Try again when it’s back.',
    unavailable:
      'The centre’s server can’t be reached, so we don’t know yet whether this was saved. Try again: it won’t be done twice.',
    unavailableAsking:
      'The centre’s server can’t be reached, so this couldn’t be fetched. Wait a moment, then try again.',
    fault:
      'Something went wrong at our end, and it’s been written down. Try again; if it happens twice, tell whoever leads the shift this number: {id}',
  },
  field: {
    tooLong: 'This is too long: shorten it a little',
    empty: 'This needs a word',
    oneLine: 'This has to fit on one line',
    unprintable: 'There is a sign in this that can’t be kept: type it again without it',
    noSuchDay: 'There has been no such day: check it',
    notAKey: 'Choose one of the list',
    tooLarge: 'This is too much at once: shorten it',
    time: 'Type a time such as 20:46',
    other: 'This can’t be saved as it is: check it',
  },
}
