import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findExecutable } from '../../lib/executables.ts';
import { say, seconds } from '../../lib/messages.ts';
import { cacheDirectory } from '../../lib/paths.ts';
import { capture, lastLines } from '../../lib/processes.ts';

/** The oldest MongoDB that the product is written for. */
export const OLDEST_MAJOR = 7;
const TRY_AGAIN_AFTER_MS = 12 * 60 * 60_000;
const STALLED_AFTER_MS = 20_000;
const LONGEST_MS = 15 * 60_000;
const TELL_EVERY_MS = 5_000;
const LOOK_EVERY_MS = 500;

/** A mongod that can be run, or why there is none. */
export type MongodSearch =
  { readonly binary: string; readonly origin: string } | { readonly binary: undefined; readonly obstacle: string };

/** Where downloaded binaries are kept for all checkouts. */
const downloadFolder = (): string => join(cacheDirectory(), 'mongod');
const failureFile = (): string => join(downloadFolder(), 'download-failed.json');

/** The mongod on PATH, if it is new enough. */
export async function mongodOnPath(): Promise<MongodSearch> {
  const binary = findExecutable('mongod');
  if (binary === undefined) return { binary: undefined, obstacle: 'no mongod is on PATH' };
  const { output } = await capture(binary, ['--version']);
  const version = /v(\d+)\.\d+\.\d+/.exec(output);
  if (version === null || Number(version[1]) < OLDEST_MAJOR) {
    return { binary: undefined, obstacle: `the mongod on PATH is older than ${String(OLDEST_MAJOR)}.0` };
  }
  return { binary, origin: `mongod ${version[0]} from ${binary}` };
}

/** Why no binary is published for this machine; undefined where one may be. */
function platformObstacle(): string | undefined {
  if (!['linux', 'darwin', 'win32'].includes(process.platform) || !['x64', 'arm64'].includes(process.arch)) {
    return `MongoDB publishes none for ${process.platform} on ${process.arch}`;
  }
  const report = process.report.getReport() as { header?: { glibcVersionRuntime?: string } };
  const musl = process.platform === 'linux' && report.header?.glibcVersionRuntime === undefined;
  return musl ? 'MongoDB publishes none for Linux with musl' : undefined;
}

function recentFailure(): string | undefined {
  try {
    const { at, reason } = JSON.parse(readFileSync(failureFile(), 'utf8')) as { at: number; reason: string };
    return Date.now() - at < TRY_AGAIN_AFTER_MS ? reason : undefined;
  } catch {
    return undefined;
  }
}

function remember(reason: string): void {
  try {
    mkdirSync(downloadFolder(), { recursive: true });
    writeFileSync(failureFile(), JSON.stringify({ at: Date.now(), reason }));
  } catch {
    // without a place to remember it, the next start asks again
  }
}

/**
 * The mongod that was downloaded before, or else one downloaded now. A failure is remembered for half a day, so that
 * the next start does not try in vain again; deleting the file in the cache forgets it.
 */
export async function downloadedMongod(): Promise<MongodSearch> {
  const obstacle = platformObstacle() ?? recentFailure();
  const result = await fetchMongod(obstacle !== undefined);
  if (result.binary !== undefined) {
    rmSync(failureFile(), { force: true });
    return result;
  }
  if (obstacle !== undefined) return { binary: undefined, obstacle: `none can be downloaded (${obstacle})` };
  remember(result.obstacle);
  return { binary: undefined, obstacle: `none can be downloaded (${result.obstacle})` };
}

/** Runs the download in a process of its own and ends it when nothing comes any more. */
async function fetchMongod(offline: boolean): Promise<MongodSearch> {
  const folder = downloadFolder();
  const program = join(import.meta.dirname, 'download.ts');
  const child = spawn(process.execPath, [program, folder, ...(offline ? ['--offline'] : [])], {
    stdio: ['ignore', 'pipe', 'pipe'],
    // the library trusts every certificate unless npm's own setting says otherwise
    env: { ...process.env, npm_config_strict_ssl: 'true', NODE_USE_ENV_PROXY: '1' },
  });
  let output = '';
  let errors = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  const watch = watchDownload(folder, () => child.kill('SIGKILL'));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  clearInterval(watch.timer);
  const binary = lastLines(output, 1);
  if (code === 0 && binary !== '') return { binary, origin: `mongod downloaded to ${folder}` };
  return { binary: undefined, obstacle: watch.stalled() ? 'the download has stalled' : lastLines(errors, 1) };
}

function watchDownload(folder: string, end: () => void): { timer: NodeJS.Timeout; stalled: () => boolean } {
  const started = performance.now();
  let [bytes, grownAt, toldAt, stalled] = [bytesIn(folder), started, started, false];
  const initial = bytes;
  const timer = setInterval(() => {
    const now = performance.now();
    const size = bytesIn(folder);
    if (size !== bytes) [bytes, grownAt] = [size, now];
    if (now - toldAt > TELL_EVERY_MS && size > initial) {
      say(`Downloading MongoDB ... ${String(Math.round((size - initial) / 1e6))} MB, ${seconds(now - started)}`);
      toldAt = now;
    }
    stalled = now - grownAt > STALLED_AFTER_MS || now - started > LONGEST_MS;
    if (stalled) end();
  }, LOOK_EVERY_MS);
  return { timer, stalled: () => stalled };
}

function bytesIn(folder: string): number {
  try {
    const files = readdirSync(folder).map((name) => statSync(join(folder, name), { throwIfNoEntry: false }));
    return files.reduce((sum, file) => sum + (file?.size ?? 0), 0);
  } catch {
    return 0;
  }
}
