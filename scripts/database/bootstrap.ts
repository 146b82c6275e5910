import { spawn } from 'node:child_process';
import { mkdirSync, openSync, closeSync } from 'node:fs';
import { join, relative } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { isRunning, waitForLock } from '../lib/file-lock.mjs';
import { freePort } from '../lib/free-port.ts';
import { Refusal, say, withProgress } from '../lib/messages.ts';
import { ROOT } from '../lib/paths.ts';
import { endOfLog } from './bounded-log.ts';
import { chooseEngine, type Choice } from './choose.ts';
import { documentDbHome, documentDbObstacle, installDocumentDb } from './documentdb/install.ts';
import { checkExternal } from './external.ts';
import { engineWithData, layoutOf, type Layout } from './layout.ts';
import { downloadedMongod, mongodOnPath } from './mongod/find-mongod.ts';
import { addLease, liveLeases, readState, removeLease, type DatabaseState, type ProcessName } from './state.ts';
import { isListening } from './tcp.ts';

const KEEPER = join(import.meta.dirname, 'keeper.ts');
const READY_WITHIN_MS = 120_000;
const STOPPED_WITHIN_MS = 45_000;
const ANOTHER_STARTS_MS = 20 * 60_000;
const POLL_MS = 50;
const WAYS_OUT = 'Set MONGODB_URI to a MongoDB 7 or later (a replica set), or run "docker compose up".';

/** A database that can be used now. */
export interface OpenDatabase {
  /** With the name of the database. */
  readonly uri: string;
  readonly kind: 'external' | 'mongod' | 'documentdb';
  /** One line: what it is and why it was chosen. */
  readonly description: string;
  /** Says that it is not needed any more; the last one who needed it stops it. */
  stop(): Promise<void>;
}

/** Where the database lies and what it is for. */
export interface DatabaseRequest {
  /** The installation's data folder; for tests, a folder that is thrown away. */
  readonly dataDirectory: string;
  /** The name of the database in the URI. */
  readonly databaseName: string;
  /** The data need not survive a power cut. */
  readonly scratch?: boolean;
}

function withDatabaseName(uri: string, name: string): string {
  return uri.replace('/?', `/${name}?`);
}

/**
 * Finds or starts the database, in this order: MONGODB_URI, the one that runs already for this data folder, a mongod of
 * the installation's own, PostgreSQL with DocumentDB.
 * @throws Refusal in one sentence that says what can be done
 */
export async function openDatabase(request: DatabaseRequest): Promise<OpenDatabase> {
  const configured = process.env['MONGODB_URI'];
  if (configured !== undefined && configured !== '') {
    const what = await checkExternal(configured);
    const description = `${what}, because MONGODB_URI is set`;
    return { uri: configured, kind: 'external', description, stop: () => Promise.resolve() };
  }
  const layout = layoutOf(request.dataDirectory);
  const release = await waitForLock(layout.lock, {
    timeoutMs: ANOTHER_STARTS_MS,
    onWait: (holder) => {
      say(`Waiting for process ${String(holder)}, which is starting or stopping this database ...`);
    },
  });
  try {
    const { state, description } = (await joinRunning(layout)) ?? (await startNew(layout, request.scratch ?? false));
    const uri = withDatabaseName(state.uri, request.databaseName);
    return { uri, kind: state.kind, description, stop: () => leave(layout) };
  } finally {
    release();
  }
}

interface Started {
  readonly state: DatabaseState;
  readonly description: string;
}

async function joinRunning(layout: Layout): Promise<Started | undefined> {
  const state = readState(layout);
  if (state === undefined || !isRunning(state.keeper) || !(await isListening(state.port))) return undefined;
  addLease(layout);
  return { state, description: `${nameOfEngine(state.kind)}, which runs already` };
}

const nameOfEngine = (kind: DatabaseState['kind']): string =>
  kind === 'mongod' ? 'MongoDB' : 'PostgreSQL 18 with DocumentDB';

