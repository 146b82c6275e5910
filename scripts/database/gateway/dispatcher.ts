import type { Document } from 'bson';
import { okReply } from './bson-values.ts';
import { readCommand, type Command, type Envelope } from './command.ts';
import { diagnosticCommands } from './commands/diagnostics.ts';
import { readCommands } from './commands/reads.ts';
import { schemaCommands } from './commands/schema.ts';
import { writeCommands } from './commands/writes.ts';
import type { CommandHandler, Services } from './context.ts';
import { duplicateKey } from './duplicate-key.ts';
import { Code, CommandError, errorOfFailure, errorReply } from './errors.ts';
import { ConnectionLost, ConnectionUnavailable, SqlFailure } from './sql.ts';
import type { OpenTransaction, TransactionName } from './transactions.ts';
import type { WireRequest } from './wire.ts';

const HANDLERS: ReadonlyMap<string, CommandHandler> = new Map(
  Object.entries({ ...diagnosticCommands, ...readCommands, ...writeCommands, ...schemaCommands }),
);

/** Where what nobody foresaw is written down. */
export type ReportUnexpected = (command: string, failure: unknown) => void;

/** Runs requests and always has an answer: failures become MongoDB's error replies. */
export class Dispatcher {
  readonly #services: Services;
  readonly #report: ReportUnexpected;

  constructor(services: Services, report: ReportUnexpected) {
    this.#services = services;
    this.#report = report;
  }

  /**
   * @param client the number of the client's connection
   * @returns the bytes of the reply's document
   */
  async answer(request: WireRequest, client: number): Promise<Buffer> {
    let read: ReturnType<typeof readCommand>;
    try {
      read = readCommand(request);
    } catch (failure) {
      return errorReply(errorOfFailure(failure, { inTransaction: false, retryableWrite: false }));
    }
    const { command, envelope } = read;
    try {
      return await this.#run(command, envelope, client);
    } catch (failure) {
      return this.#explain(failure, command, envelope);
    }
  }

  async #run(command: Command, envelope: Envelope, client: number): Promise<Buffer> {
    const name = transactionName(envelope);
    if (command.name === 'commitTransaction' || command.name === 'abortTransaction') {
      return this.#end(command.name, name);
    }
    const handler = HANDLERS.get(command.name);
    if (handler === undefined) throw new CommandError(Code.commandNotFound, `no such command: '${command.name}'`);
    const { timeLimitMs } = envelope;
    const transaction = name === undefined ? undefined : await this.#transaction(name, envelope, client);
    try {
      return await handler(command, { services: this.#services, client, transaction, timeLimitMs });
    } catch (failure) {
      if (transaction !== undefined) await this.#fail(transaction);
      throw failure;
    }
  }

  #transaction(name: TransactionName, envelope: Envelope, client: number): Promise<OpenTransaction> | OpenTransaction {
    const { transactions } = this.#services;
    return envelope.startsTransaction ? transactions.begin(name, client) : transactions.find(name, client);
  }

  async #fail(transaction: OpenTransaction): Promise<void> {
    await this.#services.cursors.dropOfTransaction(transaction.key);
    await this.#services.transactions.fail(transaction);
  }

  async #end(verb: 'commitTransaction' | 'abortTransaction', name: TransactionName | undefined): Promise<Buffer> {
    if (name === undefined) throw new CommandError(Code.illegalOperation, `${verb} outside a transaction`);
    const { cursors, transactions } = this.#services;
    await cursors.dropOfTransaction(`${name.session}:${String(name.number)}`);
    await (verb === 'commitTransaction' ? transactions.commit(name) : transactions.abort(name));
    return okReply();
  }

  #explain(failure: unknown, command: Command, envelope: Envelope): Buffer {
    const foreseen = [CommandError, SqlFailure, ConnectionLost, ConnectionUnavailable];
    if (!foreseen.some((kind) => failure instanceof kind)) this.#report(command.name, failure);
    const retryableWrite = envelope.transactionNumber !== undefined && !envelope.inTransaction;
    const error = errorOfFailure(failure, { inTransaction: envelope.inTransaction, retryableWrite });
    const namespace = `${command.database}.${command.collection}`;
    const extra: Document = error.code === Code.duplicateKey ? duplicateKey(error.message, namespace) : {};
    return errorReply(error, extra);
  }
}

function transactionName({ inTransaction, session, transactionNumber }: Envelope): TransactionName | undefined {
  if (!inTransaction || session === undefined || transactionNumber === undefined) return undefined;
  return { session, number: transactionNumber };
}
