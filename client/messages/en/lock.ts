/* Why: the words of a covered screen, and of what covers it. They come with the head's later part. */
export const lock = {
  now: 'Lock now (Alt+L)',
  warning: 'This screen covers itself in 30 seconds. Press any key to go on.',
  title: 'This screen is covered',
  lead: 'What was typed is kept where it stood, and nothing here has stopped.',
  called: 'Somebody is calling for help. Unlock to see who and where.',
  pin: 'Your PIN',
  password: 'Your password',
  needPin: 'Type six to twelve digits',
  needPassword: 'Type your password',
  wrongPin:
    'That isn’t the PIN of whoever is signed in here. Use your password this time; the PIN works again later. | That isn’t the PIN of whoever is signed in here. 1 more try, then the password is asked for. | That isn’t the PIN of whoever is signed in here. {n} more tries, then the password is asked for.',
  unlock: 'Unlock',
  unlocking: 'Unlocking…',
  notDone: 'Not done yet',
  byPassword: 'Use my password',
  byPin: 'Use my PIN',
  another: 'Somebody else',
  back: 'Back to unlocking',
  name: 'Your name',
  choose: 'Choose your name',
  needName: 'Choose your name',
  noLonger: 'This account can’t be used any more. Ask whoever looks after accounts here.',
  wrongHere:
    'That isn’t the PIN. Here it counts again once the centre’s server can be reached. | That isn’t the PIN. 1 more try while the centre’s server can’t be reached. | That isn’t the PIN. {n} more tries while the centre’s server can’t be reached.',
  shut: 'The centre’s server can’t be reached, and this device doesn’t open for you without it: your PIN has to have been used here, and the server heard within the last three days. Ask somebody whose PIN was used here, or go by the paper roll call and slips.',
  bare: 'That is your PIN, but this device has kept no board that you may see. Go by the paper roll call and slips until the centre’s server can be reached.',
  byPinTitle: 'Come in by PIN: {device}',
  byPinLead:
    'For workers who have set a PIN. While the centre’s server can’t be reached it opens what this device has kept.',
  open: 'Come in',
  opening: 'Coming in…',
  change: 'Change to me',
  changing: 'Changing…',
  signOutLead:
    'Without a PIN here: whoever is signed in is signed out, and you sign in with your password. What they typed is kept for them alone.',
  signOut: 'Sign them out',
}
