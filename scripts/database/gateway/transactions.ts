import { Code, CommandError, errorOfFailure } from './errors.ts';
import {
  ConnectionLost,
  SqlFailure,
  type SqlConnection,
  type SqlParameter,
  type SqlPool,
  type SqlRow,
  type Statement,
} from './sql.ts';

/** How many transactions may be open at once, how long one may last, and how many ended ones are remembered. */
export interface TransactionLimits {
  readonly max: number;
  readonly lifetimeMs: number;
  readonly remembered: number;
}

export const DEFAULT_TRANSACTION_LIMITS: TransactionLimits = { max: 40, lifetimeMs: 60_000, remembered: 1_000 };

/** What names a transaction: the session's id in hexadecimal and the number that the driver counts up in it. */
export interface TransactionName {
  readonly session: string;
  readonly number: bigint;
}

/** An open transaction and the PostgreSQL connection that it has to itself. */
export interface OpenTransaction extends TransactionName {
  readonly key: string;
  readonly connection: SqlConnection;
  /** The clients' connections that have used it; when the last of them closes, it is rolled back. */
  readonly clients: Set<number>;
  readonly startedAt: number;
}

/**
 * The connection as the transaction's commands see it: once the transaction is over it takes no statement any more, as
 * that would then run for somebody else, and outside any transaction.
 */
class TransactionConnection implements SqlConnection {
  readonly #connection: SqlConnection;
  #over = false;

  constructor(connection: SqlConnection) {
    this.#connection = connection;
  }

  query(statement: Statement, values?: readonly SqlParameter[]): Promise<readonly SqlRow[]> {
    return this.#over
      ? Promise.reject(
          new CommandError(Code.noSuchTransaction, 'the transaction is over', ['TransientTransactionError']),
        )
      : this.#connection.query(statement, values);
  }

  release(broken?: boolean): void {
    this.#over = true;
    this.#connection.release(broken);
  }
}

/** How a transaction ended; with `unknown`, PostgreSQL can still be asked about its id. */
type Outcome = { readonly kind: 'committed' | 'aborted' } | { readonly kind: 'unknown'; readonly id: string };

const BEGIN = "BEGIN ISOLATION LEVEL REPEATABLE READ; SET LOCAL lock_timeout = '1s'";
const STATUS_TRIES = 20;
const STATUS_PAUSE_MS = 50;

const keyOf = ({ session, number }: TransactionName): string => `${session}:${String(number)}`;

function noSuchTransaction(name: TransactionName): CommandError {
  const text = `Given transaction number ${String(name.number)} does not match any in-progress transactions`;
  return new CommandError(Code.noSuchTransaction, text, ['TransientTransactionError']);
}

/**
 * The open transactions, one per session. A commit whose connection broke is looked up in PostgreSQL by its transaction
 * id, so that a driver that asks again learns what really happened.
 */
export class TransactionTable {
  readonly #pool: SqlPool;
  readonly #limits: TransactionLimits;
  readonly #now: () => number;
  readonly #open = new Map<string, OpenTransaction>();
  readonly #outcomes = new Map<string, Outcome>();
  readonly #opening = new Set<string>();

  constructor(pool: SqlPool, limits: TransactionLimits = DEFAULT_TRANSACTION_LIMITS, now: () => number = Date.now) {
    this.#pool = pool;
    this.#limits = limits;
    this.#now = now;
  }

  get size(): number {
    return this.#open.size;
  }

