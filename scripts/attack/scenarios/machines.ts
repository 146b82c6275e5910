import { differentNetworks, oneAddress } from '../addresses.ts';
import { addressIn, FAR_COUNTRIES } from '../country-addresses.ts';
import { inventedKey } from '../key-text.ts';
import type { Random } from '../random.ts';
import { type Attempt, type Cast, inOrder, knownAccount, type Scenario } from '../scenario.ts';
import { SCRIPTS } from '../user-agents.ts';
import { textIn, Visitor } from '../visitor.ts';

const KEYS = '/api/v1/account/api-keys';
const ALLOWED = '/api/v1/monitoring/login-attempts?limit=10';
const NOT_ALLOWED = [
  ...['/admin/users', '/admin/users/export', '/admin/roles', '/admin/invitations', '/account/api-keys', '/auth/me'],
  ...[
    '/account/sessions',
    '/account/export',
    '/account/second-factor',
    '/monitoring/audit-logs',
    '/monitoring/audit-logs/export',
  ],
] as const;
const MISUSES = 20;
const LOOK = ['The incident: /admin/incidents', 'Who has which keys: /admin/users'];

/** API keys in wrong hands. */
export const apiKeyMisuse: Scenario = {
  summary: 'API keys are guessed, used after their end, beyond their scopes, or from elsewhere',
  rule: 'api_key_misuse',
  rate: 5,
  seconds: 20,
  variants: {
    guessed: {
      summary: 'invented keys from one address',
      prepare: ({ random }) => ({ attempts: guessing(random), look: LOOK }),
    },
    revoked: {
      summary: 'a key that its owner revoked (--account of an administrator)',
      prepare: (cast) => {
        const { owner, email, steps, machine, keyId } = withKey(cast);
        const revoke = owner.errand('revoke the key', email, async (http, id) =>
          owner.send(http, id, { method: 'DELETE', path: `${KEYS}/${keyId()}` }),
        );
        return inOrder([...steps, use(machine, email), revoke, ...misuses(() => use(machine, email))], LOOK);
      },
    },
    'beyond-scopes': {
      summary: 'a key asks for what it was not made for (--account of an administrator)',
      prepare: (cast) => {
        const { email, steps, machine } = withKey(cast);
        const routes = cast.random.shuffle(NOT_ALLOWED);
        const ask = (serial: number) => {
          return machine.request('GET', `/api/v1${routes[serial % routes.length] ?? ''}`, email);
        };
        return inOrder([...steps, use(machine, email), ...misuses(ask)], LOOK);
      },
    },
    elsewhere: {
      summary: 'a key is used from another continent (--account of an administrator)',
      prepare: (cast) => {
        const { email, steps, machine } = withKey(cast);
        const thieves = FAR_COUNTRIES.map((country) => {
          const thief = new Visitor(addressIn(country, cast.random), cast.random.pick(SCRIPTS));
          return thief.errand(`use the key in ${country}`, email, async (http, id) => {
            thief.bearer = machine.bearer;
            return thief.send(http, id, { method: 'GET', path: ALLOWED });
          });
        });
        return inOrder([...steps, use(machine, email), ...cast.random.shuffle(thieves)], LOOK);
      },
    },
  },
};

function* guessing(random: Random): Generator<Attempt, never> {
  const thief = new Visitor(oneAddress(random), random.pick(SCRIPTS));
  for (;;) {
    const key = inventedKey(random);
    yield thief.errand(`a key like ${key.slice(0, 10)}`, '', async (http, id) =>
      thief.send(http, id, { method: 'GET', path: ALLOWED }, { Authorization: `Bearer ${key}` }),
    );
  }
}

/** An owner who signs in and makes a key, and the machine that has it afterwards. */
function withKey(cast: Cast) {
  const { email, password } = knownAccount(cast, 'an administrator');
  const addresses = differentNetworks(cast.random);
  const owner = new Visitor(addresses.next().value, cast.random.pick(SCRIPTS));
  const machine = new Visitor(addressIn('DE', cast.random), 'reports/1.0');
  let made = '';
  const signIn = owner.errand('sign in', email, async (http, id) => owner.signIn(http, id, email, password));
  const make = owner.errand('make a key', email, async (http, id) => {
    const body = { name: 'Reports', scopes: ['monitoring:read'], expiresInDays: 1, requestsPerMinute: 600 };
    const reply = await owner.send(http, id, { method: 'POST', path: KEYS, body });
    machine.bearer = textIn(reply, 'key');
    made = textIn(reply, 'apiKey.id') ?? '';
    return reply;
  });
  return { email, owner, machine, steps: [signIn, make], keyId: () => made };
}

function use(machine: Visitor, email: string): Attempt {
  return machine.request('GET', ALLOWED, email);
}

function misuses(one: (serial: number) => Attempt): Attempt[] {
  return Array.from({ length: MISUSES }, (_, serial) => one(serial));
}
