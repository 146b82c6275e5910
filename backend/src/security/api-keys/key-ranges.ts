import { addressKey, parseRange } from '../../common/network/addresses.js';
import { refusedKey } from './api-keys.errors.js';

/**
 * Reads the ranges that a key may be used from, in canonical form and each once.
 * @throws AppError VALIDATION_FAILED, whose details name what was probably meant
 */
export function readKeyRanges(texts: readonly string[]): string[] {
  const ranges = texts.map((text, index) => {
    const range = parseRange(text);
    if (!('problem' in range)) return range.cidr;
    const message =
      range.problem === 'off_boundary'
        ? `does not start at its boundary: did you mean ${range.suggestion ?? ''}?`
        : 'must be an IPv4 or IPv6 address or a CIDR range such as 203.0.113.0/24';
    throw refusedKey([{ path: `allowedRanges.${String(index)}`, message }]);
  });
  return [...new Set(ranges)];
}

/** True where `address` lies in one of the ranges, or there are none. `address` is canonical. */
export function isWithin(ranges: readonly string[], address: string): boolean {
  if (ranges.length === 0) return true;
  const key = addressKey(address);
  return ranges.some((text) => {
    const range = parseRange(text);
    return !('problem' in range) && range.start <= key && key <= range.end;
  });
}
