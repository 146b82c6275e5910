// npm test [-- GROUP... [ARGUMENT...]]: every test there is, on a real database that is thrown away afterwards.
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase, type OpenDatabase } from './database/bootstrap.ts';
import { documentDbHome, documentDbObstacle, installDocumentDb } from './database/documentdb/install.ts';
import { build, type BuildStep } from './lib/build.ts';
import { findChromium, findClamd, findRedisServer } from './lib/executables.ts';
import { Refusal, runTask, say, seconds } from './lib/messages.ts';
import { whenToldToStop } from './lib/stop-signal.ts';
import { readState } from './database/state.ts';
import { isRunning } from './lib/file-lock.mjs';
import { layoutOf } from './database/layout.ts';
import { GROUP_NAMES, listBrowserTests, runGroup, titleOf, type GroupName, type RunContext } from './test/groups.ts';
import { complaints, failures, lastLine, table, type Announcement, type GroupResult } from './test/summary.ts';

interface Request {
  readonly groups: readonly GroupName[];
  readonly args: readonly string[];
}

function readRequest(args: readonly string[]): Request {
  const isGroup = (arg: string): arg is GroupName => (GROUP_NAMES as readonly string[]).includes(arg);
  const firstOther = args.findIndex((arg) => !isGroup(arg));
  const groups = args.slice(0, firstOther === -1 ? undefined : firstOther).filter(isGroup);
  const rest = firstOther === -1 ? [] : args.slice(firstOther);
  if (rest.length > 0 && groups.length !== 1) {
    throw new Refusal(
      `usage: npm test [-- GROUP...], or one GROUP and arguments for its runner; groups: ${GROUP_NAMES.join(', ')}`,
    );
  }
  return { groups: groups.length > 0 ? groups : GROUP_NAMES, args: rest };
}

const NEEDS: Readonly<Record<GroupName, readonly BuildStep[]>> = {
  scripts: ['contracts'],
  backend: ['contracts'],
  frontend: ['contracts'],
  e2e: ['contracts', 'backend', 'frontend'],
};

/** What cannot be tested on this machine, said before anything runs. */
function announce(groups: readonly GroupName[]): readonly Announcement[] {
  const announcements: Announcement[] = [];
  const obstacle = documentDbObstacle();
  if (groups.includes('scripts') && obstacle !== undefined) {
    announcements.push({
      files: /real-engine\.spec\.ts$/,
      text: `The gateway is not tested on a real PostgreSQL, as ${obstacle}.`,
    });
  }
  if (groups.includes('backend') && findRedisServer() === undefined) {
    announcements.push({
      files: /redis[^/]*\.spec\.ts$/i,
      text: 'Nothing is tested with Redis, as there is no redis-server: install it, or set REDIS_SERVER_PATH.',
    });
  }
  if (groups.includes('backend') && findClamd() === undefined) {
    announcements.push({
      files: /clamd\.spec\.ts$/,
      text: 'No file is shown to a real ClamAV, as there is no clamd: install clamav-daemon, or set CLAMD_PATH.',
    });
  }
  if (groups.includes('e2e') && findChromium() === undefined) {
    announcements.push({
      files: /^e2e$/,
      text: 'Nothing is tested in a browser, as there is no Chromium: install it, or set CHROMIUM_PATH.',
    });
  }
  for (const { text } of announcements) say(`\n*** SKIPPED: ${text}`);
  return announcements;
}

function environmentOf(database: OpenDatabase, scratch: string): Readonly<Record<string, string>> {
  const chromium = findChromium();
  const redis = findRedisServer();
  const clamd = findClamd();
  return {
    MONGODB_URI: database.uri,
    DATA_DIR: join(scratch, 'data'),
    ...(chromium === undefined ? {} : { CHROMIUM_PATH: chromium }),
    ...(redis === undefined ? {} : { REDIS_SERVER_PATH: redis }),
    ...(clamd === undefined ? {} : { CLAMD_PATH: clamd }),
  };
}

async function runOne(group: GroupName, context: RunContext): Promise<GroupResult> {
  if (group === 'e2e' && findChromium() === undefined) {
    const skipped = await listBrowserTests();
    return { name: group, counts: { passed: 0, failed: 0, skipped }, milliseconds: 0, leftOut: true };
  }
  say(`\n=== ${titleOf(group)}`);
  const started = performance.now();
  const counts = await runGroup(group, context);
  return { name: group, counts, milliseconds: performance.now() - started };
}

async function runAll({ groups, args }: Request, scratch: string): Promise<number> {
  const started = performance.now();
  const told = whenToldToStop();
  // the gateway's own tests run on it whatever database the others use
  if (groups.includes('scripts') && documentDbObstacle() === undefined) await installDocumentDb(documentDbHome());
  const database = await openDatabase({ dataDirectory: scratch, databaseName: 'classy_book_test', scratch: true });
  try {
    say(`Database: ${database.description}`);
    await build([...new Set(groups.flatMap((group) => NEEDS[group]))]);
    const announced = announce(groups);
    const environment = environmentOf(database, scratch);
    const results: GroupResult[] = [];
    for (const group of groups) {
      if (!told.aborted) results.push(await runOne(group, { folder: scratch, environment, args, told }));
    }
    if (told.aborted) throw new Refusal(`The tests were stopped before their end (${String(told.reason)}).`);
    const found = results.flatMap((result) => complaints(result, announced));
    say(`\n${table(results)}\n`);
    for (const { text } of announced) say(`SKIPPED: ${text}`);
    for (const failure of failures(results)) say(`FAILED: ${failure}`);
    for (const complaint of found) say(`FAILED: ${complaint}`);
    say(`Took ${seconds(performance.now() - started)}.`);
    say(lastLine(results, found.length));
    return found.length > 0 || results.some(({ counts }) => counts.failed > 0) ? 1 : 0;
  } finally {
    await database.stop();
  }
}

const SCRATCH_PREFIX = 'classy-book-test-';

/** A run that was killed could not clean up: the next one does. */
function removeOldScratch(): void {
  for (const name of readdirSync(tmpdir())) {
    const pid = Number(/^classy-book-test-(\d+)-/.exec(name)?.[1]);
    if (!Number.isInteger(pid) || isRunning({ pid, start: '' })) continue;
    const folder = join(tmpdir(), name);
    const keeper = readState(layoutOf(folder))?.keeper;
    if (keeper === undefined || !isRunning(keeper)) rmSync(folder, { recursive: true, force: true });
  }
}

await runTask(async () => {
  const request = readRequest(process.argv.slice(2));
  removeOldScratch();
  const scratch = mkdtempSync(join(tmpdir(), `${SCRATCH_PREFIX}${String(process.pid)}-`));
  try {
    return await runAll(request, scratch);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
});
