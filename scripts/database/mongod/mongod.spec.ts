import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { isRunning } from '../../lib/file-lock.mjs';
import { openDatabase } from '../bootstrap.ts';
import { layoutOf } from '../layout.ts';
import { readState } from '../state.ts';
import { mongodOnPath } from './find-mongod.ts';

let folder = '';
let dataDirectory = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mongod-'));
  dataDirectory = join(folder, 'data');
  const program = join(import.meta.dirname, 'stand-in.test-support.ts');
  writeFileSync(join(folder, 'mongod'), `#!/bin/sh\nexec "${process.execPath}" "${program}" "$@"\n`);
  chmodSync(join(folder, 'mongod'), 0o755);
  vi.stubEnv('PATH', `${folder}:/usr/bin:/bin`);
  vi.stubEnv('MONGODB_URI', '');
});

afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

interface ReplicaSetConfig {
  readonly version: number;
  readonly members: readonly { readonly host: string }[];
}

const readConfig = (): ReplicaSetConfig =>
  JSON.parse(readFileSync(join(dataDirectory, 'mongodb', 'config.json'), 'utf8')) as ReplicaSetConfig;
const openIt = () => openDatabase({ dataDirectory, databaseName: 'x' });

describe('a mongod on PATH', { timeout: 60_000 }, () => {
  it('is run as a replica set of one, with its data in the installation, and stopped with its user', async () => {
    const database = await openIt();
    const state = readState(layoutOf(dataDirectory));
    expect(database.kind).toBe('mongod');
    expect(database.description).toMatch(/^MongoDB in .+mongodb, because there is mongod v8\.2\.6 from/);
    expect(database.uri).toBe(`mongodb://127.0.0.1:${state?.port}/x?directConnection=true`);
    expect(readConfig()).toMatchObject({
      _id: 'rs0',
      version: 1,
      members: [{ _id: 0, host: `127.0.0.1:${state?.port}` }],
    });
    await database.stop();
    const left = [state?.keeper, state?.processes['mongod']].filter((one) => one !== undefined && isRunning(one));
    expect(left).toEqual([]);
  });

  it('has the same address at the next start, and its replica set is left as it is', async () => {
    const first = await openIt();
    await first.stop();
    const second = await openIt();
    await second.stop();
    expect(second.uri).toBe(first.uri);
    expect(readConfig().version).toBe(1);
  });

  it('tells its replica set its new address where the old one is taken', async () => {
    const first = await openIt();
    await first.stop();
    const port = Number(new URL(first.uri).port);
    const other = await occupy(port);
    const second = await openIt();
    await second.stop();
    other.close();
    expect(Number(new URL(second.uri).port)).not.toBe(port);
    expect(readConfig()).toMatchObject({ version: 2, members: [{ host: new URL(second.uri).host }] });
  });

  it('that is older than the product is written for is not used', async () => {
    vi.stubEnv('STAND_IN_VERSION', 'v4.4.29');
    expect(await mongodOnPath()).toEqual({ binary: undefined, obstacle: 'the mongod on PATH is older than 7.0' });
  });
});

function occupy(port: number): Promise<Server> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(port, '127.0.0.1', () => {
      resolve(server);
    });
  });
}
