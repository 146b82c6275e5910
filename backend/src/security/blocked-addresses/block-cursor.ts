import { type BlockSort, blockSorts } from '@classy-book/contracts/blocking';
import { objectIdSchema } from '@classy-book/contracts/primitives';
import { Types } from 'mongoose';
import { z } from 'zod';
import { AppError } from '../../common/response/app-error.js';
import type { BlockQuery } from './block-query.js';
import type { BlockedAddressDocument } from './blocked-address.schema.js';

const MAX_VALUE = 8.64e15;
const cursorSchema = z.strictObject({
  sort: z.enum(blockSorts),
  value: z.number().int().min(-MAX_VALUE).max(MAX_VALUE),
  id: objectIdSchema,
});

/** The order of a sort as the database is asked. */
export const blockOrders = {
  newest: { _id: -1 },
  ends: { endsAt: 1, _id: 1 },
  hits: { hits: -1, _id: -1 },
} as const;

/** The cursor behind a block. */
export function writeBlockCursor(sort: BlockSort, block: BlockedAddressDocument): string {
  const value = sort === 'ends' ? block.endsAt.getTime() : sort === 'hits' ? block.hits : 0;
  return Buffer.from(JSON.stringify({ sort, value, id: block._id.toHexString() })).toString('base64url');
}

/**
 * What follows a cursor in its sort.
 * @throws AppError VALIDATION_FAILED where it is none of this list, or of another sort
 */
export function behindBlockCursor(sort: BlockSort, cursor: string): BlockQuery {
  const parsed = cursorSchema.safeParse(parse(cursor));
  if (!parsed.success || parsed.data.sort !== sort) {
    throw new AppError('VALIDATION_FAILED', 'Some fields are not as they should be.', {
      details: [{ path: 'cursor', message: 'is not a cursor of this list' }],
    });
  }
  const { value, id } = parsed.data;
  const _id = new Types.ObjectId(id);
  if (sort === 'newest') return { _id: { $lt: _id } };
  if (sort === 'hits') return { $or: [{ hits: { $lt: value } }, { hits: value, _id: { $lt: _id } }] };
  const endsAt = new Date(value);
  return { $or: [{ endsAt: { $gt: endsAt } }, { endsAt, _id: { $gt: _id } }] };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    return null;
  }
}
