import { chromium, type CDPSession, type Page } from '@playwright/test';
import { type Answered, runScenario } from '../attack/run.ts';
import { findChromium } from '../lib/executables.ts';
import { Refusal } from '../lib/messages.ts';
import { Consoles } from './consoles-process.ts';
import type { Bench, Figure, Measure } from './measure.ts';
import { ADMIN_EMAIL, type MeasuredServer } from './server.ts';
import { percentile, spreadOf } from './statistics.ts';

const RATE = 500;
/** Of each round; twenty rounds are ten minutes. */
const SECONDS = 30;
const WARM_UP_SECONDS = 8;
const OTHER_CONSOLES = 49;
const FRAMES_BAR = 58;
const MEGABYTE = 1e6;
const VIEWPORT = { width: 1440, height: 900 };
const FLAGS = ['--no-sandbox', '--disable-dev-shm-usage'];

interface Watched {
  readonly framesPerSecond: number;
  /** 95th percentile of the time from one frame to the next, in milliseconds. */
  readonly gapP95: number;
  /** The part of the time in which the page's main thread had work. */
  readonly busy: number;
  readonly heapBefore: number;
  readonly heapAfter: number;
  readonly serverBefore: number;
  readonly serverAfter: number;
  readonly perSecond: number;
}

/** The monitoring page in a browser, while all that the product promises to bear arrives. */
export const page: Measure = {
  name: 'page',
  title: `The monitoring page at ${String(RATE)} attempts a second, one of ${String(OTHER_CONSOLES + 1)} consoles`,
  onDemand: true,
  async run({ server, database, rounds }: Bench): Promise<readonly Figure[]> {
    const executablePath = findChromium();
    if (executablePath === undefined) throw new Refusal('There is no Chromium: install it, or set CHROMIUM_PATH.');
    const browser = await chromium.launch({ executablePath, args: FLAGS });
    const consoles = new Consoles();
    try {
      const emails = await database.addAccounts(OTHER_CONSOLES, 'watcher', 'admin');
      await consoles.open(server, emails);
      const watching = await browser.newPage({ viewport: VIEWPORT, locale: 'en-GB' });
      await openDesk(watching, server);
      const runs: Watched[] = [];
      for (let round = 0; round < rounds; round += 1) {
        await consoles.ask({ kind: 'start' });
        runs.push(await watch(watching, server));
      }
      return figuresOf(runs);
    } finally {
      await consoles.close();
      await browser.close();
    }
  },
};

async function openDesk(watching: Page, server: MeasuredServer): Promise<void> {
  await watching.goto(`${server.target.origin}/admin/login`);
  await watching.getByLabel('Email').fill(ADMIN_EMAIL);
  await watching.getByLabel('Password', { exact: true }).fill(server.adminPassword);
  await watching.getByRole('button', { name: 'Sign in', exact: true }).click();
  await watching.waitForURL((url) => !url.pathname.endsWith('/login'));
  await watching.goto(`${server.target.origin}/admin/monitoring`);
  await watching.getByRole('table', { name: 'Sign-in attempts' }).waitFor();
}

async function watch(watching: Page, server: MeasuredServer): Promise<Watched> {
  const session = await watching.context().newCDPSession(watching);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  let answered = 0;
  const attack = runScenario({
    scenario: 'brute-force',
    target: server.target.origin,
    rate: RATE,
    seconds: WARM_UP_SECONDS + SECONDS,
    onAnswer: ({ answer }: Answered) => {
      if (answer.status !== null) answered += 1;
    },
  });
  try {
    await watching.waitForTimeout(WARM_UP_SECONDS * 1000);
    const heapBefore = await heapOf(session);
    const serverBefore = await server.memory();
    const [busyBefore, answeredBefore] = [await busySeconds(session), answered];
    const gaps = await watching.evaluate(frameGaps, SECONDS * 1000);
    const seconds = gaps.reduce((sum, gap) => sum + gap, 0) / 1000;
    const busy = ((await busySeconds(session)) - busyBefore) / seconds;
    const perSecond = (answered - answeredBefore) / seconds;
    const sorted = Float64Array.from(gaps).sort();
    return {
      ...{ framesPerSecond: gaps.length / seconds, gapP95: percentile(sorted, 95), busy, perSecond },
      ...{ heapBefore, heapAfter: await heapOf(session), serverBefore, serverAfter: await server.memory() },
    };
  } finally {
    await attack;
    await session.detach();
  }
}

// what the page has, where the function below runs
declare function requestAnimationFrame(step: (now: number) => void): number;

async function frameGaps(milliseconds: number): Promise<number[]> {
  return await new Promise((resolve) => {
    const gaps: number[] = [];
    const begin = performance.now();
    let last = begin;
    const step = (now: number): void => {
      gaps.push(now - last);
      last = now;
      if (now - begin < milliseconds) requestAnimationFrame(step);
      else resolve(gaps.slice(1));
    };
    requestAnimationFrame(step);
  });
}

/** What is alive in the page, in bytes: after the garbage was collected. */
async function heapOf(session: CDPSession): Promise<number> {
  await session.send('HeapProfiler.collectGarbage');
  return (await session.send('Runtime.getHeapUsage')).usedSize;
}

async function busySeconds(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0;
}

function figuresOf(runs: readonly Watched[]): readonly Figure[] {
  const of = (pick: (run: Watched) => number) => spreadOf(runs.map(pick));
  const [first, last] = [runs[0], runs.at(-1)];
  const from = (bytes: number | undefined): string => `${((bytes ?? 0) / MEGABYTE).toFixed(0)} MB at the beginning`;
  return [
    { name: 'attempts answered', value: of(({ perSecond }) => perSecond), unit: '/s' },
    {
      name: 'frames of the page',
      value: of(({ framesPerSecond }) => framesPerSecond),
      unit: '/s',
      bar: { atLeast: FRAMES_BAR },
      remark: 'Chromium without a graphics card',
    },
    { name: 'from frame to frame: p95', value: of(({ gapP95 }) => gapP95), unit: 'ms' },
    { name: 'main thread of the page', value: of(({ busy }) => busy * 100), unit: '%', remark: 'of one core' },
    {
      name: 'heap of the page',
      value: spreadOf([(last?.heapAfter ?? 0) / MEGABYTE]),
      unit: 'MB',
      remark: from(first?.heapBefore),
    },
    {
      name: 'memory of the server',
      value: spreadOf([(last?.serverAfter ?? 0) / MEGABYTE]),
      unit: 'MB',
      remark: from(first?.serverBefore),
    },
  ];
}
