// node scripts/launch.mjs screenshots [--minutes N]: the pictures in docs/images, of the running product under attack.
// Starts it on a database of its own, lets people sign in and attackers try, and looks at the desk like an administrator.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { chromium, type Page } from '@playwright/test';
import { type RunningServer, startServer } from '../frontend/e2e/support/server.ts';
import { runScenario } from './attack/run.ts';
import type { ScenarioName } from './attack/scenarios.ts';
import { openDatabase } from './database/bootstrap.ts';
import { build } from './lib/build.ts';
import { findChromium } from './lib/executables.ts';
import { Refusal, runTask, say, withProgress } from './lib/messages.ts';
import { inRoot } from './lib/paths.ts';
import { whenToldToStop } from './lib/stop-signal.ts';

const PEOPLE = [
  'lina.haddad@example.org',
  'omar.said@example.com',
  'ruth.meyer@example.net',
  'kofi.boateng@example.org',
];
const VIEWPORT = { width: 1440, height: 900 };
// the desk's chart shows the last 15 minutes, so that is what there should be traffic of
const DEFAULT_MINUTES = 14;
const MAX_MINUTES = 60;
const SETTLE_MS = 1_500;
const CHROMIUM_FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--force-color-profile=srgb',
];

/** A part of the traffic; `from` and `to` are shares of the whole time. */
interface Act {
  readonly scenario: ScenarioName;
  readonly from: number;
  readonly to: number;
  readonly rate: number;
}

// a morning of guesses from many places; the attack on one account comes last and is in the picture
const ATTACKS: readonly Act[] = [
  { scenario: 'slow-distributed', from: 0.1, to: 0.9, rate: 0.05 },
  { scenario: 'password-spraying', from: 0.3, to: 0.45, rate: 2 },
  { scenario: 'credential-stuffing', from: 0.62, to: 0.78, rate: 5 },
  { scenario: 'brute-force', from: 0.975, to: 1.05, rate: 1.5 },
];

function readMinutes(): number {
  const { values } = parseArgs({ options: { minutes: { type: 'string', default: String(DEFAULT_MINUTES) } } });
  const minutes = Number(values.minutes);
  if (!(minutes > 0 && minutes <= MAX_MINUTES)) throw new Refusal(`--minutes must be up to ${String(MAX_MINUTES)}.`);
  return minutes;
}

async function play(act: Act, target: string, totalMs: number, signal: AbortSignal): Promise<void> {
  await sleep(totalMs * act.from, undefined, { signal });
  const seconds = ((act.to - act.from) * totalMs) / 1000;
  await runScenario({ scenario: act.scenario, target, rate: act.rate, seconds, signal });
}

/** Everything that happens while the desk is watched; ends when it is told to. */
async function playTraffic(server: RunningServer, totalMs: number, signal: AbortSignal): Promise<void> {
  const target = server.baseUrl;
  const seconds = (totalMs * 1.1) / 1000;
  const people = PEOPLE.map(async (email) => {
    const password = await server.createAccount(email, 'user');
    await runScenario({ scenario: 'normal', target, rate: 0.25, seconds, accounts: [email], password, signal });
  });
  const results = await Promise.allSettled([...people, ...ATTACKS.map((act) => play(act, target, totalMs, signal))]);
  const failure = results.find((result) => result.status === 'rejected');
  if (failure !== undefined && !signal.aborted) throw failure.reason;
}

async function openDesk(page: Page, server: RunningServer): Promise<void> {
  await page.goto(`${server.baseUrl}/admin/login`);
  await page.getByLabel('Email').fill(server.adminEmail);
  await page.getByLabel('Password', { exact: true }).fill(server.adminPassword);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByRole('navigation', { name: 'Desk navigation' }).getByRole('link', { name: 'Monitoring' }).click();
  await page.waitForURL('**/admin/monitoring');
}

/** Takes both pictures of what the desk shows now. */
async function takePictures(page: Page, folder: string): Promise<void> {
  for (const [theme, file] of [
    ['light', 'monitoring.png'],
    ['dark', 'monitoring-dark.png'],
  ] as const) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    await page.mouse.move(0, 0);
    await page.waitForTimeout(SETTLE_MS);
    await page.screenshot({ path: join(folder, file) });
    say(`Written: ${join('docs/images', file)}`);
  }
}

async function watch(server: RunningServer, totalMs: number, told: AbortSignal): Promise<void> {
  const executablePath = findChromium();
  if (executablePath === undefined) throw new Refusal('There is no Chromium: install it, or set CHROMIUM_PATH.');
  const folder = inRoot('docs', 'images');
  mkdirSync(folder, { recursive: true });
  // this script ends everything in its own order; else a signal would end the browser first
  const signals = { handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false };
  const browser = await chromium.launch({ executablePath, args: CHROMIUM_FLAGS, ...signals });
  const ended = new AbortController();
  const traffic = playTraffic(server, totalMs, AbortSignal.any([ended.signal, told]));
  try {
    const page = await browser.newPage({ viewport: VIEWPORT, locale: 'en-GB', colorScheme: 'light' });
    await openDesk(page, server);
    await Promise.race([withProgress('Playing traffic', () => sleep(totalMs, undefined, { signal: told })), traffic]);
    await takePictures(page, folder);
  } finally {
    ended.abort();
    await traffic.catch(() => undefined);
    await browser.close();
  }
}

await runTask(async () => {
  const totalMs = readMinutes() * 60_000;
  const told = whenToldToStop();
  const scratch = mkdtempSync(join(tmpdir(), 'classy-book-screenshots-'));
  const database = await openDatabase({ dataDirectory: scratch, databaseName: 'classy_book', scratch: true });
  try {
    await build();
    process.env['MONGODB_URI'] = database.uri;
    const server = await startServer();
    try {
      await watch(server, totalMs, told);
    } finally {
      await server.stop();
    }
    return 0;
  } catch (error) {
    if (!told.aborted) throw error;
    say('Stopped.');
    return 130;
  } finally {
    await database.stop();
    rmSync(scratch, { recursive: true, force: true });
  }
});
