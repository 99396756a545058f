/** What workers write down and call across: short, plain, in the person's words where they can be. Invented. */

export const notes: readonly string[] = [
  'Had tea and toast. Talked about the weekend, which is when it gets hard. Would like to come on Saturday afternoon and sit in the lounge.',
  'We went through the letters one at a time and put them in three piles. Only one needs an answer this week.',
  '“My sister says come tonight. I hadn’t thought I could ask.” Rang her together from the quiet corner.',
  'Talked about what was different the last time it eased: walking, the allotment, not being on the phone after ten.',
  'Wanted to be listened to and not to be told anything. That was fine.',
  'We wrote down three things for tonight: the radio, a bath, ringing here if it gets worse. Keeps the paper.',
  'Rang the landlord together. He’ll send somebody on Wednesday between ten and noon; we’ve written it on the card.',
  'Slept in the chair for an hour. Said afterwards it was the best hour of the week.',
  'Spoke about her mum for the first time here. Would like to see the same face next time if that can be.',
  'Filled in the first eleven pages of the form. We stop at twelve, and do the rest on Monday.',
  'He says the new tablets make him slow. Would like to ask the doctor with somebody beside him.',
  'Sat in the garden, mostly quiet. Said at the end: “This is enough.”',
  'Prefers texts to calls. Doesn’t want anything left on the voicemail at home.',
  'Drew for a while with Ben. Would like to know when the drawing table is on.',
  'We talked about the thoughts openly. He has somebody staying tonight and wants us to ring at nine tomorrow.',
  'Rang the pharmacy; it’s ready from four. Walked down with her.',
  'Would rather not go over last month again. It’s written once, above, in her own words.',
  'Came to say things are better. Brought biscuits.',
]

/** How a note reads once a small mistake in it was put right. */
export const corrected = (text: string) => `${text} (Put right: it was this week, not last.)`

export const callWords: Partial<Record<string, readonly string[]>> = {
  housing: ['Text from the landlord, for tonight', 'Has until Friday to be out', 'Damp, and nobody answers'],
  benefits: [
    'Has brought the letters',
    'Payment stopped after a missed call',
    'Stuck at the page about bad days',
  ],
  clinician: ['Would like to ask about the new tablets', 'Would like a nurse to look at a sore hand'],
  socialCare: ['Worried about her brother', 'Asks what help there is at home'],
  employment: ['Thinking about going back to work', 'Interview on Thursday'],
  carerSupporter: ['Cares for her husband, hasn’t sat down in weeks'],
  peer: ['Would like somebody who’s been there'],
}

export const handoverWords: readonly string[] = [
  'I’m off at the end of the shift; she knows, and is fine with it',
  'Would rather go on with a woman',
  'More about the rent than I can answer',
  'He’d like to ask about medicines',
  'Needs somebody with an hour; I have ten minutes',
]
export const declineWords: readonly string[] = [
  'I’m with somebody till half past, sorry',
  'We’ve met before and it’s better if it isn’t me',
]

export const outWords: readonly string[] = [
  'To the shop for milk',
  'A cigarette and a walk round the block',
  'Moving the car',
  'To fetch her son from school',
  'Along the harbour, wants air',
]

export const worriedWords: readonly string[] = [
  'Went out by the side door without a coat; wouldn’t say where to',
  'Rang off in the middle; said “never mind” twice',
]
export const settledWords: readonly string[] = [
  'Rang at home an hour later: she’s with her sister and sorry to have rushed off.',
  'He rang us back from the bus. Home, kettle on, coming on Thursday.',
  'Danny met him by the harbour and walked home with him.',
]

export const differently: readonly string[] = [
  'The light in the corridor is very bright at night.',
  'Say at the door how long it might be, that’s all.',
  'More chairs with arms.',
  'I’d have liked the same person all the way through.',
  'Nothing. It was kind.',
]

export const goodbyeWords: readonly string[] = [
  'Coming on Saturday for the lunch',
  'Rang a taxi for her',
  'Took the number for nights',
  'Says thank you to Jo',
]
