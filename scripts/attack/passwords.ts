import type { Random } from './random.ts';

/** Passwords that stand at the top of every published list, so every sprayer tries them first. */
export const COMMON_PASSWORDS = [
  'Password1!',
  'Welcome2026',
  'Summer2026!',
  'Autumn2026!',
  'Winter2026!',
  'November2026',
  'Qwerty123456',
  'Changeme123!',
  'Letmein2026',
  'Football1!',
  'Iloveyou1!',
  'Monkey123!',
  'Dragon2026',
  'Sunshine1!',
  'Princess123!',
  'Admin123456!',
] as const;

const WORDS = [
  'amber',
  'bicycle',
  'candle',
  'dolphin',
  'eclipse',
  'falcon',
  'guitar',
  'harbour',
  'island',
  'jasmine',
  'kettle',
  'lantern',
  'meadow',
  'nectar',
  'orchid',
  'pepper',
  'quartz',
  'river',
  'saffron',
  'thunder',
  'violet',
  'walnut',
] as const;
const ENDINGS = ['!', '1', '123', '2025', '2026', '#1', '99'] as const;

/** The passwords of somebody who guesses at one account: the common ones first, then words with numbers. */
export function* guesses(random: Random): Generator<string, never> {
  yield* random.shuffle(COMMON_PASSWORDS);
  for (;;) yield leakedPassword(random);
}

/** A password as it stands in a leaked list: somebody's own, made of a word or two and a number. */
export function leakedPassword(random: Random): string {
  const first = random.pick(WORDS);
  const word = random.chance(0.5) ? first.charAt(0).toUpperCase() + first.slice(1) : `${first}.${random.pick(WORDS)}`;
  return `${word}${String(random.below(10_000))}${random.pick(ENDINGS)}`;
}

/** What somebody types who slips on the keyboard: two neighbours swapped, one left out, or one typed twice. */
export function mistyped(password: string, random: Random): string {
  if (password.length < 2) return `${password}${password}x`;
  const at = random.below(password.length - 1);
  const [one, two] = [password.charAt(at), password.charAt(at + 1)];
  const tail = password.slice(at + 2);
  if (one !== two && random.chance(0.4)) return password.slice(0, at) + two + one + tail;
  return password.slice(0, at) + (random.chance(0.5) ? two : one + one + two) + tail;
}
