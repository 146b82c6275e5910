import { describe, expect, it } from 'vitest';
import { CursorTable, type CursorLimits } from './cursors.ts';
import { Code } from './errors.ts';
import { FakeConnection } from './fake-sql.test-support.ts';
import type { SqlConnection } from './sql.ts';

const LIMITS: CursorLimits = { max: 5, idleMs: 1_000, heldSoft: 2, heldHard: 3, heldIdleMs: 100 };
const PAGE = Buffer.from('next');

function setUp(limits = LIMITS) {
  const clock = { now: 0 };
  const cursors = new CursorTable(limits, () => clock.now);
  const open = async (id: number, held?: SqlConnection, client = 1, transaction?: string): Promise<void> => {
    await cursors.add({ id: BigInt(id), database: 'd', continuation: PAGE, held, transaction, client });
  };
  const isOpen = (id: number): boolean => {
    try {
      cursors.giveBack(cursors.take(BigInt(id), 1), PAGE);
      return true;
    } catch {
      return false;
    }
  };
  return { clock, cursors, open, isOpen };
}

const connection = (): FakeConnection => new FakeConnection(() => []);

describe('CursorTable', () => {
  it('does not know a cursor that was never opened', () => {
    expect(() => setUp().cursors.take(1n, 1)).toThrow(expect.objectContaining({ code: Code.cursorNotFound }));
  });

  it('gives a cursor to one getMore at a time', async () => {
    const { cursors, open } = setUp();
    await open(1);
    const cursor = cursors.take(1n, 1);
    expect(() => cursors.take(1n, 2)).toThrow(expect.objectContaining({ code: Code.cursorInUse }));
    cursors.giveBack(cursor, Buffer.from('later'));
    expect(cursors.take(1n, 1).continuation.toString()).toBe('later');
  });

  it('gives the connection back when a cursor ends, whatever it still held open', async () => {
    const { cursors, open } = setUp();
    const held = connection();
    await open(1, held);
    expect(await cursors.drop(1n)).toBe(true);
    expect(held.statements).toEqual(['CLOSE ALL']);
    expect(held.released).toBe('kept');
    expect(await cursors.drop(1n)).toBe(false);
  });

  it('closes a connection that is broken', async () => {
    const { cursors, open } = setUp();
    const broken = new FakeConnection(() => new Error('reset'));
    await open(1, broken);
    await cursors.drop(1n);
    expect(broken.released).toBe('broken');
  });

  it('ends a cursor that nobody has used for long', async () => {
    const { clock, cursors, open, isOpen } = setUp();
    await open(1);
    clock.now = 600;
    await open(2);
    clock.now = 1_001;
    await cursors.sweep();
    expect([isOpen(1), isOpen(2)]).toEqual([false, true]);
  });

  it('never ends one that is being read', async () => {
    const { clock, cursors, open } = setUp();
    await open(1);
    const cursor = cursors.take(1n, 1);
    clock.now = 5_000;
    await cursors.sweep();
    cursors.giveBack(cursor, PAGE);
    expect(cursors.size).toBe(1);
  });

  it('keeps no more than the most, the least recently used going first', async () => {
    const { open, isOpen, cursors } = setUp();
    for (let id = 1; id <= 5; id += 1) await open(id);
    expect(isOpen(1)).toBe(true); // and so used last
    await open(6);
    expect(cursors.size).toBe(5);
    expect([isOpen(1), isOpen(2)]).toEqual([true, false]);
  });

  it('takes connections away from idle cursors once too many are held', async () => {
    const { clock, cursors, open } = setUp();
    const held = [connection(), connection(), connection()];
    for (const [id, one] of held.entries()) await open(id, one);
    expect(cursors.held).toBe(3);
    clock.now = 101;
    await cursors.sweep();
    expect(held.map(({ released }) => released)).toEqual(['kept', 'no', 'no']);
  });

  it('never holds more connections than the hard limit, even if all are in use', async () => {
    const { cursors, open } = setUp();
    for (let id = 0; id < 10; id += 1) await open(id, connection());
    expect(cursors.held).toBe(3);
  });

  it('ends the cursors of a client that has gone, but not those that another of its connections uses', async () => {
    const { cursors, open, isOpen } = setUp();
    const held = connection();
    await open(1, held, 1);
    await open(2, undefined, 1);
    await open(3, undefined, 2);
    cursors.giveBack(cursors.take(2n, 2), PAGE);
    await cursors.dropOfClient(1);
    expect([isOpen(1), isOpen(2), isOpen(3)]).toEqual([false, true, true]);
    expect(held.released).toBe('kept');
  });

  it('ends the cursors of a transaction with it', async () => {
    const { cursors, open, isOpen } = setUp();
    await open(1, undefined, 1, 'a:1');
    await open(2, undefined, 1, 'b:1');
    await cursors.dropOfTransaction('a:1');
    expect([isOpen(1), isOpen(2)]).toEqual([false, true]);
  });
});
