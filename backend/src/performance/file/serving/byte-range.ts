import type { ByteRange } from '../storage.port.js';

/**
 * Reads a `Range` header for a file of `size` bytes (RFC 9110, section 14.1.2). Several ranges at once and other units are
 * answered with the whole file, as the RFC allows.
 * @returns null for the whole file, `beyond` where no byte of the file is in the range
 */
export function parseRange(header: string | undefined, size: number): ByteRange | 'beyond' | null {
  const [, first = '', last = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '') ?? [];
  if (first === '' && last === '') return null;
  if (first === '') {
    const count = Math.min(Number(last), size);
    return count === 0 ? 'beyond' : { start: size - count, end: size - 1 };
  }
  const start = Number(first);
  const end = last === '' ? size - 1 : Math.min(Number(last), size - 1);
  if (last !== '' && Number(last) < start) return null;
  return start >= size ? 'beyond' : { start, end };
}
