import type { PlainDetails, PlainValue } from './audit-record.js';

const SECRET_KEY =
  /passw|passphrase|secret|token|authorization|cookie|credential|api[-_]?key|private[-_]?key|totp|backup[-_]?codes?/i;
const MASK = '[masked]';
const MAX_TEXT = 2_000;
const MAX_DEPTH = 6;
const MAX_ITEMS = 200;

/**
 * Makes details fit to be kept for good: the values of secrets are masked by the name of their field, texts hold neither
 * control characters nor broken Unicode and are cut at 2,000 characters, and nothing is deeper than 6 levels or longer
 * than 200 entries.
 */
export function sanitiseDetails(details: Readonly<Record<string, unknown>>): PlainDetails {
  return plainObject(details, 0);
}

/** One line of text: without control characters or broken Unicode, at most `maximum` characters. */
export function plainLine(text: string, maximum = MAX_TEXT): string {
  // lone surrogates become U+FFFD in the database, which would change the hash
  return text
    .slice(0, maximum)
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, ' ')
    .replace(/\p{Cs}/gu, '\uFFFD');
}

function plainObject(value: object, depth: number): PlainDetails {
  const entries = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .slice(0, MAX_ITEMS)
    .map(([key, member]): [string, PlainValue] => [
      safeKey(key),
      SECRET_KEY.test(key) && member !== null ? MASK : plainValue(member, depth + 1),
    ]);
  return Object.fromEntries(entries);
}

function plainValue(value: unknown, depth: number): PlainValue {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string') return plainLine(value);
  if (typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (typeof value === 'bigint') return String(value);
  if (typeof value !== 'object') return null;
  if (depth >= MAX_DEPTH) return '[too deep]';
  if (Array.isArray(value)) return value.slice(0, MAX_ITEMS).map((member) => plainValue(member, depth + 1));
  return plainObject(value, depth);
}

// '$' at the front and '.' have a meaning in queries
function safeKey(key: string): string {
  return plainLine(key, 100).replace(/^\$/, '_').replaceAll('.', '_');
}
