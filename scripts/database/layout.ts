import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Where a database of this installation keeps what. */
export interface Layout {
  /** The installation's data folder, absolute. */
  readonly data: string;
  /** Taken by whoever starts, joins or stops the database. */
  readonly lock: string;
  /** What runs at the moment, as JSON. */
  readonly state: string;
  /** One file for each process that uses the database. */
  readonly leases: string;
  readonly log: string;
  /** What the keeper writes when it ends in a way that nobody foresaw. */
  readonly crashLog: string;
  readonly mongodb: string;
  readonly postgresql: string;
}

/** The layout inside a data folder. */
export function layoutOf(dataDirectory: string): Layout {
  const data = resolve(dataDirectory);
  const runtime = join(data, 'database');
  return {
    data,
    lock: join(runtime, 'lock'),
    state: join(runtime, 'state.json'),
    leases: join(runtime, 'leases'),
    log: join(runtime, 'database.log'),
    crashLog: join(runtime, 'keeper.log'),
    mongodb: join(data, 'mongodb'),
    postgresql: join(data, 'postgresql'),
  };
}

/** A short name that is different for every data folder on the machine. */
export function nameOf(layout: Layout): string {
  return `classy-book-${createHash('sha256').update(layout.data).digest('hex').slice(0, 12)}`;
}

/** The engine that already holds this installation's data; undefined for a new installation. */
export function engineWithData(layout: Layout): 'mongod' | 'documentdb' | undefined {
  if (existsSync(join(layout.mongodb, 'WiredTiger'))) return 'mongod';
  if (existsSync(join(layout.postgresql, 'data', 'PG_VERSION'))) return 'documentdb';
  return undefined;
}