async function startNew(layout: Layout, scratch: boolean): Promise<Started> {
  const before = readState(layout);
  await endLeftovers(before);
  const choice = await chooseEngine({
    withData: engineWithData(layout),
    mongodOnPath,
    downloadedMongod,
    documentDbObstacle,
  });
  if (choice.kind === undefined) throw new Refusal(`No database: ${choice.reason}. ${WAYS_OUT}`);
  const engineArgs = await engineArguments(choice);
  const port = await freePort(before?.port);
  const args = ['--data', layout.data, '--port', String(port), ...engineArgs, ...(scratch ? ['--scratch'] : [])];
  addLease(layout);
  try {
    const state = await withProgress(`Starting ${nameOfEngine(choice.kind)}`, () => startKeeper(layout, args));
    const folder = relative(ROOT, choice.kind === 'mongod' ? layout.mongodb : layout.postgresql);
    return { state, description: `${nameOfEngine(choice.kind)} in ${folder}, because ${reasonOf(choice)}` };
  } catch (failure) {
    removeLease(layout);
    throw failure;
  }
}

function reasonOf(choice: Choice): string {
  return choice.kind === 'mongod' ? `there is ${choice.reason}` : choice.reason;
}

async function engineArguments(choice: Choice): Promise<readonly string[]> {
  if (choice.kind === 'mongod') return ['--mongod', choice.binary];
  return ['--root', await installDocumentDb(documentDbHome())];
}

/** What a keeper that was killed has left running must end before another touches the same files. */
async function endLeftovers(state: DatabaseState | undefined): Promise<void> {
  if (state === undefined) return;
  const processes: ProcessName[] = [state.keeper, ...Object.values(state.processes)].filter(isRunning);
  for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
    for (const { pid } of processes.filter(isRunning)) {
      // PostgreSQL would wait for its clients at SIGTERM; SIGINT makes it end at once and cleanly
      process.kill(pid, pid === state.processes['postgres']?.pid && signal === 'SIGTERM' ? 'SIGINT' : signal);
    }
    const deadline = performance.now() + STOPPED_WITHIN_MS;
    while (processes.some(isRunning) && performance.now() < deadline) await pause(POLL_MS);
  }
}

async function startKeeper(layout: Layout, args: readonly string[]): Promise<DatabaseState> {
  mkdirSync(layout.data, { recursive: true, mode: 0o700 });
  const output = openSync(layout.crashLog, 'w', 0o600);
  // in a session of its own: Ctrl-C at the terminal reaches the server, which still needs the database to stop
  const keeper = spawn(process.execPath, [KEEPER, ...args], {
    detached: true,
    stdio: ['ignore', output, output],
    cwd: '/',
  });
  closeSync(output);
  keeper.once('error', () => undefined); // it then has no number, and is told of below like one that ended
  keeper.unref();
  const deadline = performance.now() + READY_WITHIN_MS;
  while (performance.now() < deadline && keeper.pid !== undefined && keeper.exitCode === null) {
    const state = readState(layout);
    if (state !== undefined && state.keeper.pid === keeper.pid && isRunning(state.keeper)) return state;
    await pause(POLL_MS);
  }
  keeper.kill('SIGTERM');
  const said = endOfLog(layout.crashLog, 600) || endOfLog(layout.log, 600);
  throw new Refusal(`The database did not start; the end of ${layout.log} says: ${said.trim()}`);
}

async function leave(layout: Layout): Promise<void> {
  const release = await waitForLock(layout.lock, { timeoutMs: STOPPED_WITHIN_MS });
  try {
    removeLease(layout);
    const state = readState(layout);
    if (state === undefined || !isRunning(state.keeper) || liveLeases(layout).length > 0) return;
    process.kill(state.keeper.pid, 'SIGTERM');
    const deadline = performance.now() + STOPPED_WITHIN_MS;
    while (isRunning(state.keeper) && performance.now() < deadline) await pause(POLL_MS);
  } finally {
    release();
  }
}
