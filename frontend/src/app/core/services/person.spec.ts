import { fullNameOf } from './person';

const person = (firstName: string, lastName: string) => ({ firstName, lastName, email: 'maya@example.org' });

it.each([
  [person('Maya', 'Haddad'), 'Maya Haddad'],
  [person('لينا', ''), 'لينا'],
  [person('', ''), 'maya@example.org'],
  [null, ''],
])('names %j', (user, name) => {
  expect(fullNameOf(user)).toBe(name);
});