  /**
   * Opens a transaction; an older one of the same session is rolled back.
   * @throws CommandError TransactionTooOld, ConflictingOperationInProgress, LockTimeout when too many are open
   * @throws ConnectionUnavailable
   */
  async begin(name: TransactionName, client: number): Promise<OpenTransaction> {
    this.#refuseOutOfOrder(name);
    this.#opening.add(name.session);
    try {
      const older = this.#open.get(name.session);
      if (older !== undefined) await this.#rollBack(older);
      if (this.#open.size + this.#opening.size > this.#limits.max) {
        throw new CommandError(Code.lockTimeout, 'too many transactions are open', ['TransientTransactionError']);
      }
      const connection = new TransactionConnection(await this.#pool.connect());
      const transaction = { ...name, key: keyOf(name), connection, clients: new Set([client]), startedAt: this.#now() };
      try {
        await connection.query({ text: BEGIN });
      } catch (failure) {
        connection.release(true);
        throw failure;
      }
      this.#open.set(name.session, transaction);
      return transaction;
    } finally {
      this.#opening.delete(name.session);
    }
  }

  /** @throws CommandError NoSuchTransaction when it has ended or never began */
  find(name: TransactionName, client: number): OpenTransaction {
    const transaction = this.#open.get(name.session);
    if (transaction?.number !== name.number) throw noSuchTransaction(name);
    transaction.clients.add(client);
    return transaction;
  }

  /**
   * Commits; asked again about one that ended, says how it ended.
   * @throws CommandError NoSuchTransaction when it was rolled back; InterruptedAtShutdown with the label
   *   UnknownTransactionCommitResult when nobody can tell yet
   */
  async commit(name: TransactionName): Promise<void> {
    const transaction = this.#open.get(name.session);
    if (transaction?.number !== name.number) {
      await this.#confirm(name);
      return;
    }
    this.#open.delete(name.session);
    let id: string | undefined;
    try {
      id = await this.#writeId(transaction.connection);
      await transaction.connection.query({ text: 'COMMIT' });
      transaction.connection.release();
      this.#remember(transaction.key, { kind: 'committed' });
    } catch (failure) {
      transaction.connection.release(true);
      if (failure instanceof ConnectionLost && id !== undefined) {
        this.#remember(transaction.key, { kind: 'unknown', id });
        await this.#confirm(name);
        return;
      }
      this.#remember(transaction.key, { kind: 'aborted' });
      throw errorOfFailure(failure, { inTransaction: true, retryableWrite: false });
    }
  }

  /** @throws CommandError NoSuchTransaction when there is none any more */
  async abort(name: TransactionName): Promise<void> {
    const transaction = this.#open.get(name.session);
    if (transaction?.number !== name.number) throw noSuchTransaction(name);
    await this.#rollBack(transaction);
  }

  /** Rolls back a transaction in which a command has failed, as PostgreSQL would not go on with it either. */
  async fail(transaction: OpenTransaction): Promise<void> {
    if (this.#open.get(transaction.session) === transaction) await this.#rollBack(transaction);
  }

  /**
   * Rolls back what only this client's connection has used.
   * @returns the keys of the transactions that ended
   */
  async abortOfClient(client: number): Promise<readonly string[]> {
    for (const transaction of this.#open.values()) transaction.clients.delete(client);
    return this.#rollBackWhere((transaction) => transaction.clients.size === 0);
  }

  /**
   * Rolls back what has lasted too long.
   * @returns the keys of the transactions that ended
   */
  async sweep(): Promise<readonly string[]> {
    const oldest = this.#now() - this.#limits.lifetimeMs;
    return this.#rollBackWhere((transaction) => transaction.startedAt < oldest);
  }

  async close(): Promise<void> {
    await this.#rollBackWhere(() => true);
  }

  #refuseOutOfOrder(name: TransactionName): void {
    const older = this.#open.get(name.session);
    if (older !== undefined && name.number < older.number) {
      throw new CommandError(Code.transactionTooOld, 'a newer transaction has started in this session');
    }
    if (older?.number === name.number || this.#opening.has(name.session)) {
      throw new CommandError(Code.conflictingOperation, 'this transaction is in progress already');
    }
  }

  /** The id that PostgreSQL gave the transaction; undefined when it has written nothing. */
  async #writeId(connection: SqlConnection): Promise<string | undefined> {
    const rows = await connection.query({ text: 'SELECT pg_current_xact_id_if_assigned()::text', name: 'xact_id' });
    const id = rows[0]?.[0];
    return typeof id === 'string' ? id : undefined;
  }

  async #confirm(name: TransactionName): Promise<void> {
    let outcome = this.#outcomes.get(keyOf(name));
    if (outcome?.kind === 'unknown') outcome = await this.#ask(name, outcome.id);
    if (outcome?.kind !== 'committed') throw noSuchTransaction(name);
  }

  async #ask(name: TransactionName, id: string): Promise<Outcome> {
    try {
      for (let attempt = 0; attempt < STATUS_TRIES; attempt += 1) {
        const status = await this.#statusOf(id);
        if (status === 'committed' || status === 'aborted') {
          const outcome: Outcome = { kind: status };
          this.#remember(keyOf(name), outcome);
          return outcome;
        }
        await new Promise((resolve) => setTimeout(resolve, STATUS_PAUSE_MS));
      }
    } catch (failure) {
      if (failure instanceof SqlFailure) throw errorOfFailure(failure, { inTransaction: false, retryableWrite: false });
    }
    const text = 'the connection to the database broke while the transaction was committed';
    throw new CommandError(Code.interruptedAtShutdown, text, ['UnknownTransactionCommitResult']);
  }

  async #statusOf(id: string): Promise<string | undefined> {
    const connection = await this.#pool.connect();
    try {
      const rows = await connection.query({ text: 'SELECT pg_xact_status($1::xid8)' }, [id]);
      connection.release();
      return rows[0]?.[0]?.toString();
    } catch (failure) {
      connection.release(true);
      throw failure;
    }
  }

  async #rollBack(transaction: OpenTransaction): Promise<void> {
    this.#open.delete(transaction.session);
    this.#remember(transaction.key, { kind: 'aborted' });
    try {
      await transaction.connection.query({ text: 'ROLLBACK' });
      transaction.connection.release();
    } catch {
      transaction.connection.release(true); // closing the connection rolls back as well
    }
  }

  async #rollBackWhere(matches: (transaction: OpenTransaction) => boolean): Promise<readonly string[]> {
    const doomed = [...this.#open.values()].filter(matches);
    for (const transaction of doomed) await this.#rollBack(transaction);
    return doomed.map(({ key }) => key);
  }

  #remember(key: string, outcome: Outcome): void {
    this.#outcomes.delete(key);
    this.#outcomes.set(key, outcome);
    const [oldest] = this.#outcomes.keys();
    if (this.#outcomes.size > this.#limits.remembered && oldest !== undefined) this.#outcomes.delete(oldest);
  }
}
