/* Why: the words of the ways in besides a user name and a password. They come when the sign-in page is idle. */
export const signInMore = {
  title: 'Other ways to sign in',
  passkey: 'Sign in with a passkey',
  agency: 'Sign in with {name}',
  code: {
    title: 'Whoever leads the shift has given me a code',
    username: 'Your user name',
    code: 'The code they gave you',
    action: 'Go in',
    need: 'Type your user name and the code',
  },
  pass: {
    title: 'I have a night pass',
    code: 'The code of your pass',
    action: 'Go in',
    need: 'Type the code you were given',
  },
  second: {
    title: 'One more step',
    lead: 'Your password is right. Open your authenticator app and type the six digits it shows now.',
    code: 'Code from your app, or a recovery code',
    action: 'Go in',
    again: 'Begin again',
    need: 'Type the code',
  },
  notIn: 'Not signed in yet',
  passkeyStopped: 'The passkey wasn’t used, so you aren’t signed in. Try again, or sign in another way.',
  trouble: {
    agencyUnreached:
      'Your agency’s sign-in can’t be reached just now. Try again in a moment, or sign in another way.',
    agencyNotWhole: 'The way to your agency and back was broken off. Begin again here.',
    agencyUnknown:
      'Your agency knows you, but this centre doesn’t know you by it yet. Ask an administrator to link you, or sign in another way.',
  },
}
