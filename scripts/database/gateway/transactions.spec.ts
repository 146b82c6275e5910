import { describe, expect, it } from 'vitest';
import { Code } from './errors.ts';
import { FakePool, type Script } from './fake-sql.test-support.ts';
import { ConnectionLost, SqlFailure } from './sql.ts';
import { TransactionTable } from './transactions.ts';

const A1 = { session: 'a', number: 1n };
const A2 = { session: 'a', number: 2n };
const B1 = { session: 'b', number: 1n };
const TRANSIENT = ['TransientTransactionError'];

function setUp(script?: Script) {
  const clock = { now: 0 };
  const pool = new FakePool(script);
  const transactions = new TransactionTable(pool, { max: 2, lifetimeMs: 1_000, remembered: 3 }, () => clock.now);
  return { clock, pool, transactions };
}

const failsWith = (code: number, labels: readonly string[] = []): unknown => expect.objectContaining({ code, labels });

describe('TransactionTable', () => {
  it('runs a transaction on a connection of its own and gives it back', async () => {
    const { pool, transactions } = setUp();
    const open = await transactions.begin(A1, 1);
    expect(transactions.find(A1, 1)).toBe(open);
    await transactions.commit(A1);
    expect(pool.connections).toHaveLength(1);
    expect(pool.connections[0]?.statements.map((sql) => sql.split(' ')[0])).toEqual(['BEGIN', 'SELECT', 'COMMIT']);
    expect(pool.connections[0]?.released).toBe('kept');
  });

  it('says that a transaction is over, so that a driver runs it again', async () => {
    const { transactions } = setUp();
    expect(() => transactions.find(A1, 1)).toThrow(failsWith(Code.noSuchTransaction, TRANSIENT));
    await expect(transactions.commit(A1)).rejects.toEqual(failsWith(Code.noSuchTransaction, TRANSIENT));
    await expect(transactions.abort(A1)).rejects.toEqual(failsWith(Code.noSuchTransaction, TRANSIENT));
  });

  it('rolls back at abort', async () => {
    const { pool, transactions } = setUp();
    await transactions.begin(A1, 1);
    await transactions.abort(A1);
    expect(pool.connections[0]?.statements.at(-1)).toBe('ROLLBACK');
    await expect(transactions.commit(A1)).rejects.toEqual(failsWith(Code.noSuchTransaction, TRANSIENT));
  });

  it('never commits a transaction in which a command has failed', async () => {
    const { pool, transactions } = setUp();
    await transactions.fail(await transactions.begin(A1, 1));
    await expect(transactions.commit(A1)).rejects.toEqual(failsWith(Code.noSuchTransaction, TRANSIENT));
    expect(pool.connections.flatMap(({ statements }) => statements)).not.toContain('COMMIT');
    expect(pool.out).toBe(0);
  });

  it('rolls back the older transaction of a session when a newer one begins', async () => {
    const { pool, transactions } = setUp();
    await transactions.begin(A1, 1);
    await transactions.begin(A2, 1);
    expect(pool.connections[0]?.statements.at(-1)).toBe('ROLLBACK');
    expect(transactions.size).toBe(1);
    await expect(transactions.begin(A1, 1)).rejects.toEqual(failsWith(Code.transactionTooOld));
    await expect(transactions.begin(A2, 1)).rejects.toEqual(failsWith(Code.conflictingOperation));
  });

  it('does not open one transaction twice, even at the same moment', async () => {
    const { pool, transactions } = setUp();
    const outcomes = await Promise.allSettled([transactions.begin(A1, 1), transactions.begin(A1, 1)]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(pool.out).toBe(1);
  });

  it('opens no more than the most', async () => {
    const { pool, transactions } = setUp();
    await Promise.all([transactions.begin(A1, 1), transactions.begin(B1, 1)]);
    await expect(transactions.begin({ session: 'c', number: 1n }, 1)).rejects.toEqual(
      failsWith(Code.lockTimeout, TRANSIENT),
    );
    expect(pool.out).toBe(2);
  });

  it('leaves nothing open when there is no database to begin on', async () => {
    const { pool, transactions } = setUp();
    pool.down = true;
    await expect(transactions.begin(A1, 1)).rejects.toThrow('refused');
    pool.down = false;
    pool.script = () => new ConnectionLost('reset');
    await expect(transactions.begin(A1, 1)).rejects.toThrow('reset');
    expect([transactions.size, pool.out]).toEqual([0, 0]);
  });

  it('rolls back when the last connection that used it closes', async () => {
    const { pool, transactions } = setUp();
    await transactions.begin(A1, 1);
    transactions.find(A1, 2);
    expect(await transactions.abortOfClient(1)).toEqual([]);
    expect(await transactions.abortOfClient(2)).toEqual(['a:1']);
    expect(pool.connections[0]?.statements.at(-1)).toBe('ROLLBACK');
    expect(pool.out).toBe(0);
  });

  it('rolls back what lasts too long', async () => {
    const { clock, transactions } = setUp();
    await transactions.begin(A1, 1);
    clock.now = 900;
    await transactions.begin(B1, 1);
    clock.now = 1_001;
    expect(await transactions.sweep()).toEqual(['a:1']);
    expect(() => transactions.find(B1, 1)).not.toThrow();
  });

  it('takes no statement of its own any more once it is over, as that would run for somebody else', async () => {
    const { clock, pool, transactions } = setUp();
    const { connection } = await transactions.begin(A1, 1);
    clock.now = 2_000;
    await transactions.sweep();
    await expect(connection.query({ text: 'SELECT 1' })).rejects.toEqual(failsWith(Code.noSuchTransaction, TRANSIENT));
    expect(pool.connections[0]?.statements.at(-1)).toBe('ROLLBACK');
  });

  it('closes the connection that cannot be rolled back any more', async () => {
    const { pool, transactions } = setUp((sql) => (sql === 'ROLLBACK' ? new ConnectionLost('reset') : []));
    await transactions.begin(A1, 1);
    await transactions.abort(A1);
    expect(pool.connections[0]?.released).toBe('broken');
  });
});

describe('a commit', () => {
  it('may be asked for again', async () => {
    const { pool, transactions } = setUp();
    await transactions.begin(A1, 1);
    await transactions.commit(A1);
    await expect(transactions.commit(A1)).resolves.toBeUndefined();
    expect(pool.connections).toHaveLength(1);
  });

  it('that PostgreSQL refuses is a conflict, and the transaction may be run again', async () => {
    const { transactions } = setUp((sql) => (sql === 'COMMIT' ? new SqlFailure('40001', 'could not serialize') : []));
    await transactions.begin(A1, 1);
    await expect(transactions.commit(A1)).rejects.toEqual(failsWith(Code.writeConflict, TRANSIENT));
    await expect(transactions.commit(A1)).rejects.toEqual(failsWith(Code.noSuchTransaction, TRANSIENT));
  });

  /** A commit whose connection breaks; afterwards PostgreSQL says what became of it. */
  function interrupted(statuses: (string | null)[]): Script {
    return (sql, values) => {
      if (sql.includes('if_assigned')) return [['4711']];
      if (sql === 'COMMIT') return new ConnectionLost('reset');
      if (sql.includes('pg_xact_status')) {
        expect(values).toEqual(['4711']);
        return [[statuses.length > 1 ? (statuses.shift() ?? null) : (statuses[0] ?? null)]];
      }
      return [];
    };
  }

  it('whose connection breaks has succeeded where PostgreSQL says so', async () => {
    const { transactions } = setUp(interrupted(['in progress', 'committed']));
    await transactions.begin(A1, 1);
    await expect(transactions.commit(A1)).resolves.toBeUndefined();
  });

  it('whose connection breaks has failed where PostgreSQL says so', async () => {
    const { transactions } = setUp(interrupted(['aborted']));
    await transactions.begin(A1, 1);
    await expect(transactions.commit(A1)).rejects.toEqual(failsWith(Code.noSuchTransaction, TRANSIENT));
  });

  it('of which nobody knows yet is answered so that the driver asks again, and then told truly', async () => {
    const { pool, transactions } = setUp();
    await transactions.begin(A1, 1);
    pool.script = (sql) => {
      pool.down = true;
      return sql.includes('if_assigned') ? [['4711']] : new ConnectionLost('reset');
    };
    const unknown = failsWith(Code.interruptedAtShutdown, ['UnknownTransactionCommitResult']);
    await expect(transactions.commit(A1)).rejects.toEqual(unknown);
    pool.down = false;
    pool.script = interrupted(['committed']);
    await expect(transactions.commit(A1)).resolves.toBeUndefined();
  });

  it('that wrote nothing may simply be run again', async () => {
    const { transactions } = setUp((sql) => (sql === 'COMMIT' ? new ConnectionLost('reset') : []));
    await transactions.begin(A1, 1);
    await expect(transactions.commit(A1)).rejects.toEqual(failsWith(Code.interruptedAtShutdown, TRANSIENT));
  });

  it('is remembered for a while only', async () => {
    const { transactions } = setUp();
    for (const session of ['a', 'b', 'c', 'd']) {
      await transactions.begin({ session, number: 1n }, 1);
      await transactions.commit({ session, number: 1n });
    }
    await expect(transactions.commit({ session: 'd', number: 1n })).resolves.toBeUndefined();
    await expect(transactions.commit(A1)).rejects.toEqual(failsWith(Code.noSuchTransaction, TRANSIENT));
  });
});
