import { mistyped } from '../passwords.ts';
import { type Attempt, inOrder, knownAccount, type Scenario, type Variant } from '../scenario.ts';
import { visitsOf } from '../school/day.ts';
import { makeSchool } from '../school/people.ts';

const HOUR_MS = 3_600_000;

/**
 * The sign-ins of a school day, without the time between them. What the rules are to make of the day with its own times
 * is in `school/records.ts`.
 */
export const normalDay: Scenario = {
  summary: 'the sign-ins of a school day, one after the other (give --account for each person, and --password)',
  rule: null,
  rate: 5,
  seconds: 600,
  variants: {
    day: partOfDay('all of it', 0, 24),
    morning: partOfDay('until nine: most of the school behind one address', 0, 9),
    evening: partOfDay('from four in the afternoon: everybody at home', 16, 24),
  },
};

function partOfDay(summary: string, from: number, to: number): Variant {
  return {
    summary,
    prepare: (cast) => {
      const { random, accounts } = cast;
      const { password } = knownAccount(cast, 'the people of the school');
      const school = makeSchool(random, accounts.length, accounts);
      const visits = visitsOf(school, random).filter(({ at }) => at >= from * HOUR_MS && at < to * HOUR_MS);
      const attempts = visits.flatMap(({ person, address, userAgent, slips, mistypesEmail, givesUp }): Attempt[] => {
        const one = { email: person.email, address, userAgent, device: `${person.email} ${userAgent}` };
        const wrong = Array.from({ length: slips }, () => ({ ...one, password: mistyped(password, random) }));
        const typo = mistypesEmail ? [{ ...one, email: `x${person.email}`, password }] : [];
        return [...typo, ...wrong, ...(givesUp ? [] : [{ ...one, password }])];
      });
      return inOrder(attempts, [
        'The green line, and a few mistyped passwords: /admin/monitoring',
        'Nothing: a normal day is no incident: /admin/incidents',
      ]);
    },
  };
}
