import { differentAddresses, differentNetworks, oneAddress, oneNetwork } from '../addresses.ts';
import { COMMON_PASSWORDS, guesses, leakedPassword } from '../passwords.ts';
import { differentEmails } from '../people.ts';
import type { Random } from '../random.ts';
import type { Attempt, Cast, Scenario, Variant } from '../scenario.ts';
import { BROWSERS, SCRIPTS } from '../user-agents.ts';

const VICTIM = 'olivia.bennett@example.com';
const SPRAYED_AT_ONCE = 25;

type Addresses = Iterator<string, never>;

/** One account, many passwords. */
export const bruteForce: Scenario = {
  summary: 'many passwords of one account are tried',
  rule: 'brute_force',
  rate: 5,
  seconds: 20,
  variants: {
    'one-address': guessingVariant('from one address', (random) => {
      const address = oneAddress(random);
      return always(address);
    }),
    'one-network': guessingVariant('each from another address of one /24', (random) => oneNetwork(random, 4)),
    'few-addresses': guessingVariant('from three addresses by turns', (random) => {
      const networks = differentNetworks(random);
      return byTurns([networks.next().value, networks.next().value, networks.next().value]);
    }),
  },
};

/** The same without hurry. */
export const slowDistributed: Scenario = {
  summary: 'one account, every guess from another address, slowly',
  rule: 'brute_force',
  rate: 0.5,
  seconds: 60,
  variants: {
    'many-addresses': guessingVariant('addresses of a few networks', differentAddresses, BROWSERS),
    'many-networks': guessingVariant('each address in a network of its own', differentNetworks, BROWSERS),
  },
};

/** Many accounts, each with a password that was its owner's elsewhere. */
export const credentialStuffing: Scenario = {
  summary: 'leaked passwords, each account once',
  rule: 'credential_stuffing',
  rate: 10,
  seconds: 30,
  variants: {
    'few-networks': stuffingVariant('each from another address of four networks', differentAddresses),
    'one-address': stuffingVariant('all from one address', (random) => always(oneAddress(random))),
    'one-network': stuffingVariant('each from another address of one /24', (random) => oneNetwork(random, 4)),
    'ipv6-network': stuffingVariant('each from another /64 of one /48', (random) => oneNetwork(random, 6)),
    // one or two failures for each account and address: nobody can tell it from spraying
    'many-networks': {
      ...stuffingVariant('each from a network of its own, which looks like spraying', differentNetworks),
      rule: 'password_spraying',
    },
  },
};

/** Many accounts, few passwords, one or two failures for each account and address. */
export const passwordSpraying: Scenario = {
  summary: 'few passwords over many accounts, one or two failures for each account and address',
  rule: 'password_spraying',
  rate: 5,
  seconds: 30,
  variants: {
    common: sprayingVariant('two common passwords', ({ random }) => random.shuffle(COMMON_PASSWORDS).slice(0, 2)),
    uncommon: sprayingVariant('one password that is in no list', ({ random }) => [leakedPassword(random)]),
  },
};

function guessingVariant(
  summary: string,
  addressesOf: (random: Random) => Addresses,
  userAgents: readonly string[] = SCRIPTS,
): Variant {
  const prepare = ({ random, accounts }: Cast) => {
    const victim = accounts[0] ?? VICTIM;
    return {
      attempts: guessing(random, victim, addressesOf(random), random.pick(userAgents)),
      look: [
        `The attempts at this account: /admin/monitoring?email=${encodeURIComponent(victim)}`,
        `Its lock, and the addresses that failed often enough to be blocked: /admin/dashboard`,
        'The incident: /admin/incidents',
      ],
    };
  };
  return { summary, prepare };
}

function stuffingVariant(summary: string, addressesOf: (random: Random) => Addresses): Variant {
  const prepare = (cast: Cast) => ({
    attempts: stuffing(cast, addressesOf(cast.random)),
    look: [
      'The red line rises, while hardly an account fails often enough to be locked: /admin/monitoring?outcome=failed',
      'Accounts that do not exist give a list of strangers away: /admin/monitoring?reason=unknown_account',
      'The incident: /admin/incidents',
    ],
  });
  return { summary, prepare };
}

function sprayingVariant(summary: string, passwordsOf: (cast: Cast) => readonly string[]): Variant {
  const prepare = (cast: Cast) => ({
    attempts: spraying(cast, passwordsOf),
    look: [
      'Many accounts with one or two failures each, below every limit: /admin/monitoring?outcome=failed',
      'The incident: /admin/incidents',
    ],
  });
  return { summary, prepare };
}

function* guessing(random: Random, email: string, addresses: Addresses, userAgent: string): Generator<Attempt, never> {
  for (const password of guesses(random)) yield { email, password, address: addresses.next().value, userAgent };
  throw new Error('the supply of guesses has ended');
}

function* stuffing(cast: Cast, addresses: Addresses): Generator<Attempt, never> {
  for (const email of targets(cast)) {
    const address = addresses.next().value;
    const userAgent = cast.random.pick(BROWSERS);
    yield { email, password: leakedPassword(cast.random), address, userAgent };
  }
  throw new Error('the supply of accounts has ended');
}

function* spraying(cast: Cast, passwordsOf: (cast: Cast) => readonly string[]): Generator<Attempt, never> {
  const { random } = cast;
  const emails = targets(cast);
  const addresses = differentNetworks(random);
  // a sprayer comes with its passwords; the next round of accounts gets the same ones
  const passwords = passwordsOf(cast);
  for (;;) {
    const batch = Array.from({ length: SPRAYED_AT_ONCE }, () => emails.next().value);
    for (const password of passwords) {
      let from = { address: '', userAgent: '', left: 0 };
      for (const email of batch) {
        if (from.left === 0) {
          from = {
            address: addresses.next().value,
            userAgent: random.pick(BROWSERS),
            left: random.chance(0.5) ? 1 : 2,
          };
        }
        from.left -= 1;
        yield { email, password, address: from.address, userAgent: from.userAgent };
      }
    }
  }
}

// the accounts that were asked for come first, then people who do not exist
function* targets({ random, accounts }: Cast): Generator<string, never> {
  yield* accounts;
  return yield* differentEmails(random);
}

function* always(address: string): Generator<string, never> {
  for (;;) yield address;
}

function* byTurns(addresses: readonly string[]): Generator<string, never> {
  for (;;) yield* addresses;
}
