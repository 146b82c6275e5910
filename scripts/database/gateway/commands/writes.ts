import type { Document } from 'bson';
import { batchOf, withBatch } from '../batch.ts';
import { decode } from '../bson-elements.ts';
import { encode, toBoolean, toNumber } from '../bson-values.ts';
import type { Command } from '../command.ts';
import { run, type CommandContext, type CommandHandler } from '../context.ts';
import { Code, CommandError, errorOfFailure } from '../errors.ts';
import { firstDocument } from '../sql.ts';
import { WriteResult, isConflict, translateErrors, type WriteError } from '../write-result.ts';

/** How often a write that met a conflict is tried again before the client hears of it. */
const CONFLICT_TRIES = 10;
const CONFLICT_PAUSE_MS = 20;

const pauseBefore = (attempt: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, Math.random() * CONFLICT_PAUSE_MS * attempt));

/** Outside a transaction MongoDB tries again after a conflict; so does this, as a statement that failed did nothing. */
async function retryConflicts<T>(context: CommandContext, attempt: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await attempt();
    } catch (failure) {
      const inTransaction = context.transaction !== undefined;
      const { code } = errorOfFailure(failure, { inTransaction, retryableWrite: false });
      if (inTransaction || code !== Code.writeConflict || tries === CONFLICT_TRIES) throw failure;
    }
    await pauseBefore(tries);
  }
}

/** Sends a batch of writes to the function of documentdb_api with the command's name. */
async function sendBatch(command: Command, batch: string, context: CommandContext): Promise<Buffer> {
  const text = `SELECT p_result FROM documentdb_api.${command.name}($1::text, $2::documentdb_core.bson, $3::documentdb_core.bsonsequence, NULL)`;
  const values = [command.database, command.body, command.sequences.get(batch) ?? null];
  return firstDocument(await run(context, { text, name: command.name }, values));
}

/** In a transaction a conflict fails the command, and no refusal of any kind leaves the transaction alive. */
async function refuseInTransaction(
  errors: readonly WriteError[],
  result: Document,
  { services, transaction }: CommandContext,
): Promise<Buffer> {
  const conflict = errors.find(isConflict);
  if (conflict !== undefined) {
    throw new CommandError(Code.writeConflict, String(conflict.errmsg), ['TransientTransactionError']);
  }
  if (transaction !== undefined) await services.transactions.fail(transaction);
  return encode(result);
}

/** The places, in what was sent, of the documents that have to be sent again. */
function placesToRepeat(conflicts: readonly WriteError[], ordered: boolean, sent: number): readonly number[] {
  const places = conflicts.map(({ index }) => toNumber(index) ?? 0);
  const [first = 0] = places;
  // an ordered batch has stopped at its first refusal
  return ordered ? Array.from({ length: sent - first }, (_, offset) => first + offset) : places;
}

function batchWrite(batch: string): CommandHandler {
  return async (command, context) => {
    const namespace = `${command.database}.${command.collection}`;
    const whole = new WriteResult();
    let part = command;
    let indexes: readonly number[] | undefined;
    for (let tries = 1; ; tries += 1) {
      const current = part;
      const reply = await retryConflicts(context, () => sendBatch(current, batch, context));
      const result = decode(reply);
      const errors = translateErrors(result, namespace, context.transaction !== undefined);
      if (errors.length === 0 && indexes === undefined) return reply;
      if (context.transaction !== undefined) return refuseInTransaction(errors, result, context);
      const conflicts = tries < CONFLICT_TRIES ? errors.filter(isConflict) : [];
      const documents = batchOf(part, batch);
      const places = indexes ?? documents.map((_, place) => place);
      whole.add(
        result,
        places,
        errors.filter((error) => !conflicts.includes(error)),
      );
      if (conflicts.length === 0) return encode(whole.document());
      const ordered = decode(command.body)['ordered'] !== false;
      const repeated = placesToRepeat(conflicts, ordered, documents.length);
      part = withBatch(
        part,
        batch,
        repeated.flatMap((place) => documents[place] ?? []),
      );
      indexes = repeated.flatMap((place) => places[place] ?? []);
      await pauseBefore(tries);
    }
  };
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
