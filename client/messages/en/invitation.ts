/* Why: the words of the page that a link to a sign-in opens. */
export const invitation = {
  title: 'Your sign-in',
  hello: 'Hello {name}',
  lead: 'You have been asked to join {centre}. Choose how you will sign in here.',
  leadAgain:
    'Choose another password for {username} at {centre}. Wherever you are signed in now, you will be signed out.',
  username: 'User name',
  usernameHint: 'Your work email is easiest to remember',
  needUsername: 'Choose a user name',
  save: 'Save and go in',
  saving: 'Saving…',
  passkey: 'Use a passkey instead of a password',
  passkeyLead:
    'A passkey is kept in your phone, your computer or a small key. You open it with your finger, your face or a PIN, and there is nothing to remember.',
  passkeyStopped: 'The passkey wasn’t made. Try again, or choose a password.',
  notDone: 'Not saved yet',
  over: 'This link doesn’t work any more',
  overLead:
    'It has been used, has run out after three days or was taken back. Ask whoever gave it to you for a new one.',
  toSignIn: 'To the sign-in page',
  looking: 'Looking at your link…',
}
