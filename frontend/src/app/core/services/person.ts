import type { CurrentUser } from '@classy-book/contracts/auth';

type Named = Pick<CurrentUser, 'firstName' | 'lastName' | 'email'>;

/** First and last name, else the email address; empty while nobody is signed in. */
export function fullNameOf(user: Named | null): string {
  if (!user) return '';
  const name = `${user.firstName} ${user.lastName}`.trim();
  return name === '' ? user.email : name;
}
