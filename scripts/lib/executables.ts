import { accessSync, constants, statSync } from 'node:fs';
import { join } from 'node:path';
import { searchPath } from './paths.ts';

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** The full path of the first of these commands that is on PATH; undefined when none is. */
export function findExecutable(...names: readonly string[]): string | undefined {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  for (const name of names) {
    const candidates = name.includes('/') ? [name] : searchPath().map((folder) => join(folder, `${name}${suffix}`));
    const found = candidates.find(isExecutable);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The browser for the browser tests: CHROMIUM_PATH, else what Debian, Ubuntu and Google call it. */
export function findChromium(): string | undefined {
  const configured = process.env['CHROMIUM_PATH'];
  if (configured !== undefined && configured !== '') return findExecutable(configured);
  return findExecutable('/usr/bin/chromium', 'chromium', 'chromium-browser', 'google-chrome');
}

/** The Redis server for the tests that start their own: REDIS_SERVER_PATH, else the one on PATH. */
export function findRedisServer(): string | undefined {
  const configured = process.env['REDIS_SERVER_PATH'];
  if (configured !== undefined && configured !== '') return findExecutable(configured);
  return findExecutable('redis-server', '/usr/sbin/redis-server');
}

/** The server of ClamAV for the tests that start their own: CLAMD_PATH, else the one on PATH. */
export function findClamd(): string | undefined {
  const configured = process.env['CLAMD_PATH'];
  if (configured !== undefined && configured !== '') return findExecutable(configured);
  return findExecutable('clamd', '/usr/sbin/clamd');
}
