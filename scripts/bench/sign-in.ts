import { verify } from '@node-rs/argon2';
import { differentAddresses } from '../attack/addresses.ts';
import { seededRandom } from '../attack/random.ts';
import { Api, type ClientSession } from './api.ts';
import { runCount } from './load.ts';
import type { Bench, Figure, Measure } from './measure.ts';
import { spreadOf } from './statistics.ts';

const ACCOUNTS = 64;
const CONCURRENCY = 4;
const PER_ROUND = 200;
const WARM_UP = 2 * ACCOUNTS;

interface Person {
  readonly email: string;
  readonly address: string;
  browser: ClientSession | undefined;
}

/**
 * CPU of the server for one sign-in that succeeds, over the CPU of the Argon2 check in it. People sign in as they mostly
 * do: with the browser and from the address that their account knows.
 */
export const signIn: Measure = {
  name: 'sign-in',
  title: 'Sign-in',
  async run({ server, database, rounds }: Bench): Promise<readonly Figure[]> {
    const hash = await database.adminHash();
    const emails = await database.addAccounts(ACCOUNTS, 'learner', 'user');
    const addresses = differentAddresses(seededRandom(1));
    const people: Person[] = emails.map((email) => ({ email, address: addresses.next().value, browser: undefined }));
    const api = new Api(server.target, CONCURRENCY);
    const signIns = async (count: number): Promise<{ cpu: number; perSecond: number }> => {
      const before = await server.cpu();
      const { seconds } = await runCount(count, CONCURRENCY, async (piece) => {
        const person = people[piece % ACCOUNTS];
        if (person === undefined) return;
        const { email, address, browser } = person;
        person.browser = await api.signIn(email, server.adminPassword, address, browser);
      });
      return { cpu: ((await server.cpu()) - before) / count, perSecond: count / seconds };
    };
    const hashes = async (count: number): Promise<number> => {
      const before = process.cpuUsage();
      await runCount(count, CONCURRENCY, async () => {
        if (!(await verify(hash, server.adminPassword))) throw new Error('the hash is not of this password');
      });
      const { user, system } = process.cpuUsage(before);
      return (user + system) / 1000 / count;
    };

    await signIns(WARM_UP);
    await hashes(WARM_UP);
    const raw: number[] = [];
    const whole: number[] = [];
    const speed: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      raw.push(await hashes(PER_ROUND));
      const { cpu, perSecond } = await signIns(PER_ROUND);
      whole.push(cpu);
      speed.push(perSecond);
    }
    api.close();
    const ratios = whole.map((cpu, round) => cpu / (raw[round] ?? Number.NaN));
    return [
      { name: 'CPU of a sign-in over its Argon2 check', value: spreadOf(ratios), unit: 'x', bar: { atMost: 1.6 } },
      { name: 'CPU of one Argon2 check alone', value: spreadOf(raw), unit: 'ms' },
      { name: 'CPU of the server for one sign-in', value: spreadOf(whole), unit: 'ms', remark: 'database not counted' },
      {
        name: 'sign-ins that one core of the server carries',
        value: spreadOf(whole.map((cpu) => 1000 / cpu)),
        unit: '/s',
        remark: 'as fast as this machine hashes; Keycloak counts on 15 per vCPU',
      },
      { name: 'sign-ins carried out', value: spreadOf(speed), unit: '/s', remark: `${String(CONCURRENCY)} at once` },
    ];
  },
};
