import { differentAddresses, oneAddress } from './addresses.ts';
import { COMMON_PASSWORDS, guesses, leakedPassword, mistyped } from './passwords.ts';
import { differentEmails } from './people.ts';
import type { Random } from './random.ts';
import { BROWSERS, SCRIPTS } from './user-agents.ts';

/** One sign-in attempt, as the simulator sends it. */
export interface Attempt {
  readonly email: string;
  readonly password: string;
  /** The client address that the loopback proxy, played by the simulator, puts into `X-Forwarded-For`. */
  readonly address: string;
  readonly userAgent: string;
  /** Attempts of the same device share its cookies; without it every attempt comes from a new device. */
  readonly device?: string;
}

/** What a scenario is made from. `accounts` may be empty; `password` is the right one of all of them, where known. */
export interface Cast {
  readonly random: Random;
  readonly accounts: readonly string[];
  readonly password: string | null;
}

/** A scenario that is ready to run. The supply of attempts never ends. */
export interface Play {
  readonly attempts: Iterator<Attempt, never>;
  /** What to look at in the console, one sentence each; a path stands alone after the last colon. */
  readonly look: readonly string[];
}

/** A kind of traffic. `rate` (attempts a second) and `seconds` are what it runs with where nothing else is asked for. */
export interface Scenario {
  readonly summary: string;
  readonly rate: number;
  readonly seconds: number;
  prepare(cast: Cast): Play;
}

export const scenarioNames = [
  'normal',
  'brute-force',
  'credential-stuffing',
  'password-spraying',
  'slow-distributed',
] as const;
export type ScenarioName = (typeof scenarioNames)[number];

const VICTIM = 'olivia.bennett@example.com';
const SPRAYED_AT_ONCE = 25;

/** Every scenario by its name. */
export const scenarios: Readonly<Record<ScenarioName, Scenario>> = {
  normal: {
    summary: 'people who sign in, some of whom mistype (give --account and --password to let them in)',
    rate: 2,
    seconds: 60,
    prepare: (cast) => {
      const { accounts, password } = cast;
      return accounts.length > 0 && password !== null
        ? {
            attempts: people(cast.random, accounts, password),
            look: [
              'The green line; a mistyped password now and then, and nobody is locked: /admin/monitoring',
              'The sign-ins of the last day: /admin/dashboard',
            ],
          }
        : {
            attempts: strangers(cast.random),
            look: ['Single failures from many addresses, and no rule trips: /admin/monitoring'],
          };
    },
  },
  'brute-force': {
    summary: 'one address guesses many passwords of one account',
    rate: 5,
    seconds: 20,
    prepare: ({ random, accounts }) => {
      const victim = accounts[0] ?? VICTIM;
      const address = oneAddress(random);
      return {
        attempts: guessing(random, victim, () => address, random.pick(SCRIPTS)),
        look: [
          `The attempts of this address: /admin/monitoring?address=${address}`,
          `Its block, which you can lift: /admin/blocked-ips`,
          `The lock of ${victim}: /admin/dashboard`,
        ],
      };
    },
  },
  'credential-stuffing': {
    summary: 'many addresses try leaked passwords, each account once',
    rate: 10,
    seconds: 30,
    prepare: (cast) => ({
      attempts: stuffing(cast),
      look: [
        'The red line rises, while no account and no address fails often enough to be locked: /admin/monitoring?outcome=failed',
        'Accounts that do not exist give a list of strangers away: /admin/monitoring?reason=unknown_account',
      ],
    }),
  },
  'password-spraying': {
    summary: 'two common passwords over many accounts, one or two failures for each account and address',
    rate: 5,
    seconds: 30,
    prepare: (cast) => ({
      attempts: spraying(cast),
      look: [
        'Many accounts with one or two failures each, below every limit: /admin/monitoring?outcome=failed',
        'If one of the networks stands out, block it as a range: /admin/blocked-ips',
      ],
    }),
  },
  'slow-distributed': {
    summary: 'one account, every guess from another address, slowly',
    rate: 0.5,
    seconds: 60,
    prepare: ({ random, accounts }) => {
      const victim = accounts[0] ?? VICTIM;
      const addresses = differentAddresses(random);
      return {
        attempts: guessing(random, victim, () => addresses.next().value, random.pick(BROWSERS)),
        look: [
          `No address is blocked, but the account is locked: /admin/monitoring?email=${encodeURIComponent(victim)}`,
          'The accounts that are locked now: /admin/dashboard',
        ],
      };
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

function* guessing(random: Random, email: string, address: () => string, userAgent: string): Generator<Attempt, never> {
  for (const password of guesses(random)) yield { email, password, address: address(), userAgent };
  throw new Error('the supply of guesses has ended');
}

function* stuffing(cast: Cast): Generator<Attempt, never> {
  const addresses = differentAddresses(cast.random);
  for (const email of targets(cast)) {
    const address = addresses.next().value;
    const userAgent = cast.random.pick(BROWSERS);
    yield { email, password: leakedPassword(cast.random), address, userAgent };
  }
  throw new Error('the supply of accounts has ended');
}

function* spraying(cast: Cast): Generator<Attempt, never> {
  const { random } = cast;
  const emails = targets(cast);
  const addresses = differentAddresses(random);
  for (;;) {
    const batch = Array.from({ length: SPRAYED_AT_ONCE }, () => emails.next().value);
    for (const password of random.shuffle(COMMON_PASSWORDS).slice(0, 2)) {
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
