import { fullNameOf, initialsOf } from './person';

const person = (firstName: string, lastName: string) => ({ firstName, lastName, email: 'maya@example.org' });

it.each([
  [person('Maya', 'Haddad'), 'MH', 'Maya Haddad'],
  [person('لينا', ''), 'ل', 'لينا'],
  [person('𝒜da', 'lovelace'), '𝒜L', '𝒜da lovelace'],
  [person('', ''), 'M', 'maya@example.org'],
  [null, '', ''],
])('names %j', (user, initials, name) => {
  expect(initialsOf(user)).toBe(initials);
  expect(fullNameOf(user)).toBe(name);
});
