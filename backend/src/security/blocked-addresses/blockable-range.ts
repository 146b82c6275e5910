import { type AddressRange, parseRange } from '../../common/network/addresses.js';
import { AppError } from '../../common/response/app-error.js';

const WIDEST = { 4: 8, 6: 16 } as const;

/**
 * Reads an address or a range.
 * @throws AppError VALIDATION_FAILED or RANGE_OFF_BOUNDARY, whose message names the range that was probably meant
 */
export function readRange(text: string): AddressRange {
  const range = parseRange(text);
  if (!('problem' in range)) return range;
  if (range.problem === 'off_boundary') {
    const meant = range.suggestion ?? '';
    throw new AppError(
      'RANGE_OFF_BOUNDARY',
      `${text} does not start at the boundary of its range. Did you mean ${meant}?`,
      {
        details: [{ path: 'address', message: meant }],
      },
    );
  }
  throw new AppError('VALIDATION_FAILED', 'Some fields are not as they should be.', {
    details: [{ path: 'address', message: 'must be an IPv4 or IPv6 address or a CIDR range such as 203.0.113.0/24' }],
  });
}

/**
 * Reads a range that may be blocked.
 * @throws AppError RANGE_TOO_WIDE for more than an IPv4 /8 or an IPv6 /16, besides those of readRange
 */
export function blockableRange(text: string): AddressRange {
  const range = readRange(text);
  if (range.prefix >= WIDEST[range.family]) return range;
  throw new AppError('RANGE_TOO_WIDE', `${range.cidr} is too wide: block at most /8 of IPv4 or /16 of IPv6 at once.`);
}
