// Every npm script of the root comes through here: node scripts/launch.mjs TASK [ARGUMENT...]
// Runs under Node 20 with nothing installed: installs the packages where they are missing or out of date, finds Node 24
// and runs scripts/TASK.ts with it.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, dirname, join, resolve } from 'node:path';
import { tryLock, waitForLock } from './lib/file-lock.mjs';
import { reasonToInstall } from './lib/lockfile.mjs';

const root = resolve(import.meta.dirname ?? dirname(new URL(import.meta.url).pathname), '..');
const NEEDED_MAJOR = 24;
const TELL_EVERY_MS = 5_000;
const ANOTHER_INSTALLS_MS = 20 * 60_000;
const KEPT_LINES = 15;

/** An end that a person can do something about. */
class Refusal extends Error {}

/** npm as the one that started this script, or else the one on PATH. */
function npmCommand() {
  const running = process.env.npm_execpath;
  if (running?.endsWith('.js')) return { command: process.execPath, args: [running], shell: false };
  return { command: 'npm', args: [], shell: process.platform === 'win32' };
}

/** @param {string} reason */
async function install(reason) {
  const started = Date.now();
  const elapsed = () => `${((Date.now() - started) / 1000).toFixed(0)} s`;
  console.log(`Installing the packages of package-lock.json, as ${reason} (npm ci) ...`);
  const { command, args, shell } = npmCommand();
  // dev packages too, whatever the environment says: they build the product
  const child = spawn(command, [...args, 'ci', '--include=dev', '--no-audit', '--no-fund', '--no-progress'], {
    cwd: root,
    shell,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  /** @type {string[]} */
  let said = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => {
      said = [
        ...said,
        ...String(text)
          .split('\n')
          .filter((line) => line.trim() !== ''),
      ].slice(-KEPT_LINES);
    });
  }
  const timer = setInterval(() => console.log(`Installing ... ${elapsed()}`), TELL_EVERY_MS);
  const code = await new Promise((done) => {
    child.once('error', (error) => {
      said.push(error.message);
      done(1);
    });
    child.once('close', done);
  });
  clearInterval(timer);
  if (code !== 0) {
    throw new Refusal(
      `${said.join('\n')}\nThe packages could not be installed (npm ci ended with ${code} after ${elapsed()}): see npm's words above, then try again.`,
    );
  }
  console.log(`${said.at(-1) ?? 'Installed'} (${elapsed()})`);
}

async function ensureInstalled() {
  if (reasonToInstall(root) === undefined) return;
  const lock = join(root, '.cache/install.lock');
  const release =
    tryLock(lock) ??
    (await waitForLock(lock, {
      timeoutMs: ANOTHER_INSTALLS_MS,
      onWait: (holder) => console.log(`Waiting for process ${holder}, which is installing the packages ...`),
    }));
  try {
    const reason = reasonToInstall(root);
    if (reason !== undefined) await install(reason);
  } finally {
    release();
  }
}

/**
 * @param {string} path
 * @returns {boolean} whether it is a Node that runs on this machine and is new enough
 */
function isNewEnough(path) {
  const { stdout } = spawnSync(path, ['--version'], { encoding: 'utf8' });
  return Number(/^v(\d+)\./.exec(stdout ?? '')?.[1]) >= NEEDED_MAJOR;
}

/** The Node of the platform packages, or the running one where it is new enough. */
function findNode() {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const candidates = [`node-${platform}-${process.arch}/bin/node${suffix}`, `.bin/node${suffix}`].map((path) =>
    join(root, 'node_modules', path),
  );
  const found = candidates.find((path) => existsSync(path) && isNewEnough(path));
  if (found !== undefined) return found;
  if (Number(process.versions.node.split('.')[0]) >= NEEDED_MAJOR) return process.execPath;
  throw new Refusal(
    `Node ${NEEDED_MAJOR} is needed and its packages do not cover ${process.platform} on ${process.arch}: install Node ${NEEDED_MAJOR} and try again.`,
  );
}

/** @param {string | undefined} task */
function findTask(task) {
  const candidates = /^[a-z]+$/.test(task ?? '') ? [`${task}.ts`, `${task}/main.ts`] : [];
  const found = candidates.map((path) => join(root, 'scripts', path)).find((path) => existsSync(path));
  if (found === undefined) throw new Refusal('usage: node scripts/launch.mjs TASK [ARGUMENT...], as in package.json');
  return found;
}

/**
 * @param {string} node
 * @param {string[]} args
 * @returns {Promise<number>} the exit code
 */
function run(node, args) {
  const path = [join(root, 'node_modules/.bin'), dirname(node), process.env.PATH ?? ''].join(delimiter);
  const child = spawn(node, args, { stdio: 'inherit', env: { ...process.env, PATH: path } });
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  // at a terminal Ctrl-C reaches the task by itself; to be told twice would mean "at once"
  process.on('SIGINT', () => {
    if (!process.stdin.isTTY) child.kill('SIGINT');
  });
  return new Promise((done, fail) => {
    child.once('error', fail);
    child.once('exit', (code, signal) => done(code ?? (signal === 'SIGINT' ? 130 : signal === 'SIGTERM' ? 143 : 1)));
  });
}

try {
  const [task, ...args] = process.argv.slice(2);
  const script = findTask(task);
  await ensureInstalled();
  process.exitCode = await run(findNode(), [script, ...args]);
} catch (error) {
  process.exitCode = 1;
  console.error(error instanceof Refusal ? error.message : error);
}
