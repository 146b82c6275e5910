import { differentAddresses } from '../addresses.ts';
import { leakedPassword, mistyped } from '../passwords.ts';
import { differentEmails } from '../people.ts';
import type { Random } from '../random.ts';
import type { Attempt, Scenario } from '../scenario.ts';
import { BROWSERS } from '../user-agents.ts';

/** People who sign in, as they do on any day. */
export const normal: Scenario = {
  summary: 'people who sign in, some of whom mistype (give --account and --password to let them in)',
  rule: null,
  rate: 2,
  seconds: 60,
  variants: {
    visits: {
      summary: 'visits from many places',
      prepare: ({ random, accounts, password }) =>
        accounts.length > 0 && password !== null
          ? {
              attempts: people(random, accounts, password),
              look: [
                'The green line; a mistyped password now and then, and nobody is locked: /admin/monitoring',
                'The sign-ins of the last day: /admin/dashboard',
              ],
            }
          : {
              attempts: strangers(random),
              look: ['Single failures from many addresses, and no rule trips: /admin/monitoring'],
            },
    },
  },
};

function* people(random: Random, accounts: readonly string[], password: string): Generator<Attempt, never> {
  const addresses = differentAddresses(random);
  for (;;) {
    const email = random.pick(accounts);
    const browser = random.below(BROWSERS.length);
    // each account has as many devices as there are browsers; they move from network to network
    const visit = {
      email,
      address: addresses.next().value,
      userAgent: BROWSERS[browser] ?? BROWSERS[0],
      device: `${email} ${String(browser)}`,
    };
    for (let slips = 0; slips < 2 && random.chance(0.12); slips += 1) {
      yield { ...visit, password: mistyped(password, random) };
    }
    yield { ...visit, password };
  }
}

function* strangers(random: Random): Generator<Attempt, never> {
  const addresses = differentAddresses(random);
  for (const email of differentEmails(random)) {
    const visit = { email, address: addresses.next().value, userAgent: random.pick(BROWSERS) };
    const password = leakedPassword(random);
    yield { ...visit, password: mistyped(password, random) };
    if (random.chance(0.3)) yield { ...visit, password };
  }
  throw new Error('the supply of people has ended');
}
