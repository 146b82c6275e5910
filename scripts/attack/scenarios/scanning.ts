import { oneAddress } from '../addresses.ts';
import type { Random } from '../random.ts';
import type { Attempt, Cast, Scenario, Variant } from '../scenario.ts';
import { SCANNERS } from '../user-agents.ts';
import { Visitor } from '../visitor.ts';

const PROBES = [
  ...['/.env', '/.env.production', '/.git/config', '/.git/HEAD', '/.aws/credentials', '/.ssh/id_rsa', '/.svn/entries'],
  ...[
    '/wp-login.php',
    '/wp-admin/',
    '/wp-content/plugins/',
    '/xmlrpc.php',
    '/phpmyadmin/',
    '/adminer.php',
    '/info.php',
  ],
  ...['/actuator/env', '/actuator/heapdump', '/server-status', '/debug/pprof/', '/config.json', '/web.config'],
  ...['/cgi-bin/luci', '/boaform/admin/formLogin', '/HNAP1/', '/solr/admin/info/system', '/manager/html', '/owa/'],
  ...['/vendor/phpunit/phpunit/src/Util/PHP/eval-stdin.php', '/_ignition/execute-solution', '/backup.sql', '/dump.sql'],
  ...[
    '/..%2f..%2f..%2fetc%2fpasswd',
    '/static/%2e%2e/%2e%2e/etc/passwd',
    '/.docker/config.json',
    '/telescope/requests',
  ],
] as const;
const WORDS = [
  ...['users', 'admin', 'accounts', 'orders', 'config', 'internal', 'debug', 'status', 'metrics', 'export', 'backup'],
  ...['graphql', 'swagger', 'token', 'oauth', 'keys', 'secrets', 'files', 'upload', 'search', 'reports', 'tenants'],
] as const;
const GUARDED = ['admin/users', 'admin/roles', 'monitoring/incidents', 'account/sessions', 'monitoring/rules'] as const;
const API = '/api/v1';

/** Somebody who looks for what is there. */
export const scanner: Scenario = {
  summary: 'one address asks for what is not there, or not for it',
  rule: 'scanner',
  rate: 10,
  seconds: 15,
  variants: {
    probes: scanningVariant('known probe paths', (random, serial) => get(pickOf(PROBES, random, serial))),
    words: scanningVariant('names that an API might have', (random, serial) =>
      get(`${API}/${pickOf(WORDS, random, serial)}/${random.pick(WORDS)}-${String(serial)}`),
    ),
    'forged-tokens': scanningVariant('the records of others, with tokens that nobody gave out', (random, serial) => ({
      path: `${API}/${pickOf(GUARDED, random, serial)}/${random
        .below(2 ** 32)
        .toString(16)
        .padStart(24, '0')}`,
      bearer: forgedToken(random),
    })),
    methods: scanningVariant('methods that a page does not answer', (random, serial) => ({
      path: `/${random.pick(WORDS)}/${String(serial)}`,
      method: random.pick(['PUT', 'DELETE', 'PATCH'] as const),
    })),
  },
};

interface Probe {
  readonly path: string;
  readonly method?: 'GET' | 'PUT' | 'DELETE' | 'PATCH';
  readonly bearer?: string;
}

type Supply = (random: Random, serial: number) => Probe;

function scanningVariant(summary: string, supply: Supply): Variant {
  const prepare = ({ random }: Cast) => {
    const address = oneAddress(random);
    return {
      attempts: scan(random, new Visitor(address, random.pick(SCANNERS)), supply),
      look: ['The incident, with the paths: /admin/incidents', `To block this address: /admin/blocked-ips`],
    };
  };
  return { summary, prepare };
}

function* scan(random: Random, visitor: Visitor, supply: Supply): Generator<Attempt, never> {
  for (let serial = 0; ; serial += 1) {
    const { path, method = 'GET', bearer } = supply(random, serial);
    const attempt = visitor.request(method, path, '');
    if (bearer === undefined) yield attempt;
    else {
      yield visitor.errand(`GET ${path}, with a forged token`, '', async (http, id) =>
        visitor.send(http, id, { method: 'GET', path }, { Authorization: `Bearer ${bearer}` }),
      );
    }
  }
}

// in another order in each run, and none again before all had their turn
function pickOf(items: readonly string[], random: Random, serial: number): string {
  const at = serial % items.length;
  return (random.chance(0.3) ? random.pick(items) : items[at]) ?? '/';
}

function get(path: string): Probe {
  return { path };
}

function forgedToken(random: Random): string {
  const part = (length: number): string =>
    Buffer.from(Array.from({ length }, () => random.below(256))).toString('base64url');
  const header = Buffer.from(JSON.stringify({ alg: 'none', typ: 'JWT' })).toString('base64url');
  return `${header}.${part(60)}.${part(48)}`;
}
