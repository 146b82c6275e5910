import type { Command } from './command.ts';
import type { CursorTable } from './cursors.ts';
import type { SerialQueue } from './serial-queue.ts';
import {
  ConnectionLost,
  type SqlConnection,
  type SqlParameter,
  type SqlPool,
  type SqlRow,
  type Statement,
} from './sql.ts';
import type { OpenTransaction, TransactionTable } from './transactions.ts';

/** What every command works with. */
export interface Services {
  readonly pool: SqlPool;
  readonly cursors: CursorTable;
  readonly transactions: TransactionTable;
  readonly upserts: SerialQueue;
  /** host:port, as hello tells it */
  readonly address: string;
}

/** In what circumstances one command runs. */
export interface CommandContext {
  readonly services: Services;
  /** The number of the client's connection. */
  readonly client: number;
  readonly transaction: OpenTransaction | undefined;
  readonly timeLimitMs: number | undefined;
}

/** Answers one command with the bytes of the reply. */
export type CommandHandler = (command: Command, context: CommandContext) => Promise<Buffer>;

async function setTimeLimit(connection: SqlConnection, milliseconds: number): Promise<void> {
  await connection.query({ text: `SET statement_timeout = ${String(milliseconds)}` });
}

/** Runs one statement on a given connection, within the command's time limit. */
export async function runOn(
  connection: SqlConnection,
  { timeLimitMs }: Pick<CommandContext, 'timeLimitMs'>,
  statement: Statement,
  values: readonly SqlParameter[],
): Promise<readonly SqlRow[]> {
  if (timeLimitMs === undefined) return connection.query(statement, values);
  await setTimeLimit(connection, timeLimitMs);
  try {
    return await connection.query(statement, values);
  } finally {
    // inside a transaction that has just failed this fails too, and the rollback undoes the limit
    await setTimeLimit(connection, 0).catch(() => undefined);
  }
}

/**
 * Runs work on the transaction's connection, or else on one from the pool that is given back afterwards.
 * @throws SqlFailure, ConnectionLost, ConnectionUnavailable
 */
export async function withConnection<T>(
  { transaction, services }: CommandContext,
  work: (connection: SqlConnection) => Promise<T>,
): Promise<T> {
  if (transaction !== undefined) return work(transaction.connection);
  const connection = await services.pool.connect();
  try {
    const result = await work(connection);
    connection.release();
    return result;
  } catch (failure) {
    connection.release(failure instanceof ConnectionLost);
    throw failure;
  }
}

/** Runs one statement where the command belongs: in its transaction or on its own. */
export function run(
  context: CommandContext,
  statement: Statement,
  values: readonly SqlParameter[],
): Promise<readonly SqlRow[]> {
  return withConnection(context, (connection) => runOn(connection, context, statement, values));
}
