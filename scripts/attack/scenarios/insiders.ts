import { oneAddress } from '../addresses.ts';
import type { LoopbackHttp, Reply } from '../loopback-http.ts';
import { type Attempt, type Cast, CastError, inOrder, knownAccount, type Scenario, type Variant } from '../scenario.ts';
import { BROWSERS } from '../user-agents.ts';
import { dataOf, Visitor } from '../visitor.ts';

const ATTEMPTS = '/api/v1/monitoring/login-attempts/export';
const PEOPLE = '/api/v1/admin/users/export';
const EXPORTS = 12;
const LOOK = ['What was done, by whom: /admin/audit', 'The incident: /admin/incidents'];

/** Power is handed out while nobody looks. It is found outside the working hours that the rule is set to. */
export const privilegeChange: Scenario = {
  summary: 'an administrator hands out power; found outside the working hours of the rule',
  rule: 'privilege_change',
  rate: 1,
  seconds: 20,
  variants: {
    promotion: {
      summary: 'a person becomes an administrator (--account ADMIN --account PERSON)',
      prepare: (cast) => {
        const { admin, email, signIn } = administrator(cast);
        const [, person] = cast.accounts;
        if (person === undefined) throw new CastError('Name the person who is promoted with a second --account.');
        const promote = admin.errand(`make ${person} an administrator`, email, async (http, id) => {
          const path = `/api/v1/admin/users/${await idOf(admin, http, person)}/role`;
          return admin.send(http, id, { method: 'POST', path, body: { role: 'admin' } });
        });
        return inOrder([signIn, promote], LOOK);
      },
    },
    role: {
      summary: 'a new role with power is made',
      prepare: (cast) => {
        const { admin, email, signIn } = administrator(cast);
        const name = `helper-${String(cast.random.below(1_000_000))}`;
        const permissions = ['users:read', 'users:update', 'users:lock', 'monitoring:read', 'monitoring:block'];
        const body = { key: name.replace('-', '_'), title: name, description: '', permissions };
        return inOrder([signIn, admin.request('POST', '/api/v1/admin/roles', email, body)], LOOK);
      },
    },
  },
};

/** Somebody takes along what they can see. */
export const massExport: Scenario = {
  summary: 'an administrator takes the lists away as files, again and again',
  rule: 'mass_export',
  rate: 1,
  seconds: 30,
  variants: {
    attempts: exporting('the attempts', () => ATTEMPTS),
    people: exporting('the people', () => PEOPLE),
    both: exporting('both by turns', (serial) => (serial % 2 === 0 ? ATTEMPTS : PEOPLE)),
  },
};

function exporting(what: string, pathOf: (serial: number) => string): Variant {
  const prepare = (cast: Cast) => {
    const { admin, email, signIn } = administrator(cast);
    const files = Array.from({ length: EXPORTS }, (_, serial) => admin.request('GET', pathOf(serial), email));
    return inOrder([signIn, ...files], LOOK);
  };
  return { summary: `${what} (--account of an administrator)`, prepare };
}

function administrator(cast: Cast): { admin: Visitor; email: string; signIn: Attempt } {
  const { email, password } = knownAccount(cast, 'an administrator');
  const admin = new Visitor(oneAddress(cast.random), cast.random.pick(BROWSERS));
  const signIn = admin.errand('sign in', email, async (http, id) => admin.signIn(http, id, email, password));
  return { admin, email, signIn };
}

async function idOf(admin: Visitor, http: LoopbackHttp, email: string): Promise<string> {
  const path = `/api/v1/admin/users?search=${encodeURIComponent(email)}`;
  const reply: Reply = await admin.send(http, undefined, { method: 'GET', path });
  const list = dataOf(reply);
  const people = Array.isArray(list) ? (list as { readonly id: string; readonly email: string }[]) : [];
  return people.find((one) => one.email === email)?.id ?? 'nobody';
}
