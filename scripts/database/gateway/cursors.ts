import { Code, CommandError } from './errors.ts';
import type { SqlConnection } from './sql.ts';

/** How many cursors there may be and how long an unused one lives; times in milliseconds. */
export interface CursorLimits {
  readonly max: number;
  readonly idleMs: number;
  /** Connections held by cursors: above `heldSoft` the ones unused for `heldIdleMs` go, above `heldHard` the oldest. */
  readonly heldSoft: number;
  readonly heldHard: number;
  readonly heldIdleMs: number;
}

export const DEFAULT_CURSOR_LIMITS: CursorLimits = {
  max: 10_000,
  idleMs: 10 * 60_000,
  heldSoft: 40,
  heldHard: 60,
  heldIdleMs: 2_000,
};

/** A query with pages left. */
export interface Cursor {
  readonly id: bigint;
  readonly database: string;
  /** Where the next page starts; DocumentDB's own document. */
  continuation: Buffer;
  /** Some queries live in the connection that opened them; it is held until the cursor ends. */
  readonly held: SqlConnection | undefined;
  /** The transaction in which the cursor was opened, and with which it ends. */
  readonly transaction: string | undefined;
  /** The clients' connections that have used it; when the last of them closes, so does the cursor. */
  readonly clients: Set<number>;
  usedAt: number;
  busy: boolean;
}

export type NewCursor = Omit<Cursor, 'clients' | 'usedAt' | 'busy'> & { readonly client: number };

/** The open cursors, the least recently used first. */
export class CursorTable {
  readonly #cursors = new Map<bigint, Cursor>();
  readonly #limits: CursorLimits;
  readonly #now: () => number;

  constructor(limits: CursorLimits = DEFAULT_CURSOR_LIMITS, now: () => number = Date.now) {
    this.#limits = limits;
    this.#now = now;
  }

  get size(): number {
    return this.#cursors.size;
  }

  /** How many connections the cursors hold. */
  get held(): number {
    return [...this.#cursors.values()].filter((cursor) => cursor.held !== undefined).length;
  }

  async add({ client, ...cursor }: NewCursor): Promise<void> {
    this.#cursors.set(cursor.id, { ...cursor, clients: new Set([client]), usedAt: this.#now(), busy: false });
    await this.sweep();
  }

  /**
   * Takes the cursor for one page; `giveBack` or `drop` must follow.
   * @throws CommandError CursorNotFound, also for a cursor that ended because it was not used; CursorInUse
   */
  take(id: bigint, client: number): Cursor {
    const cursor = this.#cursors.get(id);
    if (cursor === undefined) throw new CommandError(Code.cursorNotFound, `cursor id ${String(id)} not found`);
    if (cursor.busy) throw new CommandError(Code.cursorInUse, `cursor id ${String(id)} is already in use`);
    cursor.busy = true;
    cursor.clients.add(client);
    return cursor;
  }

  giveBack(cursor: Cursor, continuation: Buffer): void {
    cursor.continuation = continuation;
    cursor.usedAt = this.#now();
    cursor.busy = false;
    if (!this.#cursors.delete(cursor.id)) return;
    this.#cursors.set(cursor.id, cursor); // to the end: used last
  }

  /**
   * Ends a cursor and gives its connection back.
   * @returns whether there was one
   */
  async drop(id: bigint): Promise<boolean> {
    const cursor = this.#cursors.get(id);
    if (cursor === undefined) return false;
    this.#cursors.delete(id);
    const { held } = cursor;
    if (held === undefined) return true;
    try {
      await held.query({ text: 'CLOSE ALL' });
      held.release();
    } catch {
      held.release(true);
    }
    return true;
  }

  /** Ends the cursors that were opened in a transaction. */
  async dropOfTransaction(transaction: string): Promise<void> {
    await this.#dropWhere((cursor) => cursor.transaction === transaction);
  }

  /** Ends the cursors that only this client's connection has used. */
  async dropOfClient(client: number): Promise<void> {
    for (const cursor of this.#cursors.values()) cursor.clients.delete(client);
    await this.#dropWhere((cursor) => cursor.clients.size === 0);
  }

  /** Ends what is unused for too long or too much. Called after each new cursor and from time to time. */
  async sweep(): Promise<void> {
    const now = this.#now();
    const idle = [...this.#cursors.values()].filter((cursor) => !cursor.busy);
    const doomed = new Set(idle.filter((cursor) => now - cursor.usedAt > this.#limits.idleMs));
    const surplus = this.#cursors.size - doomed.size - this.#limits.max;
    for (const cursor of idle.filter((one) => !doomed.has(one)).slice(0, Math.max(0, surplus))) doomed.add(cursor);
    let { held } = this;
    for (const cursor of idle) {
      if (cursor.held === undefined) continue;
      const stale = now - cursor.usedAt > this.#limits.heldIdleMs;
      if (held > this.#limits.heldHard || (held > this.#limits.heldSoft && stale)) doomed.add(cursor);
      if (doomed.has(cursor)) held -= 1;
    }
    for (const cursor of doomed) await this.drop(cursor.id);
  }

  async close(): Promise<void> {
    await this.#dropWhere(() => true);
  }

  async #dropWhere(matches: (cursor: Cursor) => boolean): Promise<void> {
    for (const cursor of [...this.#cursors.values()].filter(matches)) await this.drop(cursor.id);
  }
}
