import type { UserListItem } from '@classy-book/contracts/users';
import type { ListRows } from '../../../shared/lists/list-rows';

/** An account was locked (until a moment) or unlocked (null) while it was looked at. */
export function markLock(
  rows: ListRows<UserListItem>,
  email: string,
  lockedUntil: string | null,
): ListRows<UserListItem> {
  if (!rows.shown.some((user) => user.email === email)) return rows;
  return { ...rows, shown: rows.shown.map((user) => (user.email === email ? withLock(user, lockedUntil) : user)) };
}

function withLock(user: UserListItem, lockedUntil: string | null): UserListItem {
  const others = user.states.filter((state) => state !== 'locked' && state !== 'active');
  if (lockedUntil !== null) return { ...user, states: ['locked', ...others], lockedUntil };
  return { ...user, states: others.length === 0 ? ['active'] : others, lockedUntil };
}
