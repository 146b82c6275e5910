import type { UserFilter, UserState } from '@classy-book/contracts/users';
import type { QueryFilter } from 'mongoose';
import { mongo } from 'mongoose';
import { searchKey } from '../../common/text/search-key.js';
import { sortOf, type UserCursor } from './user-cursor.js';
import type { UserDocument } from './user.schema.js';

export type UserQuery = QueryFilter<UserDocument>;

/** What decides about the state of an account besides the account itself. */
export interface StateFacts {
  readonly now: Date;
  /** The emails that the rules keep locked: automatic locks stand with the counters. */
  readonly lockedEmails: readonly string[];
}

/** What of an account its states come from. */
export type StateSource = Pick<UserDocument, 'isActive' | 'lockedUntil' | 'emailVerifiedAt' | 'deleteAfter'>;

// the greatest character: whatever begins with a text stands between it and the text with this behind it
const LAST = '\u{10ffff}';
const EVER = new Date(0);

/** The states of an account; `active` is the one that has no other. */
export function statesOf(user: StateSource, now: Date, isLockedByRules: boolean): UserState[] {
  const states: UserState[] = [];
  if (isLockedByRules || (user.lockedUntil !== null && user.lockedUntil > now)) states.push('locked');
  if (!user.isActive) states.push('inactive');
  if ((user.emailVerifiedAt ?? null) === null) states.push('unverified');
  if ((user.deleteAfter ?? null) !== null) states.push('deleting');
  return states.length === 0 ? ['active'] : states;
}

/** The query of a filter. Values are texts and moments, never objects from outside. */
export function toUserQuery({ search, role, state, secondFactor }: UserFilter, facts: StateFacts): UserQuery {
  const conditions: UserQuery[] = [];
  if (search !== undefined && search !== '') conditions.push(searchQuery(search));
  if (role !== undefined) conditions.push({ role });
  if (secondFactor === 'on') conditions.push({ secondFactorEnabled: true });
  if (secondFactor === 'off') conditions.push({ secondFactorEnabled: { $ne: true } });
  if (state !== undefined && state.length > 0) conditions.push(anyOf(state.map((one) => stateQuery(one, facts))));
  return allOf(conditions);
}

/** What follows a cursor in its sort. */
export function behind(query: UserQuery, { sort, value, id }: UserCursor): UserQuery {
  const { field, direction } = sortOf(sort);
  const compare = direction === 1 ? '$gt' : '$lt';
  if (field === 'email') return allOf([query, { email: { [compare]: value } }]);
  const next = { _id: { [compare]: mongo.ObjectId.createFromHexString(id) } };
  if (value === null) {
    // who was never here comes first in the one direction and last in the other
    const rest = { [field]: null, ...next };
    return allOf([query, direction === 1 ? anyOf([rest, { [field]: { $gte: EVER } }]) : rest]);
  }
  const at = new Date(value);
  const rest: UserQuery[] = [{ [field]: { [compare]: at } }, { [field]: at, ...next }];
  if (direction === -1) rest.push({ [field]: null });
  return allOf([query, anyOf(rest)]);
}

function searchQuery(search: string): UserQuery {
  const key = searchKey(search);
  const ways: UserQuery[] = [{ email: startsWith(search) }];
  if (key === '') return anyOf(ways);
  ways.push({ firstNameKey: startsWith(key) }, { lastNameKey: startsWith(key) });
  const gap = key.lastIndexOf(' ');
  if (gap > 0) ways.push({ firstNameKey: startsWith(key.slice(0, gap)), lastNameKey: startsWith(key.slice(gap + 1)) });
  return anyOf(ways);
}

function startsWith(prefix: string): { readonly $gte: string; readonly $lt: string } {
  return { $gte: prefix, $lt: `${prefix}${LAST}` };
}

function stateQuery(state: UserState, { now, lockedEmails }: StateFacts): UserQuery {
  switch (state) {
    case 'locked':
      return anyOf([{ lockedUntil: { $gt: now } }, { email: { $in: [...lockedEmails] } }]);
    case 'inactive':
      return { isActive: false };
    case 'unverified':
      return { emailVerifiedAt: null };
    case 'deleting':
      return { deleteAfter: { $gte: EVER } };
    case 'active':
      return {
        isActive: true,
        emailVerifiedAt: { $gte: EVER },
        deleteAfter: null,
        email: { $nin: [...lockedEmails] },
        $or: [{ lockedUntil: null }, { lockedUntil: { $lte: now } }],
      };
  }
}

function allOf(conditions: readonly UserQuery[]): UserQuery {
  const some = conditions.filter((condition) => Object.keys(condition).length > 0);
  if (some.length === 0) return {};
  return some.length === 1 ? (some[0] ?? {}) : { $and: some };
}

function anyOf(conditions: readonly UserQuery[]): UserQuery {
  return conditions.length === 1 ? (conditions[0] ?? {}) : { $or: [...conditions] };
}
