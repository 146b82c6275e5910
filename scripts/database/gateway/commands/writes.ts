import type { Document } from 'bson';
import { batchOf, withBatch } from '../batch.ts';
import { decode } from '../bson-elements.ts';
import { encode, int, toBoolean, toNumber } from '../bson-values.ts';
import type { Command } from '../command.ts';
import { run, type CommandContext, type CommandHandler } from '../context.ts';
import { duplicateKey } from '../duplicate-key.ts';
import { Code, CommandError, errorOfFailure, errorOfState, unpackState } from '../errors.ts';
import { firstDocument } from '../sql.ts';

/** How often a write that met a conflict is tried again before the client hears of it. */
const CONFLICT_TRIES = 10;
const CONFLICT_PAUSE_MS = 20;

interface WriteError {
  code: unknown;
  errmsg: unknown;
}

/** Gives a write error MongoDB's code and text. */
function translateWriteError(error: WriteError, namespace: string, inTransaction: boolean): void {
  const state = unpackState(toNumber(error.code) ?? 0);
  if (state !== undefined) {
    const translated = errorOfState(state, String(error.errmsg), inTransaction);
    error.code = int(translated.code);
    error.errmsg = translated.message;
  }
  if (toNumber(error.code) === Code.duplicateKey) Object.assign(error, duplicateKey(String(error.errmsg), namespace));
}

function isConflict(error: WriteError): boolean {
  return toNumber(error.code) === Code.writeConflict;
}

/** Outside a transaction MongoDB tries again after a conflict; so does this, for what has one effect or none. */
async function retryConflicts(context: CommandContext, attempt: () => Promise<Buffer>): Promise<Buffer> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await attempt();
    } catch (failure) {
      const inTransaction = context.transaction !== undefined;
      const { code } = errorOfFailure(failure, { inTransaction, retryableWrite: false });
      if (inTransaction || code !== Code.writeConflict || tries === CONFLICT_TRIES) throw failure;
    }
    await new Promise((resolve) => setTimeout(resolve, Math.random() * CONFLICT_PAUSE_MS * tries));
  }
}

/**
 * Sends a batch of writes to the function of documentdb_api with the command's name.
 * @throws CommandError WriteConflict when it has hit a single write or a transaction, of which nothing is then kept
 */
async function writeBatch(command: Command, batch: string, single: boolean, context: CommandContext): Promise<Buffer> {
  const text = `SELECT p_result FROM documentdb_api.${command.name}($1::text, $2::documentdb_core.bson, $3::documentdb_core.bsonsequence, NULL)`;
  const { services, transaction } = context;
  const values = [command.database, command.body, command.sequences.get(batch) ?? null];
  const reply = firstDocument(await run(context, { text, name: command.name }, values));
  const result = decode(reply);
  const found: unknown = result['writeErrors'];
  if (!Array.isArray(found) || found.length === 0) return reply;
  const errors = found as WriteError[];
  for (const error of errors) {
    translateWriteError(error, `${command.database}.${command.collection}`, transaction !== undefined);
  }
  const conflict = errors.find(isConflict);
  if (conflict !== undefined && (single || transaction !== undefined)) {
    const labels = transaction === undefined ? [] : (['TransientTransactionError'] as const);
    throw new CommandError(Code.writeConflict, String(conflict.errmsg), labels);
  }
  // as in MongoDB: a transaction does not survive a write that was refused
  if (transaction !== undefined) await services.transactions.fail(transaction);
  return encode(result);
}

function batchWrite(batch: string): CommandHandler {
  return async (command, context) => {
    const single = batchLength(command, batch) === 1;
    const attempt = (): Promise<Buffer> => writeBatch(command, batch, single, context);
    return single ? retryConflicts(context, attempt) : attempt();
  };
}

/** How many documents a batch has, told without decoding a large one. */
function batchLength(command: Command, batch: string): number {
  const sequence = command.sequences.get(batch);
  if (sequence !== undefined && sequence.length > 4 && sequence.readInt32LE(0) < sequence.length) return 2;
  return batchOf(command, batch).length;
}

/**
 * Parallel upserts of one document block one another in PostgreSQL's unique indexes: first without upsert, then one
 * upsert at a time.
 */
async function guardUpsert(
  command: Command,
  context: CommandContext,
  attempts: {
    readonly plain: () => Promise<Buffer>;
    readonly found: (reply: Document) => boolean;
    readonly upsert: () => Promise<Buffer>;
  },
): Promise<Buffer> {
  if (context.transaction !== undefined) return attempts.upsert();
  const plain = await attempts.plain();
  if (attempts.found(decode(plain))) return plain;
  return context.services.upserts.run(`${command.database}.${command.collection}`, attempts.upsert);
}

const plainUpdate = batchWrite('updates');

async function update(command: Command, context: CommandContext): Promise<Buffer> {
  const updates = batchOf(command, 'updates');
  if (!updates.some((one) => toBoolean(one['upsert']))) return plainUpdate(command, context);
  const upsert = (): Promise<Buffer> => plainUpdate(command, context);
  const [only] = updates;
  if (only === undefined || updates.length > 1) {
    return guardUpsert(command, context, { plain: () => Promise.resolve(encode({})), found: () => false, upsert });
  }
  const withoutUpsert = withBatch(command, 'updates', [{ ...only, upsert: false }]);
  return guardUpsert(command, context, {
    plain: () => plainUpdate(withoutUpsert, context),
    found: (reply) => (toNumber(reply['n']) ?? 0) > 0 || reply['writeErrors'] !== undefined,
    upsert,
  });
}

const FIND_AND_MODIFY = {
  text: 'SELECT p_result FROM documentdb_api.find_and_modify($1::text, $2::documentdb_core.bson, NULL)',
  name: 'find_and_modify',
};

async function findAndModify(command: Command, context: CommandContext): Promise<Buffer> {
  const call = (body: Buffer): Promise<Buffer> =>
    retryConflicts(context, async () => firstDocument(await run(context, FIND_AND_MODIFY, [command.database, body])));
  const fields = decode(command.body);
  if (!toBoolean(fields['upsert'])) return call(command.body);
  return guardUpsert(command, context, {
    plain: () => call(encode({ ...fields, upsert: false })),
    found: (reply) => {
      const outcome: unknown = reply['lastErrorObject'];
      return typeof outcome === 'object' && outcome !== null && 'n' in outcome && (toNumber(outcome.n) ?? 0) > 0;
    },
    upsert: () => call(command.body),
  });
}

/** Commands that write documents. */
export const writeCommands: Readonly<Record<string, CommandHandler>> = {
  insert: batchWrite('documents'),
  update,
  delete: batchWrite('deletes'),
  findAndModify,
  findandmodify: findAndModify,
};
