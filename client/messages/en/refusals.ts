/* Why: what somebody else did meanwhile and what to do next, for every refusal of the contract; a test holds that
   none is without its sentence. {name} who, {time} when; nothing here blames anybody. They come with the first
   refusal, or when the page is idle: a refusal needs a server that answers. */
export const refusals = {
  alreadyPickedUp: '{name} said it first, at {time}. Nobody else needs to go.',
  gone: 'They left at {time}, so this can’t be done any more. If that was a mistake, open the visit and undo the goodbye.',
  retracted:
    '{name} marked this visit as logged by mistake, at {time}. Log them in anew, or undo that on the visit.',
  steppedOut: 'They have been out since {time}. When they’re back, press “They’re back” first.',
  alreadyHere: 'They are already here, since {time}. Open that visit instead of starting another.',
  visitExists: 'This walk-in is already saved. Look for it under “Here now”.',
  alreadyWelcomed: '{name} said hello at {time}, so it’s done.',
  notAlongside: 'You aren’t with them at the moment, so there is nothing to step away from.',
  lastAlongside:
    'You are the last one with them. Say what they would like now, so that nobody is left unseen.',
  notTheLead: '{name} is the one to ask now. Ask them to hand over, or join in.',
  notTheLeadNobody: 'Nobody is the one to ask just now. Say “I’ll go” first.',
  alreadyOffered: 'This was offered to somebody at {time}. Take that back first, then offer it again.',
  noHandover:
    'There is no handover here any more: it was taken, or taken back. Look at who is with them now.',
  notForYou: 'This handover was offered to somebody else. Join in, or ask whoever offered it.',
  notYours: '{name} did this, so only they can change it. Have a word with them.',
  notYoursNobody: 'Somebody else wrote this, so only they can change it. Write a note of your own beside it.',
  alreadyAnswered: '{name} answered at {time}. Nobody else needs to come.',
  callWithdrawn: 'It was called off at {time}. Nobody needs to come after all.',
  notOut: 'They aren’t out, so there is nothing to do.',
  alreadyGone: '{name} said goodbye to them at {time}, so it’s done.',
  notWorried: 'Nobody has said that they’re worried about them, so there is nothing to settle.',
  alreadySettled: 'This was settled at {time}.',
  onlyShiftLead:
    '{name} did this at {time}. After ten minutes only whoever leads the shift, or a manager, can undo it: ask them.',
  notGone: 'They are still here, so there is nothing to undo.',
  alreadyRetracted: '{name} marked this visit as logged by mistake at {time}, so it’s done.',
  alreadyJoined: 'This visit already belongs to somebody we know. Part them first if that was a mistake.',
  notJoined: 'This visit stands by itself already.',
  personExists: 'This person is already saved. Look for them by name.',
  changedMeanwhile:
    'Somebody else changed this meanwhile. Look at what it says now, then change it again: what you typed is still here.',
  noteExists: 'This note is already saved.',
  alreadyOn: 'Already on to help, since {time}.',
  leadTaken: '{name} has led this shift since {time}. Ask them first if you are taking over.',
  sayWhy: 'You are doing this for somebody else, so add a word why.',
  notOn: 'Not on to help at the moment, so there is nothing to do.',
  alreadyOff: 'This sign-in was switched off at {time}.',
  alreadySignedOut: 'This sign-in ended already, at {time}.',
  yourself: 'You can’t do this to your own sign-in. Ask another administrator.',
  notOff: 'This sign-in works already.',
  spaceExists: 'There is already a space with this name. Choose another name.',
  centreExists: 'There is already a centre here.',
  agencyExists: 'There is already an agency with this name. Choose another name.',
  getsNoSignIn:
    'Police, immigration and benefit authorities get no sign-in here, because people come when nobody of those reads along. You can still ring them.',
  alreadyEnded: 'This ended at {time} already.',
  hasWorkers:
    'Some people of this agency can still sign in. Switch them off, or move them to another agency, then end it.',
  notEnded: 'This agency is part of the centre already.',
  agencyEnded: 'This agency has not been part of the centre since {time}. Bring it back first.',
  agreementExists: 'This agreement is already written down.',
  sayWhyShorter: 'That is shorter than the national code says, so add a word why.',
  stillHere:
    'They have been here since {time}, and their card would go blank while they sit there. Say goodbye first, then erase.',
  nothingToErase: 'Nothing is left here that could be erased.',
  keyReused: 'Something else was sent meanwhile. Look at what is there now and press again.',
  inTheFuture: 'That time is still to come. It is {time} now: put in a time before that.',
  tooLongAgo: 'That is more than seven days ago. The earliest that can be put in is {time}.',
}
