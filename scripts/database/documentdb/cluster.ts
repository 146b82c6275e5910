import {
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { capture, lastLines } from '../../lib/processes.ts';
import { nameOf, type Layout } from '../layout.ts';
import { inNamespace, insideRoot, type InstancePaths } from './namespace.ts';
import { HBA_FILE, settingsFile } from './settings.ts';

/** A socket's path has to fit into 107 bytes, its own name included. */
const LONGEST_FOLDER = 85;

interface Owner {
  readonly uid: number;
  readonly gid: number;
}

/** The user postgres of the installed root; the machine itself need not know it. */
function ownerIn(root: string): Owner {
  const entry = /^postgres:[^:]*:(\d+):(\d+):/m.exec(readFileSync(join(root, 'etc/passwd'), 'utf8'));
  if (entry === null) throw new Error(`${root} has no user postgres`);
  return { uid: Number(entry[1]), gid: Number(entry[2]) };
}

/** Where an installation's cluster and socket lie. */
export function instancePaths(layout: Layout, root: string): InstancePaths {
  const name = nameOf(layout);
  const near = join(layout.postgresql, 'run');
  return { root, name, home: layout.postgresql, run: near.length <= LONGEST_FOLDER ? near : join(tmpdir(), name) };
}

/** Makes a folder that only its owner can open. A name in /tmp may be somebody else's: that one is not touched. */
function ownFolder(path: string, owner: Owner): void {
  mkdirSync(path, { recursive: true, mode: 0o700 });
  const found = lstatSync(path);
  if (!found.isDirectory() || (found.uid !== owner.uid && found.uid !== process.getuid?.())) {
    throw new Error(`${path} belongs to somebody else`);
  }
  chownSync(path, owner.uid, owner.gid);
}

/** Another installation of the root may number its users differently: then the files change hands. */
async function adopt(folder: string, owner: Owner): Promise<void> {
  if (statSync(folder).uid === owner.uid) return;
  await capture('chown', ['-R', `${String(owner.uid)}:${String(owner.gid)}`, folder]);
}

/**
 * Makes the cluster if there is none, and writes its settings.
 * @throws Error with the last lines of what initdb said
 */
export async function prepareCluster(paths: InstancePaths, durable: boolean): Promise<void> {
  const owner = ownerIn(paths.root);
  ownFolder(paths.home, owner);
  ownFolder(paths.run, owner);
  const data = join(paths.home, 'data');
  if (existsSync(data)) await adopt(data, owner);
  else await initialise(paths, data, durable);
  writeFileSync(join(data, 'classy-book.conf'), settingsFile({ run: insideRoot(paths).run, durable }));
  writeFileSync(join(data, 'pg_hba.conf'), HBA_FILE);
}

async function initialise(paths: InstancePaths, data: string, durable: boolean): Promise<void> {
  const draft = `${data}.new`; // what is left of an interrupted attempt must not pass for a cluster
  rmSync(draft, { recursive: true, force: true });
  const locale = ['--encoding=UTF8', '--locale=C.UTF-8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const options = ['--username=postgres', '--auth=trust', ...locale, ...(durable ? [] : ['--no-sync'])];
  const [command, args] = inNamespace(paths, 'initdb', ['-D', `${insideRoot(paths).data}.new`, ...options]);
  const { code, output } = await capture(command, args);
  if (code !== 0) throw new Error(`initdb failed: ${lastLines(output, 3)}`);
  writeFileSync(join(draft, 'postgresql.conf'), "\ninclude_if_exists = 'classy-book.conf'\n", { flag: 'a' });
  renameSync(draft, data);
}

/**
 * The processes of PostgreSQL that work on this cluster: its folder is where they stand. Told by the folder itself, as
 * they see it under another path.
 */
export function processesOn(paths: InstancePaths): readonly number[] {
  const folder = statSync(join(paths.home, 'data'), { throwIfNoEntry: false });
  if (folder === undefined) return [];
  const standsThere = (pid: number): boolean => {
    try {
      const cwd = statSync(`/proc/${String(pid)}/cwd`);
      return cwd.ino === folder.ino && cwd.dev === folder.dev;
    } catch {
      return false; // it has ended, or is a part of the kernel
    }
  };
  return readdirSync('/proc').map(Number).filter(Number.isInteger).filter(standsThere);
}

/**
 * Removes the lock files of a PostgreSQL that was killed: a number in them may belong to another process by now. While
 * one of its processes still runs they stay, as they keep a second PostgreSQL off the cluster.
 */
export function clearStaleFiles(paths: InstancePaths): void {
  if (processesOn(paths).length > 0) return;
  rmSync(join(paths.home, 'data', 'postmaster.pid'), { force: true });
  for (const file of ['.s.PGSQL.5432', '.s.PGSQL.5432.lock']) rmSync(join(paths.run, file), { force: true });
}

/** Whether PostgreSQL answers on its socket. */
export async function answers(paths: InstancePaths): Promise<boolean> {
  try {
    await withClient(paths, (client) => client.query('SELECT 1'));
    return true;
  } catch {
    return false;
  }
}

/** Puts the extension into the database, or brings it to the version of the installed package. */
export async function prepareExtension(paths: InstancePaths): Promise<void> {
  await withClient(paths, async (client) => {
    await client.query('SET client_min_messages = error');
    await client.query('CREATE EXTENSION IF NOT EXISTS documentdb CASCADE');
    await client.query('ALTER EXTENSION documentdb_core UPDATE');
    await client.query('ALTER EXTENSION documentdb UPDATE');
  });
}

async function withClient(paths: InstancePaths, work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({
    host: paths.run,
    user: 'postgres',
    database: 'postgres',
    connectionTimeoutMillis: 2_000,
  });
  client.on('error', () => undefined); // it also comes as the rejection of what is under way
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
