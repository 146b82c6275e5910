import { randomInt } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { API_KEY_PREFIX } from '@classy-book/contracts/api-keys';

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
// 62 to the power of 43 is a little more than 2 to the power of 256
const SECRET_LENGTH = 43;
const CHECKSUM_LENGTH = 6;
const FORM = new RegExp(`^${API_KEY_PREFIX}[0-9A-Za-z]{${String(SECRET_LENGTH + CHECKSUM_LENGTH)}}$`);
const SHOWN = API_KEY_PREFIX.length + 6;

/**
 * A new key: `cbk_`, 256 random bits in base 62, and six digits of checksum. The prefix and the checksum let scanners tell
 * a leaked key from any other text, and a mistyped one be refused without a question to the database.
 */
export function makeApiKey(): string {
  const secret = Array.from({ length: SECRET_LENGTH }, () => DIGITS.charAt(randomInt(DIGITS.length))).join('');
  return `${API_KEY_PREFIX}${secret}${checksumOf(secret)}`;
}

/** True where a text has the form of a key, its checksum included. */
export function isApiKey(text: string): boolean {
  if (!FORM.test(text)) return false;
  return text.endsWith(checksumOf(text.slice(API_KEY_PREFIX.length, -CHECKSUM_LENGTH)));
}

/** What may be shown of a key for ever: enough to recognise it, nothing to guess it from. */
export function shownPrefix(key: string): string {
  return key.slice(0, SHOWN);
}

function checksumOf(secret: string): string {
  let rest = crc32(secret);
  let digits = '';
  for (let place = 0; place < CHECKSUM_LENGTH; place += 1) {
    digits = DIGITS.charAt(rest % DIGITS.length) + digits;
    rest = Math.floor(rest / DIGITS.length);
  }
  return digits;
}
