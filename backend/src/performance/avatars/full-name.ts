import type { CurrentUser } from '@classy-book/contracts/auth';

/** How somebody is called; who has no name, by their email. */
export function fullNameOf({ firstName, lastName, email }: CurrentUser): string {
  const name = `${firstName} ${lastName}`.trim();
  return name === '' ? email : name;
}
