import { decode } from '../bson-elements.ts';
import { int, okReply, toBigInt } from '../bson-values.ts';
import type { Command } from '../command.ts';
import { run, runOn, type CommandContext, type CommandHandler } from '../context.ts';
import { Code, CommandError } from '../errors.ts';
import { ConnectionLost, firstDocument, isTrue, type SqlConnection, type SqlRow } from '../sql.ts';

interface FirstPage {
  readonly page: Buffer;
  /** undefined when this was the only page */
  readonly rest: { readonly id: bigint; readonly continuation: Buffer; readonly keepConnection: boolean } | undefined;
}

function readFirstPage(rows: readonly SqlRow[]): FirstPage {
  const [, continuation, persist, id] = rows[0] ?? [];
  const page = firstDocument(rows);
  if (!Buffer.isBuffer(continuation)) return { page, rest: undefined };
  return { page, rest: { id: BigInt(String(id)), continuation, keepConnection: isTrue(persist) } };
}

/**
 * A query that answers in pages. Some live in the connection that opened them: it is then held by the cursor.
 * @param name the function of documentdb_api that gives the first page
 */
function pagedQuery(name: string): CommandHandler {
  const text = `SELECT cursorpage, continuation, persistconnection, cursorid FROM documentdb_api.${name}($1::text, $2::documentdb_core.bson)`;
  const statement = { text, name };
  return async (command, context) => {
    const { services, transaction } = context;
    const connection = transaction?.connection ?? (await services.pool.connect());
    let held: SqlConnection | undefined;
    try {
      const { page, rest } = readFirstPage(
        await runOn(connection, context, statement, [command.database, command.body]),
      );
      if (rest !== undefined) {
        held = rest.keepConnection && transaction === undefined ? connection : undefined;
        const { id, continuation } = rest;
        const { database } = command;
        await services.cursors.add({
          id,
          database,
          continuation,
          held,
          transaction: transaction?.key,
          client: context.client,
        });
      }
      if (held === undefined && transaction === undefined) connection.release();
      return page;
    } catch (failure) {
      if (transaction === undefined) connection.release(failure instanceof ConnectionLost);
      throw failure;
    }
  };
}

const GET_MORE = {
  text: 'SELECT cursorpage, continuation FROM documentdb_api.cursor_get_more($1::text, $2::documentdb_core.bson, $3::documentdb_core.bson)',
  name: 'cursor_get_more',
};

async function getMore(command: Command, context: CommandContext): Promise<Buffer> {
  const id = toBigInt(decode(command.body)['getMore']);
  if (id === undefined) throw new CommandError(Code.badValue, 'getMore needs a cursor id');
  const { cursors } = context.services;
  const cursor = cursors.take(id, context.client);
  try {
    const values = [cursor.database, command.body, cursor.continuation];
    const rows =
      cursor.held === undefined
        ? await run(context, GET_MORE, values)
        : await runOn(cursor.held, context, GET_MORE, values);
    const continuation = rows[0]?.[1];
    if (Buffer.isBuffer(continuation)) cursors.giveBack(cursor, continuation);
    else await cursors.drop(id);
    return firstDocument(rows);
  } catch (failure) {
    await cursors.drop(id);
    throw failure;
  }
}

async function killCursors(command: Command, { services }: CommandContext): Promise<Buffer> {
  const named: unknown = decode(command.body)['cursors'];
  const killed: unknown[] = [];
  const missing: unknown[] = [];
  for (const value of Array.isArray(named) ? (named as unknown[]) : []) {
    const id = toBigInt(value);
    const existed = id !== undefined && (await services.cursors.drop(id));
    (existed ? killed : missing).push(value);
  }
  return okReply({ cursorsKilled: killed, cursorsNotFound: missing, cursorsAlive: [], cursorsUnknown: [] });
}

function singleReply(name: string): CommandHandler {
  const text = `SELECT documentdb_api.${name}($1::text, $2::documentdb_core.bson)`;
  return async (command, context) =>
    firstDocument(await run(context, { text, name }, [command.database, command.body]));
}

/** MongoDB answers with the databases that have a collection; sizes are not known here. */
const listDatabases: CommandHandler = async (_command, context) => {
  const text = 'SELECT DISTINCT database_name FROM documentdb_api_catalog.collections ORDER BY 1';
  const rows = await run(context, { text }, []);
  const databases = rows.map(([name]) => ({ name: String(name), sizeOnDisk: int(1), empty: false }));
  return okReply({ databases, totalSize: int(databases.length) });
};

/** Commands that read. */
export const readCommands: Readonly<Record<string, CommandHandler>> = {
  find: pagedQuery('find_cursor_first_page'),
  aggregate: pagedQuery('aggregate_cursor_first_page'),
  listCollections: pagedQuery('list_collections_cursor_first_page'),
  listIndexes: pagedQuery('list_indexes_cursor_first_page'),
  getMore,
  killCursors,
  count: singleReply('count_query'),
  distinct: singleReply('distinct_query'),
  listDatabases,
};
