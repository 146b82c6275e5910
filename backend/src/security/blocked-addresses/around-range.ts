import { type AddressRange, parseRange } from '../../common/network/addresses.js';

/** A range and all that hold it, as CIDR, the widest first: what to ask the database for instead of comparing bounds. */
export function aroundAndSelf(range: AddressRange): string[] {
  const first = range.cidr.replace(/\/\d+$/, '');
  return Array.from({ length: range.prefix + 1 }, (_, prefix) => {
    const around = parseRange(`${first}/${String(prefix)}`);
    return 'problem' in around ? (around.suggestion ?? range.cidr) : around.cidr;
  });
}
