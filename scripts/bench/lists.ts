import { request } from 'node:http';
import { Api } from './api.ts';
import type { Bench, Figure, Measure } from './measure.ts';
import { accountOf, addressOf, fillLists } from './million.ts';
import { ADMIN_EMAIL, type MeasuredServer } from './server.ts';
import { percentile, spreadOf } from './statistics.ts';
import { say } from '../lib/messages.ts';

const PAGES = 20;
const MEGABYTE = 1024 * 1024;
const MEMORY_EVERY_MS = 500;
const SAY_EVERY = 100_000;

interface Question {
  readonly name: string;
  readonly path: string;
  /** A filter that keeps more than a twentieth of everything. */
  readonly wide?: boolean;
}

const day = (ago: number): string => new Date(Date.now() - ago * 86_400_000).toISOString();
const ATTEMPTS = '/api/v1/monitoring/login-attempts';
const AUDIT = '/api/v1/monitoring/audit-logs';

const QUESTIONS: readonly Question[] = [
  { name: 'attempts, newest first', path: `${ATTEMPTS}?limit=50`, wide: true },
  { name: 'attempts of a day in the middle', path: `${ATTEMPTS}?from=${day(10)}&to=${day(9)}`, wide: true },
  { name: 'attempts that failed', path: `${ATTEMPTS}?outcome=failed`, wide: true },
  { name: 'attempts that were blocked', path: `${ATTEMPTS}?outcome=blocked` },
  { name: 'attempts at unknown accounts', path: `${ATTEMPTS}?reason=unknown_account` },
  { name: 'attempts by passkey', path: `${ATTEMPTS}?method=passkey` },
  { name: 'attempts of an account', path: `${ATTEMPTS}?email=${accountOf(77)}` },
  { name: 'attempts of an address', path: `${ATTEMPTS}?address=${addressOf(77)}` },
  { name: 'attempts of a range', path: `${ATTEMPTS}?address=10.9.0.0/16` },
  { name: 'attempts of a country', path: `${ATTEMPTS}?country=EG`, wide: true },
  { name: 'audit, newest first', path: `${AUDIT}?limit=50`, wide: true },
  { name: 'audit of an actor', path: `${AUDIT}?actor=${accountOf(77)}` },
  { name: 'audit of an action', path: `${AUDIT}?action=account.locked`, wide: true },
  { name: 'audit of a resource', path: `${AUDIT}?resourceType=account&resourceId=${accountOf(77)}` },
];

/** Lists and exports of very many rows. */
export const lists: Measure = {
  name: 'lists',
  title: 'Lists and exports of many rows',
  onDemand: true,
  async run({ server, database, rows }: Bench): Promise<readonly Figure[]> {
    await fillLists(database, rows, (done) => {
      if (done % SAY_EVERY === 0) say(`  ${String(done)} of ${String(rows)} attempts and audit records stored`);
    });
    const api = new Api(server.target, 1);
    const { accessToken } = await api.signIn(ADMIN_EMAIL, server.adminPassword, '192.0.2.1');
    api.close();
    const figures: Figure[] = [];
    for (const question of QUESTIONS) figures.push(await pages(server, accessToken, question));
    for (const path of [`${ATTEMPTS}/export?format=csv`, `${AUDIT}/export?format=jsonl`]) {
      figures.push(...(await exported(server, accessToken, path)));
    }
    return figures;
  },
};

async function pages(server: MeasuredServer, token: string, { name, path, wide }: Question): Promise<Figure> {
  const times: number[] = [];
  let cursor: string | null = null;
  for (let page = 0; page < PAGES; page += 1) {
    const separator = path.includes('?') ? '&' : '?';
    const before = performance.now();
    const body: string = await get(server, token, cursor === null ? path : `${path}${separator}cursor=${cursor}`);
    times.push(performance.now() - before);
    const next = (JSON.parse(body) as { pagination: { nextCursor: string | null } }).pagination.nextCursor;
    cursor = next;
  }
  const p95 = percentile(
    times.toSorted((one, other) => one - other),
    95,
  );
  return {
    name,
    value: { ...spreadOf(times), median: p95 },
    unit: 'ms',
    bar: { atMost: wide === true ? 250 : 50 },
    remark: `p95 of ${String(PAGES)} pages over HTTP`,
  };
}

async function exported(server: MeasuredServer, token: string, path: string): Promise<readonly Figure[]> {
  const before = await server.memory();
  let most = before;
  const look = setInterval(() => {
    void server.memory().then((bytes) => {
      most = Math.max(most, bytes);
    });
  }, MEMORY_EVERY_MS);
  const started = performance.now();
  const lines = await countLines(server, token, path);
  clearInterval(look);
  const seconds = (performance.now() - started) / 1_000;
  const name = path.split('?')[0]?.split('/').at(-2) ?? path;
  return [
    {
      name: `export of ${name}`,
      value: spreadOf([lines / seconds]),
      unit: ' rows/s',
      remark: `${String(lines)} lines`,
    },
    { name: `memory that it took`, value: spreadOf([(most - before) / MEGABYTE]), unit: 'MB', bar: { atMost: 150 } },
  ];
}

async function get(server: MeasuredServer, token: string, path: string): Promise<string> {
  let body = '';
  await stream(server, token, path, (chunk) => {
    body += chunk.toString();
  });
  return body;
}

async function countLines(server: MeasuredServer, token: string, path: string): Promise<number> {
  let lines = 0;
  await stream(server, token, path, (chunk) => {
    for (const byte of chunk) if (byte === 10) lines += 1;
  });
  return lines;
}

async function stream(
  server: MeasuredServer,
  token: string,
  path: string,
  take: (chunk: Buffer) => void,
): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const headers = { Authorization: `Bearer ${token}`, 'X-Forwarded-For': '192.0.2.1' };
    request(`${server.target.origin}${path}`, { headers }, (answer) => {
      if (answer.statusCode !== 200) reject(new Error(`${path} was answered ${String(answer.statusCode)}`));
      answer.on('data', take);
      answer.once('end', resolve);
      answer.once('error', reject);
    })
      .once('error', reject)
      .end();
  });
}
