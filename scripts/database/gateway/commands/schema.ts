import { decode } from '../bson-elements.ts';
import { okReply, toNumber } from '../bson-values.ts';
import type { Command } from '../command.ts';
import { run, type CommandContext, type CommandHandler } from '../context.ts';
import { Code, CommandError, errorOfState, unpackState } from '../errors.ts';
import { SqlFailure, firstDocument, isTrue } from '../sql.ts';

const BUILD_PAUSE_MS = 50;

/** The error inside DocumentDB's answer to createIndexes; the numbers of shards are none of the client's business. */
function indexError(reply: Buffer): CommandError {
  const document = decode(reply);
  const raw: unknown = document['raw'];
  const [shard = document] = typeof raw === 'object' && raw !== null ? (Object.values(raw) as (typeof document)[]) : [];
  const code = toNumber(shard['code']) ?? Code.internal;
  const message = String(shard['errmsg'] ?? 'the index was not created');
  const state = unpackState(code);
  return state === undefined ? new CommandError(code, message) : errorOfState(state, message, false);
}

/**
 * Index builds are queued for a job that runs every two seconds; running the job's own procedure at once saves the wait.
 * A build of somebody else's that is under way makes it return early, so the state is asked again and again.
 */
async function awaitBuild(requests: Buffer, context: CommandContext): Promise<void> {
  for (;;) {
    await run(context, { text: 'CALL documentdb_api_internal.build_index_concurrently(1)' }, []).catch(
      (failure: unknown) => {
        if (!(failure instanceof SqlFailure)) throw failure;
      },
    );
    const text = 'SELECT * FROM documentdb_api_internal.check_build_index_status($1::documentdb_core.bson)';
    const rows = await run(context, { text }, [requests]);
    const [, good, done] = rows[0] ?? [];
    if (!isTrue(good)) throw indexError(firstDocument(rows));
    if (isTrue(done)) return;
    await new Promise((resolve) => setTimeout(resolve, BUILD_PAUSE_MS));
  }
}

/**
 * The indexes of an empty collection are made at once, within the statement: there is nobody to hold up, and the first
 * start of an installation makes more than a hundred of them. Null where the collection has documents, or where somebody
 * else is at it.
 */
async function createOfEmpty({ database, collection, body }: Command, context: CommandContext): Promise<Buffer | null> {
  try {
    const look = 'SELECT 1 FROM documentdb_api.collection($1::text, $2::text) LIMIT 1';
    if ((await run(context, { text: look }, [database, collection])).length > 0) return null;
    const text = 'SELECT documentdb_api_internal.create_indexes_non_concurrently($1::text, $2::documentdb_core.bson)';
    return firstDocument(await run(context, { text }, [database, body]));
  } catch (failure) {
    // what is wrong with the command, the other way says in MongoDB's words
    if (failure instanceof SqlFailure) return null;
    throw failure;
  }
}

async function createInBackground({ database, body }: Command, context: CommandContext): Promise<Buffer> {
  const text =
    'SELECT retval, ok, requests FROM documentdb_api.create_indexes_background($1::text, $2::documentdb_core.bson)';
  const rows = await run(context, { text }, [database, body]);
  const [, good, requests] = rows[0] ?? [];
  const reply = firstDocument(rows);
  if (!isTrue(good)) throw indexError(reply);
  const EMPTY_DOCUMENT_BYTES = 5;
  if (Buffer.isBuffer(requests) && requests.length > EMPTY_DOCUMENT_BYTES) await awaitBuild(requests, context);
  return reply;
}

async function createIndexes(command: Command, context: CommandContext): Promise<Buffer> {
  const reply = (await createOfEmpty(command, context)) ?? (await createInBackground(command, context));
  const { raw, ...rest } = decode(reply);
  const [shard = {}] = typeof raw === 'object' && raw !== null ? (Object.values(raw as object) as object[]) : [];
  return okReply({ ...shard, ...rest });
}

async function dropIndexes(command: Command, context: CommandContext): Promise<Buffer> {
  const text = 'CALL documentdb_api.drop_indexes($1::text, $2::documentdb_core.bson)';
  const rows = await run(context, { text }, [command.database, command.body]);
  const answer = rows[0]?.[0];
  const fields = Buffer.isBuffer(answer) ? decode(answer) : {};
  if (fields['ok'] === false) {
    throw new CommandError(toNumber(fields['code']) ?? Code.internal, String(fields['errmsg']));
  }
  return okReply(fields);
}

async function drop(command: Command, context: CommandContext): Promise<Buffer> {
  const { database, collection } = command;
  const rows = await run(context, { text: 'SELECT documentdb_api.drop_collection($1::text, $2::text)' }, [
    database,
    collection,
  ]);
  return okReply(isTrue(rows[0]?.[0]) ? { ns: `${database}.${collection}` } : {});
}

async function dropDatabase(command: Command, context: CommandContext): Promise<Buffer> {
  await run(context, { text: 'SELECT documentdb_api.drop_database($1::text)' }, [command.database]);
  return okReply({ dropped: command.database });
}

const create: CommandHandler = async ({ database, body }, context) => {
  const text = 'SELECT documentdb_api.create_collection_view($1::text, $2::documentdb_core.bson)';
  return firstDocument(await run(context, { text }, [database, body]));
};

const collMod: CommandHandler = async ({ database, collection, body }, context) => {
  const text = 'SELECT documentdb_api.coll_mod($1::text, $2::text, $3::documentdb_core.bson)';
  return firstDocument(await run(context, { text }, [database, collection, body]));
};

/** Commands that change databases, collections and indexes. */
export const schemaCommands: Readonly<Record<string, CommandHandler>> = {
  createIndexes,
  dropIndexes,
  create,
  collMod,
  drop,
  dropDatabase,
};
