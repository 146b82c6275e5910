import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { MongoClient } from 'mongodb';

const root = join(import.meta.dirname, '..', '..', '..');
const START_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 10_000;

type Role = 'user' | 'instructor' | 'admin';

/** A running Classy Book with a database of its own. */
export interface RunningServer {
  readonly baseUrl: string;
  readonly adminEmail: string;
  readonly adminPassword: string;
  /** Makes an account, as the command line tool does, and returns its password. */
  readonly createAccount: (email: string, role: Role) => Promise<string>;
  /** Stops the process, drops the database and removes the files. */
  readonly stop: () => Promise<void>;
}

/**
 * Starts the built backend (`npm run build` first) on a free port. MONGODB_URI names the server; the database is a new
 * one. Further settings go in by `settings`, as environment variables.
 */
export async function startServer(settings: Readonly<Record<string, string>> = {}): Promise<RunningServer> {
  const databaseUri = freshDatabase();
  const dataDir = await mkdtemp(join(tmpdir(), 'classy-book-e2e-'));
  const admin = { email: 'admin@example.org', password: randomBytes(12).toString('base64url') };
  const environment = {
    ...process.env,
    MONGODB_URI: databaseUri,
    PORT: '0',
    HOST: '127.0.0.1',
    DATA_DIR: dataDir,
    ADMIN_EMAIL: admin.email,
    ADMIN_PASSWORD: admin.password,
    LOG_LEVEL: 'error',
    // many tests sign in from one address
    RATE_LIMITS: 'off',
    DEMONSTRATION: 'off',
    ...settings,
  };
  const clean = async (): Promise<void> => {
    await dropDatabase(databaseUri);
    await rm(dataDir, { recursive: true, force: true });
  };
  const process_ = spawn(nodeBinary(), [join(root, 'backend', 'dist', 'main.js')], { env: environment });
  try {
    const port = await readyPort(process_);
    return {
      baseUrl: `http://127.0.0.1:${port}`,
      adminEmail: admin.email,
      adminPassword: admin.password,
      createAccount: accountMaker(environment, databaseUri),
      stop: async () => {
        await end(process_);
        await clean();
      },
    };
  } catch (error) {
    await end(process_);
    await clean();
    throw error;
  }
}

/** Node 24 as the lockfile pins it; the one that runs this may be older. */
function nodeBinary(): string {
  const pinned = join(root, 'node_modules', '.bin', 'node');
  return existsSync(pinned) ? pinned : process.execPath;
}

function freshDatabase(): string {
  const given = process.env['MONGODB_URI'];
  if (given === undefined) {
    throw new Error('The browser tests need MONGODB_URI, such as `npm test` sets it. Run them through `npm test`.');
  }
  const uri = new URL(given);
  uri.pathname = `/classy_book_e2e_${randomBytes(5).toString('hex')}`;
  return uri.href;
}

async function dropDatabase(uri: string): Promise<void> {
  const client = new MongoClient(uri, { serverSelectionTimeoutMS: 5_000 });
  try {
    await client.db().dropDatabase();
  } finally {
    await client.close();
  }
}

/** Waits for the line `Ready: http://localhost:PORT`; what the process said is told where it does not come. */
function readyPort(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    const fail = (reason: string): void => {
      clearTimeout(timer);
      reject(new Error(`The server ${reason}. It said:\n${said}`));
    };
    const timer = setTimeout(() => {
      fail(`was not ready after ${String(START_TIMEOUT_MS / 1_000)} seconds`);
    }, START_TIMEOUT_MS);
    const listen = (chunk: Buffer): void => {
      said += chunk.toString();
      const port = /Ready: \S+:(\d+)/.exec(said)?.[1];
      if (port === undefined) return;
      clearTimeout(timer);
      resolve(port);
    };
    server.stdout?.on('data', listen);
    server.stderr?.on('data', listen);
    server.once('exit', (code) => {
      fail(`ended with code ${String(code)}`);
    });
  });
}

async function end(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null) return;
  const ended = new Promise((resolve) => server.once('exit', resolve));
  server.kill('SIGTERM');
  const force = setTimeout(() => server.kill('SIGKILL'), STOP_TIMEOUT_MS);
  await ended;
  clearTimeout(force);
}

/** Lets the tool make the first account of each role, and copies it: the tool's start takes longer than many a test. */
function accountMaker(environment: NodeJS.ProcessEnv, databaseUri: string): RunningServer['createAccount'] {
  const passwords = new Map<Role, Promise<string>>();
  return async (email, role) => {
    const first = `first-${role}@example.org`;
    const making = passwords.get(role) ?? makeAccount(environment, first, role);
    passwords.set(role, making);
    const password = await making;
    await copyAccount(databaseUri, first, email);
    return password;
  };
}

async function copyAccount(databaseUri: string, from: string, to: string): Promise<void> {
  const client = new MongoClient(databaseUri, { serverSelectionTimeoutMS: 5_000 });
  try {
    const users = client.db().collection('users');
    const found = await users.findOne({ email: from }, { projection: { _id: 0 } });
    if (found === null) throw new Error(`There is no account of ${from} to copy.`);
    await users.insertOne({ ...found, email: to });
  } finally {
    await client.close();
  }
}

async function makeAccount(environment: NodeJS.ProcessEnv, email: string, role: Role): Promise<string> {
  const script = join(root, 'backend', 'dist', 'cli', 'admin.js');
  const command = [script, 'create', email, role, 'keep-password'];
  const { stdout } = await promisify(execFile)(nodeBinary(), command, { env: environment });
  const password = /password is: (\S+)/.exec(stdout)?.[1];
  if (password === undefined) throw new Error(`The account was not made. The tool said:\n${stdout}`);
  return password;
}
