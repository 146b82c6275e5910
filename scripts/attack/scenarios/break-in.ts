import { differentNetworks, oneAddress } from '../addresses.ts';
import { addressIn, type Country, FAR_COUNTRIES } from '../country-addresses.ts';
import { leakedPassword } from '../passwords.ts';
import type { Random } from '../random.ts';
import { type Attempt, type Cast, inOrder, knownAccount, type Scenario, type Variant } from '../scenario.ts';
import { BROWSERS, SCRIPTS } from '../user-agents.ts';
import { textIn, Visitor } from '../visitor.ts';

const CODES = 8;
const VERIFY = '/api/v1/auth/second-factor/verify';
const LOOK_AT_INCIDENTS = 'The incident: /admin/incidents';

/** Somebody who has the password guesses at the second factor. */
export const secondFactorGuessing: Scenario = {
  summary: 'the password is known, the second factor is guessed at (--account with a second factor)',
  rule: 'second_factor_guessing',
  rate: 2,
  seconds: 30,
  variants: {
    codes: {
      summary: 'many codes after one sign-in',
      prepare: (cast) => {
        const { email, password } = knownAccount(cast, 'an account with a second factor');
        const thief = new Visitor(oneAddress(cast.random), cast.random.pick(SCRIPTS));
        let challenge = '';
        const begin = thief.errand('sign in', email, async (http, id) => {
          const reply = await thief.signIn(http, id, email, password);
          challenge = textIn(reply, 'challenge') ?? '';
          return reply;
        });
        const guesses = codesOf(cast.random).map((code) =>
          thief.errand(`code ${code}`, email, async (http, id) =>
            thief.send(http, id, { method: 'POST', path: VERIFY, body: { method: 'totp', challenge, code } }),
          ),
        );
        return inOrder([begin, ...guesses], lookAt(email));
      },
    },
    'many-networks': {
      summary: 'each code after a sign-in of its own, from another network',
      prepare: (cast) => {
        const { email, password } = knownAccount(cast, 'an account with a second factor');
        const addresses = differentNetworks(cast.random);
        const guesses = codesOf(cast.random).map((code) => {
          const thief = new Visitor(addresses.next().value, cast.random.pick(BROWSERS));
          return thief.errand(`sign in, code ${code}`, email, async (http, id) => {
            const challenge = textIn(await thief.signIn(http, undefined, email, password), 'challenge') ?? '';
            return thief.send(http, id, { method: 'POST', path: VERIFY, body: { method: 'totp', challenge, code } });
          });
        });
        return inOrder(guesses, lookAt(email));
      },
    },
  },
};

/** A refresh token is copied; one of its two holders comes too late with it. */
export const tokenReuse: Scenario = {
  summary: 'a copied refresh token comes back after it was used; one step in 33 seconds',
  rule: 'token_reuse',
  rate: 0.03,
  seconds: 140,
  variants: {
    'thief-late': {
      summary: 'its owner goes on, then the thief tries the copy',
      prepare: (cast) => {
        const { email, owner, thief, begin } = copiedSession(cast);
        const steps = [begin, refreshOf(owner, email), refreshOf(thief, email), refreshOf(thief, email)];
        return inOrder(steps, ['The session ended for both of them: /admin/monitoring', LOOK_AT_INCIDENTS]);
      },
    },
    'owner-late': {
      summary: 'the thief goes on, then its owner comes back',
      prepare: (cast) => {
        const { email, owner, thief, begin } = copiedSession(cast);
        const steps = [begin, refreshOf(thief, email), refreshOf(thief, email), refreshOf(owner, email)];
        return inOrder(steps, ['The session ended for both of them: /admin/monitoring', LOOK_AT_INCIDENTS]);
      },
    },
  },
};

/** One person in two far places. Needs a country database on the server, which a local start has. */
export const impossibleTravel: Scenario = {
  summary: 'one account signs in from two far countries within minutes',
  rule: 'impossible_travel',
  rate: 0.5,
  seconds: 20,
  variants: {
    'there-in-no-time': journey('from Germany, then from another continent', (random) => [
      'DE',
      'DE',
      random.pick(FAR_COUNTRIES),
    ]),
    'back-and-forth': journey('from Switzerland and another continent by turns', (random) => {
      const far = random.pick(FAR_COUNTRIES);
      return ['CH', far, 'CH', far];
    }),
  },
};

/** A person in a country that they were never seen in, near enough to have gone there. */
export const newCountry: Scenario = {
  summary: 'one account signs in from a country that is new for it',
  rule: 'new_country',
  rate: 1,
  seconds: 10,
  variants: {
    'next-door': journey('three times from Germany, then from Switzerland', () => ['DE', 'DE', 'DE', 'CH']),
    'and-stays': journey('three times from Switzerland, then three times from Germany', () => [
      ...(['CH', 'CH', 'CH', 'DE', 'DE', 'DE'] as const),
    ]),
  },
};

/** An account that slept for months. */
export const dormantAccount: Scenario = {
  summary: 'an account that nobody used for months signs in; needs an account that was last seen so long ago',
  rule: 'dormant_account',
  rate: 1,
  seconds: 10,
  variants: {
    'at-once': {
      summary: 'with the right password',
      prepare: (cast) => {
        const { email, password } = knownAccount(cast, 'an account that was not used for months');
        return inOrder([signInFrom(email, password, oneAddress(cast.random), cast.random)], lookAt(email));
      },
    },
    'after-guesses': {
      summary: 'after three wrong passwords',
      prepare: (cast) => {
        const { random } = cast;
        const { email, password } = knownAccount(cast, 'an account that was not used for months');
        const address = oneAddress(random);
        const guesses = Array.from({ length: 3 }, () => signInFrom(email, leakedPassword(random), address, random));
        return inOrder([...guesses, signInFrom(email, password, address, random)], lookAt(email));
      },
    },
  },
};

function journey(summary: string, routeOf: (random: Random) => readonly Country[]): Variant {
  const prepare = (cast: Cast) => {
    const { email, password } = knownAccount(cast, 'the account that travels');
    const stops = routeOf(cast.random).map((country) =>
      signInFrom(email, password, addressIn(country, cast.random), cast.random),
    );
    return inOrder(stops, lookAt(email));
  };
  return { summary, prepare };
}

function signInFrom(email: string, password: string, address: string, random: Random): Attempt {
  return { email, password, address, userAgent: random.pick(BROWSERS) };
}

function copiedSession(cast: Cast) {
  const { email, password } = knownAccount(cast, 'the account whose token is copied');
  const addresses = differentNetworks(cast.random);
  const owner = new Visitor(addresses.next().value, cast.random.pick(BROWSERS));
  const thief = new Visitor(addresses.next().value, cast.random.pick(BROWSERS));
  const begin = owner.errand('sign in, and be robbed', email, async (http, id) => {
    const reply = await owner.signIn(http, id, email, password);
    thief.steal(owner);
    return reply;
  });
  return { email, owner, thief, begin };
}

function refreshOf(visitor: Visitor, email: string): Attempt {
  return visitor.errand('refresh', email, async (http, id) => visitor.refresh(http, id));
}

function codesOf(random: Random): string[] {
  return Array.from({ length: CODES }, () => String(random.below(1_000_000)).padStart(6, '0'));
}

function lookAt(email: string): string[] {
  return [`The attempts at this account: /admin/monitoring?email=${encodeURIComponent(email)}`, LOOK_AT_INCIDENTS];
}
