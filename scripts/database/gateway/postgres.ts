import pg from 'pg';
import {
  ConnectionLost,
  ConnectionUnavailable,
  SqlFailure,
  type SqlConnection,
  type SqlParameter,
  type SqlPool,
  type SqlRow,
  type SqlValue,
  type Statement,
} from './sql.ts';

/** How long a command waits for a free connection before it is told that the database is too busy. */
const CONNECT_TIMEOUT_MS = 5_000;
const BSON_PREFIX = 'BSONHEX';
/** Connection exceptions (08...), the server going down or not yet up (57P0.), and no slot left (53300). */
const CONNECTION_STATES = /^(?:08...|57P0.|53300)$/;

function parseValue(value: string): SqlValue {
  return value.startsWith(BSON_PREFIX) ? Buffer.from(value.slice(BSON_PREFIX.length), 'hex') : value;
}

/** Every value as text, documents as bytes, whatever its PostgreSQL type. */
const textValues: pg.CustomTypesConfig = { getTypeParser: () => parseValue };

function failureOf(error: unknown): Error {
  const message = error instanceof Error ? error.message : String(error);
  const state = error instanceof pg.DatabaseError ? error.code : undefined;
  if (state !== undefined && !CONNECTION_STATES.test(state)) return new SqlFailure(state, message);
  return new ConnectionLost(message, { cause: error });
}

function hold(client: pg.PoolClient): SqlConnection {
  // an error of a client that is checked out is not the pool's: without a listener it would end the process
  const ignore = (): void => undefined;
  client.on('error', ignore);
  return {
    async query({ text, name }: Statement, values: readonly SqlParameter[] = []): Promise<readonly SqlRow[]> {
      try {
        const config = { text, name, values: [...values], types: textValues, rowMode: 'array' as const };
        const result: pg.QueryArrayResult<SqlValue[]> | unknown[] = await client.query<SqlValue[]>(config);
        return Array.isArray(result) ? [] : result.rows; // several statements at once give a list, and are run for effect
      } catch (error) {
        throw failureOf(error);
      }
    },
    release(broken = false): void {
      client.removeListener('error', ignore);
      client.release(broken);
    },
  };
}

/**
 * Connections to PostgreSQL, opened as they are needed and kept.
 * @param address a directory with PostgreSQL's socket, or a postgres:// URI
 * @param max connections at most; a command that finds none free waits up to five seconds
 */
export function postgresPool(address: string, max: number): SqlPool {
  const target = address.startsWith('/')
    ? { host: address, user: 'postgres', database: 'postgres' }
    : { connectionString: address };
  const pool = new pg.Pool({ ...target, max, connectionTimeoutMillis: CONNECT_TIMEOUT_MS, idleTimeoutMillis: 60_000 });
  // an idle connection that breaks has left the pool already; the next command opens a new one
  pool.on('error', () => undefined);
  return {
    async connect(): Promise<SqlConnection> {
      try {
        return hold(await pool.connect());
      } catch (error) {
        throw new ConnectionUnavailable(error instanceof Error ? error.message : String(error), { cause: error });
      }
    },
    close: () => pool.end(),
  };
}
