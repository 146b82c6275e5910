import type { BlockFilter } from '@classy-book/contracts/blocking';
import type { QueryFilter } from 'mongoose';
import type { AddressRange } from '../../common/network/addresses.js';
import { aroundAndSelf } from './around-range.js';
import type { BlockedAddressDocument } from './blocked-address.schema.js';
import { reasonWords } from './reason-words.js';

export type BlockQuery = QueryFilter<BlockedAddressDocument>;

// greater than every text that begins with the same letters
const LAST = '\u{10ffff}';

/** The filter of the list as the database is asked. `address` is what the filter names, read. */
export function toBlockQuery(filter: BlockFilter, address: AddressRange | null): BlockQuery {
  const parts: BlockQuery[] = [];
  if (filter.state !== 'all') parts.push({ active: filter.state === 'active' });
  if (filter.source !== undefined) parts.push({ source: filter.source });
  if (filter.by !== undefined) parts.push({ createdBy: filter.by });
  if (address !== null) parts.push(relatedTo(address, filter.match));
  const words = reasonWords(filter.q ?? '');
  // a text without a single letter is in no reason
  if (filter.q !== undefined && words.length === 0) parts.push({ words: '' });
  for (const word of words) parts.push({ words: { $elemMatch: { $gte: word, $lt: `${word}${LAST}` } } });
  return parts.length === 0 ? {} : { $and: parts };
}

/** The blocks that hold a range, or all that have something in common with it. */
function relatedTo(address: AddressRange, match: BlockFilter['match']): BlockQuery {
  const holding: BlockQuery = { range: { $in: aroundAndSelf(address) } };
  // ranges lie in one another or apart, so whatever begins inside ends inside
  return match === 'holds' ? holding : { $or: [holding, { rangeStart: { $gte: address.start, $lte: address.end } }] };
}
