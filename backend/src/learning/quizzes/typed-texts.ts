// left out of every comparison: marks of direction and width zero, and the tatweel that stretches Arabic words
const INVISIBLE = /[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad\u0640]/g;
// Arabic vowel signs and the marks of the Quran
const VOWEL_SIGNS = /[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed]/g;

/** How two texts are compared: `exact` minds letter case and Arabic vowel signs. */
export function comparable(text: string, exact: boolean): string {
  const plain = text.normalize('NFKC').replace(INVISIBLE, '').replace(/\s+/g, ' ').trim();
  return exact ? plain : plain.replace(VOWEL_SIGNS, '').toUpperCase().toLowerCase().normalize('NFC');
}

/**
 * Whether a typed text is an answer: after NFKC, with single spaces, `*` in the answer standing for any text and `\*` for
 * itself. Takes at most as many steps as the product of both lengths.
 */
export function matchesText(typed: string, answer: string, exact: boolean): boolean {
  const text = comparable(typed, exact);
  return text !== '' && matchesPattern(Array.from(text), patternOf(comparable(answer, exact)));
}

const ANYTHING = Symbol('anything');
type Pattern = readonly (string | typeof ANYTHING)[];

function patternOf(answer: string): Pattern {
  const parts = [...answer.matchAll(/\\\*|\*+|[^]/gu)].map(([part]) => part);
  return parts.map((part) => (part === String.raw`\*` ? '*' : part.startsWith('*') ? ANYTHING : part));
}

// each star takes as little as it can; where what follows does not fit, only the last star takes more
function matchesPattern(text: readonly string[], pattern: Pattern): boolean {
  let [at, place, star, retry] = [0, 0, -1, 0];
  while (at < text.length) {
    if (pattern[place] === ANYTHING) {
      [star, retry] = [place, at];
      place += 1;
    } else if (place < pattern.length && pattern[place] === text[at]) {
      at += 1;
      place += 1;
    } else if (star >= 0) {
      retry += 1;
      [at, place] = [retry, star + 1];
    } else {
      return false;
    }
  }
  return pattern.slice(place).every((part) => part === ANYTHING);
}
