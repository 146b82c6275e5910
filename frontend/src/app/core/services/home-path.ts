import type { CurrentUser } from '@classy-book/contracts/auth';

/** Where a person lands after a sign-in that had no page to go back to. */
export function homePathOf(user: CurrentUser): '/admin/dashboard' | '/account' {
  return user.permissions.includes('admin:access') ? '/admin/dashboard' : '/account';
}
