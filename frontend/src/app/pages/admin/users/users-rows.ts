import type { UserListItem } from '@classy-book/contracts/users';

/** The most rows that the table keeps. */
export const MAX_ROWS = 1_000;

export interface UsersPage {
  readonly users: readonly UserListItem[];
  readonly next: string | null;
}

/** The rows in the order of the list and the cursor behind the last one. Somebody stands there once. */
export interface UsersRows {
  readonly shown: readonly UserListItem[];
  readonly next: string | null;
}

export const noRows: UsersRows = { shown: [], next: null };

/** Adds the next page at the end. */
export function append(rows: UsersRows, page: UsersPage): UsersRows {
  const known = new Set(rows.shown.map((user) => user.id));
  const fresh = page.users.filter((user) => !known.has(user.id));
  return { shown: [...rows.shown, ...fresh].slice(0, MAX_ROWS), next: page.next };
}

/** An account was locked (until a moment) or unlocked (null) while it was looked at. */
export function markLock(rows: UsersRows, email: string, lockedUntil: string | null): UsersRows {
  if (!rows.shown.some((user) => user.email === email)) return rows;
  return { ...rows, shown: rows.shown.map((user) => (user.email === email ? withLock(user, lockedUntil) : user)) };
}

export function canLoadMore(rows: UsersRows): boolean {
  return rows.next !== null && rows.shown.length < MAX_ROWS;
}

function withLock(user: UserListItem, lockedUntil: string | null): UserListItem {
  const others = user.states.filter((state) => state !== 'locked' && state !== 'active');
  if (lockedUntil !== null) return { ...user, states: ['locked', ...others], lockedUntil };
  return { ...user, states: others.length === 0 ? ['active'] : others, lockedUntil };
}
