/** People the demonstration centre knows. Every one is invented; some share a name, as people do. */

export interface DemoPerson {
  readonly key: string
  /** The name they chose. */
  readonly name: string
  /** What tells them from a namesake, as the desk would put it. */
  readonly secondLine?: string
  readonly otherNames?: readonly string[]
  /** What they like to be called, where it isn't the first word of their name. */
  readonly called?: string
  /** As far as they gave it. */
  readonly birth?: string
}

const person = (key: string, name: string, more: Omit<DemoPerson, 'key' | 'name'> = {}): DemoPerson => ({
  key,
  name,
  ...more,
})

export const people: readonly DemoPerson[] = [
  person('sam', 'Sam Brightwell', { secondLine: 'Comes with the grey dog, Biscuit', birth: '1991' }),
  person('samO', 'Sam Okonjo', { secondLine: 'Plays the keyboard in the lounge', otherNames: ['Samuel'] }),
  person('samira', 'Samira Haddad', {
    secondLine: 'Prefers to be rung after two',
    otherNames: ['سميرة حداد'],
  }),
  person('rosa', 'Rosa Delgado', { birth: '1958-04', secondLine: 'Always the green coat' }),
  person('dev', 'Dev Patel', { secondLine: 'Tall; works nights at the bakery' }),
  person('devA', 'Dev Anand', { secondLine: 'Student, comes with a bicycle', birth: '2003' }),
  person('bernadette', 'Bernadette Quinn', { birth: '1949-11-02', otherNames: ['Bernie'] }),
  person('ellie', 'Ellie Marsh', { birth: '2001' }),
  person('carol', 'Carol Whitfield', { secondLine: 'Cares for her husband, Ron', birth: '1952' }),
  person('carolT', 'Carol Tranter', { secondLine: 'Choir on Tuesdays' }),
  person('joseph', 'Joseph Adeyemi', { otherNames: ['Joe'], birth: '1966-07-19' }),
  person('maryam', 'Maryam Siddiqui', { otherNames: ['مریم صدیقی'], birth: '1987' }),
  person('maryamB', 'Maryam Bello', { secondLine: 'Brings her little boy, Idris' }),
  person('abdi', 'Abdi Warsame', { birth: '1979' }),
  person('ben', 'Ben Thackray', { secondLine: 'Draws; sits in the activity room' }),
  person('lorraine', 'Lorraine Beckford', { birth: '1961-01' }),
  person('graham', 'Graham Ellwood', { birth: '1955-09-30' }),
  person('nadia', 'Nadia Kowalczyk', { secondLine: 'Polish and English, either is fine' }),
  person('layla', 'ليلى منصور', {
    otherNames: ['Layla Mansour'],
    secondLine: 'Arabic first; her daughter helps',
  }),
  person('yosef', 'יוסף לוי', { otherNames: ['Yosef Levy', 'Joe Levy'], birth: '1970' }),
  person('parisa', 'Parisa Rostami', { otherNames: ['پریسا رستمی'] }),
  person('zoe', 'Zoë Fairclough', { birth: '1996-05' }),
  person('rene', 'René Charlier', { secondLine: 'Walks with two sticks' }),
  person('siobhan', 'Siobhán Ní Dhuibhir', { otherNames: ['Shiv'] }),
  person('angharad', 'Angharad Llŷr', { secondLine: 'Welsh at home', birth: '1984' }),
  person('jose', 'José Muñoz Ruiz', { otherNames: ['Pepe'] }),
  person('lukasz', 'Łukasz Wójcik', { secondLine: 'Drives the number 9 bus' }),
  person('oyvind', 'Øyvind Strand', {}),
  person('thuy', 'Nguyễn Thị Thúy', { otherNames: ['Thuy'], called: 'Thúy', birth: '1974-12' }),
  person('meiling', 'Mei-Ling Cheung', { otherNames: ['張美玲', 'May'] }),
  person('gurpreet', 'Gurpreet Gill', { secondLine: 'His mum comes too' }),
  person('gurpreetK', 'Gurpreet Kaur', { secondLine: 'Sewing group', birth: '1968' }),
  person('tanisha', 'Tanisha Campbell', { birth: '1999-08-14' }),
  person('winston', 'Winston Clarke', { secondLine: 'Dominoes, corner table', birth: '1947' }),
  person('precious', 'Precious Moyo', {}),
  person('kofi', 'Kofi Mensah', { birth: '1990' }),
  person('amina', 'Amina Yusuf', { secondLine: 'Quiet room, please, not the lounge' }),
  person('aminaH', 'Amina Hussain', { secondLine: 'Lives by the old mill' }),
  person('jean', 'Jean Ormerod', { birth: '1944-02-11', secondLine: 'Hearing aid on the left' }),
  person('jeanP', 'Jean-Paul Mutombo', { otherNames: ['JP'] }),
  person('doreen', 'Doreen Shuttleworth', { birth: '1950' }),
  person('maureen', 'Maureen Pickles', { secondLine: 'Knits for the whole house' }),
  person('alan', 'Alan Crabtree', { birth: '1963-03' }),
  person('keith', 'Keith Bagshaw', { secondLine: 'Was a joiner; mends our chairs' }),
  person('stacey', 'Stacey Hobson', { birth: '1993' }),
  person('liam', 'Liam Gallivan', { secondLine: 'Rather text than talk' }),
  person('callum', 'Callum Reid', { birth: '2004-10' }),
  person('isla', 'Isla McAllister', {}),
  person('hamish', 'Hamish Drummond', { secondLine: 'Came from the islands last year' }),
  person('florin', 'Florin Ionescu', { otherNames: ['Florin I.'] }),
  person('daria', 'Дар’я Коваленко', {
    otherNames: ['Daria Kovalenko'],
    secondLine: 'Ukrainian; phone interpreter helps',
  }),
  person('elif', 'Elif Yıldız', { birth: '1998' }),
  person('tesfaye', 'Tesfaye Bekele', { secondLine: 'College on Mondays' }),
  person('marlon', 'Marlon Joseph', { birth: '1982-06' }),
  person('roisin', 'Róisín Carney', {}),
  person('harriet', 'Harriet Vane-Lowe', { secondLine: 'New baby, Otis' }),
  person('dominic', 'Dominic Salt', { birth: '1976' }),
  person('ravi', 'Ravi Chandrasekaran', { otherNames: ['Rav'] }),
  person('ash', 'Ash', { secondLine: 'They; just Ash, no second name' }),
  person('wren', 'Wren Halliwell', { secondLine: 'They; used to be called something else, don’t ask' }),
]

