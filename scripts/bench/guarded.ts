import autocannon from 'autocannon';
import { Api } from './api.ts';
import type { Bench, Figure, Measure } from './measure.ts';
import { GUARDED_ROUTE, OPEN_ROUTE } from './probe-messages.ts';
import { ADMIN_EMAIL, type MeasuredServer } from './server.ts';
import { spreadOf } from './statistics.ts';

const CONNECTIONS = 32;
const SECONDS = 3;
const WARM_UP_SECONDS = 2;
const WHO_AM_I = '/api/v1/auth/me';

interface Throughput {
  readonly perSecond: number;
  /** Milliseconds of the server's CPU per request. */
  readonly cpu: number;
}

/** A route that needs a session, against the same route without a guard. */
export const guarded: Measure = {
  name: 'guarded',
  title: 'Guarded GET',
  async run({ server, rounds }: Bench): Promise<readonly Figure[]> {
    const api = new Api(server.target, 1);
    const { accessToken } = await api.signIn(ADMIN_EMAIL, server.adminPassword, '192.0.2.1');
    api.close();
    const routes = { open: OPEN_ROUTE, guarded: GUARDED_ROUTE, me: WHO_AM_I };
    const measured: Record<keyof typeof routes, Throughput[]> = { open: [], guarded: [], me: [] };
    const names = Object.keys(routes) as (keyof typeof routes)[];
    for (const name of names) await get(server, routes[name], accessToken, WARM_UP_SECONDS);
    for (let round = 0; round < rounds; round += 1) {
      for (const name of names) measured[name].push(await get(server, routes[name], accessToken, SECONDS));
    }
    const share = (one: keyof typeof routes, field: keyof Throughput) =>
      spreadOf(measured[one].map((value, round) => value[field] / (measured.open[round]?.[field] ?? Number.NaN)));
    const perSecond = (one: keyof typeof routes) => spreadOf(measured[one].map((value) => value.perSecond));
    return [
      {
        name: 'throughput of a guarded GET over the same unguarded',
        value: share('guarded', 'perSecond'),
        unit: 'x',
        bar: { atLeast: 0.7 },
      },
      { name: 'CPU of a guarded GET over the same unguarded', value: share('guarded', 'cpu'), unit: 'x' },
      { name: 'unguarded GET', value: perSecond('open'), unit: '/s', remark: `${String(CONNECTIONS)} connections` },
      { name: 'guarded GET', value: perSecond('guarded'), unit: '/s' },
      {
        name: 'session checks that one core of the server carries',
        value: spreadOf(measured.guarded.map(({ cpu }) => 1000 / cpu)),
        unit: '/s',
        bar: { atLeast: 3_600 },
        remark: "30 times Keycloak's 120",
      },
      { name: 'GET /auth/me', value: perSecond('me'), unit: '/s', remark: 'reads the account from the database' },
    ];
  },
};

async function get(server: MeasuredServer, path: string, token: string, seconds: number): Promise<Throughput> {
  const before = await server.cpu();
  const result = await autocannon({
    url: `${server.target.origin}${path}`,
    connections: CONNECTIONS,
    duration: seconds,
    // also where it is not needed: both requests are the same to the byte
    headers: { authorization: `Bearer ${token}` },
  });
  if (result.errors > 0 || result.non2xx > 0) {
    throw new Error(`${path}: ${String(result.errors)} errors, ${String(result.non2xx)} refused`);
  }
  const cpu = ((await server.cpu()) - before) / result.requests.total;
  return { perSecond: result.requests.total / result.duration, cpu };
}
