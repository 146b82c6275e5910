import type { CurrentUser } from '@classy-book/contracts/auth';

/** Where a person lands after a sign-in that had no page to go back to. */
export function homePathOf(user: CurrentUser): '/admin/dashboard' | '/account' {
  return user.permissions.includes('admin:access') ? '/admin/dashboard' : '/account';
}

/** The page that removes what stands between a person and everything else; null where nothing does. */
export function restrictionPathOf(user: CurrentUser): '/account/enrol' | '/account/new-password' | null {
  if (user.restriction === 'enrol_second_factor') return '/account/enrol';
  return user.restriction === 'change_password' ? '/account/new-password' : null;
}

/** Where a sign-in leads: to the page that was asked for, or home; by way of what has to be done first. */
export function landingPathOf(user: CurrentUser, wanted: string | null): string {
  const first = restrictionPathOf(user);
  if (first === null) return wanted ?? homePathOf(user);
  return wanted === null || wanted.startsWith(first) ? first : `${first}?returnUrl=${encodeURIComponent(wanted)}`;
}
