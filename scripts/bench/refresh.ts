import { Api, type ClientSession } from './api.ts';
import { runSeconds } from './load.ts';
import type { Bench, Figure, Measure } from './measure.ts';
import { rotating } from './rotations.ts';
import { spreadOf } from './statistics.ts';

const SESSIONS = 32;
const SECONDS = 3;
const WARM_UP_SECONDS = 2;

interface Round {
  readonly perSecond: number;
  /** Milliseconds of the server's CPU per refresh. */
  readonly cpu: number;
}

/** Refreshing sessions: each uses its token, gets the successor, and uses that. */
export const refresh: Measure = {
  name: 'refresh',
  title: 'Refresh',
  async run({ server, database, rounds }: Bench): Promise<readonly Figure[]> {
    const emails = await database.addAccounts(SESSIONS, 'refresher', 'user');
    const api = new Api(server.target, SESSIONS);
    const sessions: ClientSession[] = [];
    for (const [index, email] of emails.entries()) {
      const session = await api.signIn(email, server.adminPassword, `192.0.2.${String(100 + index)}`);
      await api.prepareRefresh(session);
      sessions.push(session);
    }
    const round = async (seconds: number): Promise<Round> => {
      const before = await server.cpu();
      const load = await runSeconds(seconds, SESSIONS, async (lane) => {
        const session = sessions[lane];
        if (session !== undefined) await api.refresh(session);
      });
      return { perSecond: load.count / load.seconds, cpu: ((await server.cpu()) - before) / load.count };
    };
    const raw = await rotating(database, SESSIONS);
    await round(WARM_UP_SECONDS);
    await raw(WARM_UP_SECONDS);
    const measured: Round[] = [];
    const limits: number[] = [];
    for (let index = 0; index < rounds; index += 1) {
      limits.push(await raw(SECONDS));
      measured.push(await round(SECONDS));
    }
    api.close();
    return figuresOf(measured, limits);
  },
};

function figuresOf(measured: readonly Round[], limits: readonly number[]): readonly Figure[] {
  return [
    {
      name: 'refreshes that one core of the server carries',
      value: spreadOf(measured.map(({ cpu }) => 1000 / cpu)),
      unit: '/s',
      bar: { atLeast: 1_200 },
      remark: "10 times Keycloak's 120; database not counted",
    },
    {
      name: 'refreshes carried out',
      value: spreadOf(measured.map(({ perSecond }) => perSecond)),
      unit: '/s',
      remark: `${String(SESSIONS)} sessions at once, with the database and the load on this machine`,
    },
    {
      name: "the database's own limit: its one command alone",
      value: spreadOf(limits),
      unit: '/s',
      remark: 'straight through the driver, as many at once',
    },
    {
      name: "refreshes over the database's own limit",
      value: spreadOf(measured.map(({ perSecond }, index) => perSecond / (limits[index] ?? Number.NaN))),
      unit: 'x',
    },
  ];
}
