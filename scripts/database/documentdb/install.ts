import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findExecutable } from '../../lib/executables.ts';
import { waitForLock } from '../../lib/file-lock.mjs';
import { Refusal, say, withProgress } from '../../lib/messages.ts';
import { cacheDirectory } from '../../lib/paths.ts';
import { capture, lastLines, type Captured } from '../../lib/processes.ts';

/** Debian 14 has the packages; sid has them until the release after it has a name. */
const SUITES = ['forky', 'sid'] as const;
const PACKAGE = 'postgresql-18-documentdb';
const FALLBACK_MIRROR = 'http://deb.debian.org/debian/';
const ANOTHER_INSTALLS_MS = 15 * 60_000;

/** Where the Debian root lies that all checkouts share: CLASSY_DOCUMENTDB_HOME, or a folder in the user's cache. */
export function documentDbHome(): string {
  const configured = process.env['CLASSY_DOCUMENTDB_HOME'];
  return configured === undefined || configured === '' ? join(cacheDirectory(), 'documentdb') : configured;
}

const rootIn = (home: string): string => join(home, 'root');

/** Whether the root is there and whole: it gets its name only when it is. */
export function isInstalled(home: string): boolean {
  return existsSync(join(rootIn(home), 'usr/lib/postgresql/18/bin/postgres'));
}

/**
 * Why DocumentDB cannot be run on this machine.
 * @returns undefined when it can
 */
export function documentDbObstacle(): string | undefined {
  if (process.platform !== 'linux') return 'the machine does not run Linux';
  if (process.getuid?.() !== 0) return 'this is not root';
  if (!/^ID=debian$/m.test(readOsRelease())) return 'the machine is not Debian';
  const missing = ['unshare', 'chroot', 'mount'].find((name) => findExecutable(name) === undefined);
  if (missing !== undefined) return `the command ${missing} is missing`;
  return mayMount() ? undefined : 'this container may not mount anything';
}

/** PostgreSQL's root needs mounts of its own, which many containers are not allowed. */
function mayMount(): boolean {
  const args = ['--mount', '--propagation', 'private', 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt'];
  return spawnSync('unshare', args, { stdio: 'ignore' }).status === 0;
}

function readOsRelease(): string {
  try {
    return readFileSync('/etc/os-release', 'utf8');
  } catch {
    return '';
  }
}

/**
 * Installs PostgreSQL 18 with DocumentDB from Debian's packages into a root of its own, once for all checkouts.
 * @returns the root
 * @throws Refusal with the last lines of what the installer said
 */
export async function installDocumentDb(home: string): Promise<string> {
  if (isInstalled(home)) return rootIn(home);
  const release = await waitForLock(join(home, 'lock'), {
    timeoutMs: ANOTHER_INSTALLS_MS,
    onWait: (holder) => {
      say(`Waiting for process ${String(holder)}, which is installing PostgreSQL with DocumentDB ...`);
    },
  });
  try {
    if (!isInstalled(home)) {
      await withProgress('Installing PostgreSQL 18 with DocumentDB from Debian packages (once for this machine)', () =>
        bootstrapRoot(home),
      );
    }
    return rootIn(home);
  } finally {
    release();
  }
}

const apt = (...args: readonly string[]): Promise<Captured> =>
  capture('apt-get', args, { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });

async function ensureInstaller(): Promise<void> {
  if (findExecutable('mmdebstrap') !== undefined) return;
  const update = await apt('update', '-qq');
  const install = await apt('install', '-y', '-qq', '--no-install-recommends', 'mmdebstrap');
  if (install.code !== 0) {
    throw new Refusal(
      `Debian's package mmdebstrap cannot be installed: ${lastLines(update.output + install.output, 3)}`,
    );
  }
}

async function findMirror(): Promise<string> {
  const { output } = await apt('indextargets', '--format', '$(REPO_URI)', 'Created-By: Packages');
  return output.split('\n').find((line) => /\/debian\/?$/.test(line)) ?? FALLBACK_MIRROR;
}

async function bootstrapRoot(home: string): Promise<void> {
  await ensureInstaller();
  const mirror = await findMirror();
  const draft = join(home, 'root.new'); // only a finished root gets the name under which it is looked for
  let said = '';
  for (const suite of SUITES) {
    rmSync(draft, { recursive: true, force: true });
    mkdirSync(home, { recursive: true });
    const { code, output } = await capture('mmdebstrap', [...INSTALL_OPTIONS, suite, draft, mirror]);
    writeFileSync(join(home, 'install.log'), output);
    if (code === 0) {
      rmSync(rootIn(home), { recursive: true, force: true });
      renameSync(draft, rootIn(home));
      return;
    }
    said = output;
  }
  rmSync(draft, { recursive: true, force: true });
  throw new Refusal(`PostgreSQL with DocumentDB cannot be installed from ${mirror}: ${lastLines(said, 3)}`);
}

const INSTALL_OPTIONS: readonly string[] = [
  '--format=directory',
  '--variant=minbase',
  `--include=${PACKAGE}`,
  '--aptopt=APT::Install-Recommends "false"',
  '--aptopt=Acquire::Check-Valid-Until "false"',
  ...['doc', 'man', 'locale', 'info'].map((folder) => `--dpkgopt=path-exclude=/usr/share/${folder}/*`),
  // the clusters lie with the installations that own them, so the package need not make one
  '--essential-hook=mkdir -p "$1/etc/postgresql-common/createcluster.d" && echo "create_main_cluster = false" >"$1/etc/postgresql-common/createcluster.d/none.conf"',
];