/** What the house calls them: nobody's second name is for a board. */
export const calledBy = ({ called, name }: DemoPerson): string => called ?? name.split(' ')[0] ?? name

/** For those who come for the first time on a day of the plan. */
const firstNames = [
  'Aisha', 'Adam', 'Agnieszka', 'Amy', 'Andre', 'Bethan', 'Billie', 'Bilal', 'Blessing', 'Brenda', 'Bruno',
  'Cerys', 'Chidi', 'Chloe', 'Connor', 'Craig', 'Daniel', 'Dawn', 'Debbie', 'Deepa', 'Derek', 'Donna',
  'Efua', 'Elaine', 'Emeka', 'Erin', 'Ewan', 'Farah', 'Fatou', 'Frank', 'Gemma', 'Geoff', 'Gloria', 'Hassan',
  'Heather', 'Hyacinth', 'Ian', 'Ibrahim', 'Iris', 'Jade', 'Jamal', 'Janet', 'Jasper', 'Joanne', 'Kai',
  'Karen', 'Kasia', 'Kelly', 'Kevin', 'Khadija', 'Kieran', 'Kirsty', 'Leon', 'Lewis', 'Lily', 'Linda',
  'Malik', 'Mandy', 'Margaret', 'Martin', 'Mia', 'Mohammed', 'Morag', 'Naomi', 'Natalie', 'Neil', 'Niamh',
  'Noor', 'Olive', 'Omar', 'Oskar', 'Paul', 'Pauline', 'Peter', 'Rachel', 'Reuben', 'Rhys', 'Rita', 'Robbie',
  'Ruby', 'Sabina', 'Sally', 'Sandeep', 'Sean', 'Sheila', 'Shanice', 'Simon', 'Sofia', 'Stefan', 'Sunil',
  'Susan', 'Tariq', 'Tara', 'Terry', 'Tom', 'Tracey', 'Uma', 'Vera', 'Vikram', 'Wanda', 'Yusuf', 'Yvonne',
] as const // prettier-ignore

const initials = 'A B C D E F G H J K L M N O P R S T W Y'.split(' ')

/** Somebody who comes for the first time: a first name and, for most, no more than a letter after it. */
export function newcomer(
  key: string,
  draw: { pick<T>(of: readonly T[]): T; chance(p: number): boolean },
): DemoPerson {
  const first = draw.pick(firstNames)
  const letter = draw.pick(initials)
  return person(key, draw.chance(0.8) ? `${first} ${letter}` : first)
}
