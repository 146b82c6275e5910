import type { CurrentUser } from '@classy-book/contracts/auth';

/** Up to two letters for the round mark of a person: of the names, else of the email address. */
export function initialsOf(user: Pick<CurrentUser, 'firstName' | 'lastName' | 'email'> | null): string {
  if (!user) return '';
  const letters = [user.firstName, user.lastName].map(firstLetter).join('');
  return (letters === '' ? firstLetter(user.email) : letters).toLocaleUpperCase();
}

/** The first character as a reader counts them, not half of a pair. */
function firstLetter(text: string): string {
  return Array.from(text.trim())[0] ?? '';
}
