import type { CurrentUser } from '@classy-book/contracts/auth';

type Named = Pick<CurrentUser, 'firstName' | 'lastName' | 'email'>;

/** First and last name, else the email address; empty while nobody is signed in. */
export function fullNameOf(user: Named | null): string {
  if (!user) return '';
  const name = `${user.firstName} ${user.lastName}`.trim();
  return name === '' ? user.email : name;
}

/** Up to two letters for the round mark of a person: of the names, else of the email address. */
export function initialsOf(user: Named | null): string {
  if (!user) return '';
  const letters = [user.firstName, user.lastName].map(firstLetter).join('');
  return (letters === '' ? firstLetter(user.email) : letters).toLocaleUpperCase();
}

/** The first character as a reader counts them, not half of a pair. */
function firstLetter(text: string): string {
  return Array.from(text.trim())[0] ?? '';
}
