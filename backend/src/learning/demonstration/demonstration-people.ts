/** The teacher of the demonstration. Nobody knows the password: it is random and thrown away. */
export const demonstrationTeacher = {
  email: 'noor.haddad@demo.classy.local',
  firstName: 'Noor',
  lastName: 'Haddad',
  role: 'instructor',
} as const;

/** A learner of the demonstration: how many lessons of each course they have done (null: not enrolled), and what they think. */
export interface DemonstrationLearner {
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly done: { readonly en: number | null; readonly ar: number | null };
  readonly reviews?: { readonly en?: readonly [stars: number, text: string]; readonly ar?: readonly [number, string] };
}

const at = (name: string) => `${name}@demo.classy.local`;

export const demonstrationLearners: readonly DemonstrationLearner[] = [
  {
    ...{ email: at('lina.quist'), firstName: 'Lina', lastName: 'Quist', done: { en: 7, ar: null } },
    reviews: {
      en: [5, 'I stood in the garden at midnight and found north. Short, clear, and it makes you go outside.'],
    },
  },
  {
    ...{ email: at('omar.said'), firstName: 'عمر', lastName: 'سعيد', done: { en: 3, ar: 5 } },
    reviews: { ar: [5, 'وجدت تسرّبًا في خزان المرحاض في أول ليلة. دورة مفيدة ومختصرة.'] },
  },
  {
    ...{ email: at('jonas.berg'), firstName: 'Jonas', lastName: 'Berg', done: { en: 4, ar: null } },
    reviews: { en: [4, 'Good lessons. I would like one more about the constellations of the south.'] },
  },
  { email: at('salma.nasser'), firstName: 'سلمى', lastName: 'ناصر', done: { en: null, ar: 2 } },
  { email: at('amara.obi'), firstName: 'Amara', lastName: 'Obi', done: { en: 1, ar: null } },
  { email: at('petra.novak'), firstName: 'Petra', lastName: 'Novak', done: { en: 0, ar: 1 } },
];
