// A lock between processes: a file that names its holder. Plain JavaScript, as launch.mjs needs it before anything is
// installed and under Node 20.
import { mkdirSync, readFileSync, rmSync, statSync, unlinkSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** How long the short lock under which a dead holder's lock is removed may be held. */
const TAKEOVER_STALE_MS = 10_000;
const POLL_MS = 100;

/**
 * What the kernel tells about a process: its state, and its start in the kernel's own ticks. With the start, a number
 * names one process for ever, while numbers alone are used again.
 * @param {number} pid
 * @returns {{ state: string, start: string }} empty where the system does not tell
 */
function kernelFacts(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // the second field is the command in brackets and may hold anything; the state is the third, the start the 22nd
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return { state: fields[0] ?? '', start: fields[19] ?? '' };
  } catch {
    return { state: '', start: '' };
  }
}

/**
 * @typedef {{ pid: number, start: string }} ProcessName
 */

/**
 * @param {number} [pid] this process where it is left out
 * @returns {ProcessName}
 */
export function nameProcess(pid = process.pid) {
  return { pid, start: kernelFacts(pid).start };
}

/**
 * Whether exactly this process still runs.
 * @param {ProcessName} name
 */
export function isRunning({ pid, start }) {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    // somebody else's process may not be signalled, but it is there
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false;
  }
  const now = kernelFacts(pid);
  if (now.state === 'Z') return false; // it has ended; only nobody has asked how
  return start === '' || now.start === '' || start === now.start;
}

/**
 * @param {string} path
 * @returns {ProcessName | undefined} undefined for a lock that is not there or holds no name yet
 */
export function lockHolder(path) {
  try {
    const { pid, start } = JSON.parse(readFileSync(path, 'utf8'));
    return { pid: Number(pid), start: String(start) };
  } catch {
    return undefined;
  }
}

/**
 * @param {string} path
 * @param {string} content
 */
function createExclusively(path, content) {
  try {
    writeFileSync(path, content, { flag: 'wx' });
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

/**
 * @param {string} path
 * @returns {number} milliseconds since the file was written; 0 where it is gone
 */
function ageOf(path) {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat === undefined ? 0 : Date.now() - stat.mtimeMs;
}

/**
 * Removes the lock of a holder that is gone. Only one process at a time does so, or a second one could remove the lock
 * that a first one has just taken.
 * @param {string} path
 */
function removeDead(path) {
  const takeover = `${path}.takeover`;
  if (!createExclusively(takeover, '')) {
    if (ageOf(takeover) > TAKEOVER_STALE_MS) rmSync(takeover, { force: true });
    return;
  }
  try {
    const holder = lockHolder(path);
    // a lock without a name is being written at this moment, or was when its writer died
    const dead = holder === undefined ? ageOf(path) > TAKEOVER_STALE_MS : !isRunning(holder);
    if (dead) rmSync(path, { force: true });
  } finally {
    rmSync(takeover, { force: true });
  }
}

/**
 * Takes the lock if nobody holds it; the lock of a process that is gone counts for nothing.
 * @param {string} path
 * @returns {(() => void) | undefined} what gives it back, or undefined when somebody holds it
 */
export function tryLock(path) {
  mkdirSync(dirname(path), { recursive: true });
  const mine = JSON.stringify(nameProcess());
  if (!createExclusively(path, mine)) {
    removeDead(path);
    if (!createExclusively(path, mine)) return undefined;
  }
  return () => {
    try {
      unlinkSync(path);
    } catch {
      // the folder was removed in the meantime: there is nothing to give back
    }
  };
}

/**
 * Waits for the lock.
 * @param {string} path
 * @param {{ timeoutMs: number, onWait?: (holder: number | undefined) => void }} options `onWait` is called once, with
 *   the number of the process that is waited for
 * @returns {Promise<() => void>} what gives the lock back
 */
export async function waitForLock(path, { timeoutMs, onWait }) {
  const deadline = Date.now() + timeoutMs;
  let told = false;
  for (;;) {
    const release = tryLock(path);
    if (release !== undefined) return release;
    const holder = lockHolder(path)?.pid;
    if (Date.now() > deadline) {
      throw new Error(
        `Process ${holder ?? '(unknown)'} holds ${path} for too long: end it, or delete the file if it is gone.`,
      );
    }
    if (!told) onWait?.(holder);
    told = true;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}
