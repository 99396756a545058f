/** What people say brings them, in words of their own, by what it is about. Invented, plain, never lurid. */
import type { ReasonKey } from '../../shared/lists/reasons.ts'

export const ownWords: Partial<Record<ReasonKey, readonly string[]>> = {
  thoughtsOfSuicide: [
    'I’ve been having the thoughts again. I don’t want to be on my own with them tonight.',
    'It got dark in my head about four and it hasn’t lifted. I rang my sister and then I came here.',
    'I’m not going to do anything. I just need somebody to know how bad it’s been.',
    'I don’t want to die, I want it to stop. My neighbour said come here first.',
    'I promised my daughter I’d talk to someone if it came back. It’s come back.',
  ],
  selfHarm: [
    'I haven’t hurt myself for eleven days and today is the hardest so far.',
    'I hurt myself on Sunday. It’s cleaned up. I’d like to talk about what came before, not about that.',
    'My mum found out and she’s upset, and now I feel worse about her than about me.',
  ],
  anxiety: [
    'My chest goes tight on the bus and I have to get off. I walked the whole way here.',
    'I can’t open the post. There’s a pile of it behind the door.',
    'Everything is too loud today. I’d like a corner and a cup of tea.',
    'I was waiting at the chemist’s and I thought I was going to fall down. I wasn’t. But I thought so.',
    'I’ve got the hearing on Thursday and I can’t stop going over it.',
  ],
  lowMood: [
    'I haven’t been up since Friday. Getting here is the only thing I’ve done.',
    'Nothing’s happened. That’s the thing. Nothing happens, and I’m so tired.',
    'It’s like the colour has gone out of it all.',
    'I keep crying in the van and then driving to the next job.',
  ],
  inCrisis: [
    'I can’t do another hour of this by myself.',
    'It’s all come at once: the letter, the job, and now the car.',
  ],
  sleep: [
    'Three nights with hardly any sleep. I start to see things out of the corner of my eye.',
    'I sleep all right here in the chair, with people about. Not at home.',
  ],
  trauma: [
    'It’s the fireworks. I know what they are and it makes no difference.',
    'Something on the radio brought it back and I had to leave the shop.',
  ],
  alcohol: [
    'I’ve had two cans and I’m telling you so nobody has to ask.',
    'Nine days without. I don’t want to walk home past the shop.',
  ],
  drugs: ['I’d like to cut down and I don’t know who to ask without it going on some form.'],
  gambling: ['I’ve done the rent money. I haven’t told anyone at home.'],
  housing: [
    'I can’t go back there tonight. I don’t want to go over all of it, I want someone to sit with me while I ring him.',
    'The ceiling’s come down in the back bedroom and they keep saying Tuesday.',
    'They’ve given me till the end of the month to be out.',
    'It’s the damp. My chest is bad and the little one’s is worse.',
  ],
  nowhereSafeTonight: [
    'I’ve been on my cousin’s sofa and that’s finished now. I’ve got this bag and that’s it.',
  ],
  money: ['I’ve twelve pounds till Thursday and the meter’s on the emergency.'],
  benefits: [
    'It’s the letters. I’ve brought them all in a carrier bag.',
    'They’ve stopped my money because I missed a call. I was here when they rang.',
    'I can’t do the form. I get to the page about bad days and I stop.',
  ],
  debt: ['There was a man at the door about the council tax. I hid behind the settee at my age.'],
  essentials: ['Could I have a shower and charge my phone? The rest can wait.'],
  work: ['I want to go back to work and I’m frightened of going back to work.'],
  relationships: [
    'We’ve split up, and every room in the flat has something of his in it.',
    'My son won’t speak to me and it’s his birthday.',
    'We’re all right, me and her. We just can’t talk without it turning.',
    'I’d like to be able to say no to my mother, once.',
  ],
  bereavement: [
    'It’s a year on Friday since Ron’s brother went, and nobody’s said a word about it.',
    'I laid the table for two again this morning.',
    'My dad died in August. I thought I’d done all right.',
    'It’s only a dog, people say. He was fourteen.',
  ],
  bereavedBySuicide: ['It’ll be two years. People cross the road. I’d like to say his name.'],
  loneliness: [
    'You’re the first people I’ve spoken to since Sunday.',
    'I like to hear the kettle and somebody else’s voice.',
    'Evenings. The days are fine. It’s the evenings.',
  ],
  parenting: ['I shouted at the kids this morning and I can still see their faces.'],
  worriedAboutSomeone: ['It’s not me, it’s my brother. He’s not answering his door to anyone but the cat.'],
  physicalHealth: ['My back’s so bad that I can’t think past it.'],
  medicines: ['They’ve changed my tablets and I feel like I’m under water.'],
  lookingAfterMyself: ['I’ve stopped cooking. I’ve stopped most things, if I’m honest.'],
  belonging: ['I saw there’s a drawing table on Tuesdays. Can you just turn up?'],
  faithCultureMeaning: ['I’ve stopped going to mosque because I can’t bear them asking how I am.'],
  noReasonNeeded: ['Nothing in particular. I was passing and the light was on.'],
  somethingElse: ['It’s a long one. Can I say it bit by bit?'],
}

/** What somebody would like, beside the words of the list. */
export const wishNotes: readonly string[] = [
  'Somebody who doesn’t mind silence.',
  'Tea first, then talk.',
  'Not the room at the front, people look in.',
  'Whoever I saw last week, if they’re here.',
  'Has to be away by half past.',
  'Would like the door left open.',
  'Happy to wait, has a book.',
  'A lady to talk to about women’s things.',
]

export const comingWith: readonly string[] = [
  'Her sister, who’ll wait in the lounge',
  'Her little boy, who’s four',
  'His mum',
  'A friend from next door',
  'The dog, Biscuit',
  'Her husband, in the car',
]
