import { crc32 } from 'node:zlib';
import type { Random } from './random.ts';

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const SECRET_LENGTH = 43;
const CHECKSUM_LENGTH = 6;

/** A text in the form of an API key, its checksum included, that opens nothing. */
export function inventedKey(random: Random): string {
  const secret = Array.from({ length: SECRET_LENGTH }, () => DIGITS.charAt(random.below(DIGITS.length))).join('');
  let rest = crc32(secret);
  let checksum = '';
  for (let place = 0; place < CHECKSUM_LENGTH; place += 1) {
    checksum = DIGITS.charAt(rest % DIGITS.length) + checksum;
    rest = Math.floor(rest / DIGITS.length);
  }
  return `cbk_${secret}${checksum}`;
}
