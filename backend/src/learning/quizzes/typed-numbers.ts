const INVISIBLE = /[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;
const GROUPED = /^[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/;
const POINTED = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,3})?$/i;

/**
 * What a typed text can mean as a number: Western, Arabic-Indic and Persian digits, comma or point, separators of thousands,
 * exponents. `1,234` can be meant both ways, so there may be two; none where it is no number.
 */
export function numbersIn(typed: string): number[] {
  const text = westernDigits(typed.normalize('NFKC'))
    .replace(INVISIBLE, '')
    .replace(/[\u2212\u2013\ufe63]/g, '-')
    .replace(/(?<=\d)[\s'’\u066c](?=\d{3}(?!\d))/g, '')
    .replace(/[\u066b\u060c]/g, ',')
    .trim()
    .replace(/^([+-])\s+/, '$1');
  const readings = new Set<string>();
  if (POINTED.test(text)) readings.add(text);
  if (GROUPED.test(text)) readings.add(text.replaceAll(',', ''));
  const [commas, points] = [text.split(',').length - 1, text.split('.').length - 1];
  // 1,5 and 1.234,5
  if (commas === 1 && (points === 0 || /^[+-]?\d{1,3}(?:\.\d{3})+,\d+$/.test(text))) {
    readings.add(text.replaceAll('.', '').replace(',', '.'));
  }
  return [...readings]
    .filter((reading) => POINTED.test(reading))
    .map(Number)
    .filter(Number.isFinite);
}

/** Whether a number lies within `tolerance` of another, both ends included, minding what floating point cannot hold. */
export function isNear(number: number, value: number, tolerance: number): boolean {
  return Math.abs(number - value) <= tolerance + slack(number, value, tolerance);
}

/** Whether a number lies from one to another, both included. */
export function isBetween(number: number, from: number, to: number): boolean {
  return number >= from - slack(number, from) && number <= to + slack(number, to);
}

// a few units in the last place of the largest number that took part
function slack(...numbers: readonly number[]): number {
  return 4 * Number.EPSILON * Math.max(...numbers.map(Math.abs));
}

function westernDigits(text: string): string {
  return text.replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) & 0xf));
}
