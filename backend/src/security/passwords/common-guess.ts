const LONGEST = 64;
const SHORTEST_BASE = 4;
// what is put behind a word to satisfy rules about digits and signs: a year, 1, 123, two digits, and up to three signs
const SIGNS = /[\p{P}\p{S}]{1,3}$/u;
const DIGITS = /(?<!\d)(?:(?:19|20)\d\d|123\d{0,6}|\d{1,2})$/;

/** Words that sprayers dress up with a year and that lists of passwords do not hold alone; in lower case. */
export const SPRAYED_WORDS: readonly string[] = [
  ...['spring', 'summer', 'autumn', 'winter', 'fall', 'holiday', 'christmas'],
  ...['january', 'february', 'march', 'april', 'june', 'july', 'august'],
  ...['september', 'october', 'november', 'december'],
  ...['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'],
  ...['classy', 'classybook', 'school', 'teacher', 'student', 'changeme', 'welcome'],
];

/**
 * How somebody who tries common passwords may have made this one: it is one in lower case, or it is one with a few digits
 * and signs behind it (`Spring2026!`). Always two texts, so that no password takes more look-ups than another; the second
 * is empty where too little is left to tell.
 */
export function readingsOf(typed: string): readonly [whole: string, base: string] {
  const whole = typed.slice(0, LONGEST).normalize('NFKC').toLowerCase();
  const base = whole.replace(SIGNS, '').replace(DIGITS, '').replace(SIGNS, '');
  return [whole, base.length < SHORTEST_BASE ? '' : base];
}
