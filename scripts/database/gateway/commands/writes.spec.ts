import { Binary, Long, deserialize, serialize, type Document } from 'bson';
import { describe, expect, it } from 'vitest';
import { CursorTable } from '../cursors.ts';
import { Dispatcher } from '../dispatcher.ts';
import { FakePool, type Script } from '../fake-sql.test-support.ts';
import { messageFrame } from '../request.test-support.ts';
import { SerialQueue } from '../serial-queue.ts';
import { SqlFailure } from '../sql.ts';
import { TransactionTable } from '../transactions.ts';
import { decodeRequest } from '../wire.ts';

const hex = (document: Document): Buffer => Buffer.from(serialize(document));
/** A conflict and a duplicate key as DocumentDB packs them into a write error. */
const CONFLICT = { index: 0, code: pack('40001'), errmsg: 'could not serialize' };
const DUPLICATE = { index: 1, code: pack('M001C'), errmsg: "Duplicate key: Index 'email_1'" };

function pack(state: string): number {
  return [0, 1, 2, 3, 4].reduce((sum, place) => sum + (state.charCodeAt(place) - 48) * 64 ** place, 0);
}

function setUp(script: Script) {
  const pool = new FakePool(script);
  const services = {
    pool,
    cursors: new CursorTable(),
    transactions: new TransactionTable(pool),
    upserts: new SerialQueue(),
    address: 'a:1',
  };
  const dispatcher = new Dispatcher(services, (_command, failure) => {
    throw failure;
  });
  const send = async (command: Document, batch: Record<string, Document[]> = {}): Promise<Document> =>
    deserialize(await dispatcher.answer(decodeRequest(messageFrame({ ...command, $db: 'd' }, batch)), 1));
  return { pool, send };
}

describe('a write', () => {
  it('that meets a conflict is tried again until it is done', async () => {
    let attempts = 0;
    const { send } = setUp(() => {
      attempts += 1;
      return [[hex(attempts < 3 ? { n: 0, ok: 1, writeErrors: [CONFLICT] } : { n: 1, ok: 1 })]];
    });
    expect(await send({ insert: 'c' }, { documents: [{ a: 1 }] })).toMatchObject({ n: 1, ok: 1 });
    expect(attempts).toBe(3);
  });

  it('that meets nothing but conflicts is given up', async () => {
    let attempts = 0;
    const { send } = setUp(() => {
      attempts += 1;
      return new SqlFailure('40P01', 'deadlock detected');
    });
    expect(await send({ findAndModify: 'c', query: {}, update: { $inc: { n: 1 } } })).toMatchObject({
      ok: 0,
      code: 112,
    });
    expect(attempts).toBe(10);
  });

  it.each([
    ['unordered', false, [2]],
    ['ordered', true, [2, 3]],
  ])('of several documents, %s, sends only those again that were not done', async (_what, ordered, again) => {
    const sent: unknown[] = [];
    const { send } = setUp((_sql, values) => {
      const body = deserialize(values[1] as Buffer);
      sent.push((body['updates'] as Document[] | undefined)?.map(({ q }) => (q as Document)['a'] as number));
      const first = { n: ordered ? 1 : 2, nModified: 1, ok: 1, writeErrors: [{ ...CONFLICT, index: 1 }] };
      const second = { n: again.length, nModified: 1, upserted: [{ index: 0, _id: 9 }], ok: 1 };
      return [[hex(sent.length === 1 ? first : second)]];
    });
    const updates = [1, 2, 3].map((a) => ({ q: { a }, u: { $inc: { n: 1 } } }));
    const reply = await send({ update: 'c', ordered }, { updates });
    expect(sent).toEqual([undefined, again]); // the first time beside the body, as the driver sent it
    expect(reply).toEqual({ n: 3, nModified: 2, upserted: [{ index: 1, _id: 9 }], ok: 1 });
  });

  it('tells of the refusals that are no conflicts where they stand in the whole batch', async () => {
    let attempts = 0;
    const { send } = setUp(() => {
      attempts += 1;
      const first = {
        n: 1,
        ok: 1,
        writeErrors: [
          { ...DUPLICATE, index: 0 },
          { ...CONFLICT, index: 2 },
        ],
      };
      return [[hex(attempts === 1 ? first : { n: 0, ok: 1, writeErrors: [{ ...DUPLICATE, index: 0 }] })]];
    });
    const reply = await send({ insert: 'c', ordered: false }, { documents: [{ a: 1 }, { a: 2 }, { a: 3 }] });
    expect(reply).toMatchObject({ n: 1, ok: 1 });
    expect(reply['writeErrors']).toMatchObject([
      { index: 0, code: 11_000, keyPattern: { email: 1 } },
      { index: 2, code: 11_000, keyPattern: { email: 1 } },
    ]);
  });

  it('that meets a conflict in a transaction fails at once and tells the driver to run it again', async () => {
    const { pool, send } = setUp(() => [[hex({ n: 0, ok: 1, writeErrors: [CONFLICT] })]]);
    const lsid = { id: new Binary(Buffer.alloc(16), Binary.SUBTYPE_UUID) };
    const transaction = { lsid, txnNumber: Long.fromNumber(1), autocommit: false, startTransaction: true };
    const reply = await send({ update: 'c', ...transaction }, { updates: [{ q: {}, u: { $inc: { n: 1 } } }] });
    expect(reply).toMatchObject({ ok: 0, code: 112, errorLabels: ['TransientTransactionError'] });
    expect(pool.connections[0]?.statements.at(-1)).toBe('ROLLBACK');
  });
});

describe('an upsert', () => {
  const isUpsert = (value: unknown): boolean =>
    Buffer.isBuffer(value) && JSON.stringify(deserialize(value)).includes('"upsert":true');

  it('that finds its document is a plain update', async () => {
    const bodies: boolean[] = [];
    const { send } = setUp((_sql, values) => {
      bodies.push(isUpsert(values[1]) || values[2] !== null);
      return [[hex({ n: 1, nModified: 1, ok: 1 })]];
    });
    await send({ update: 'c' }, { updates: [{ q: { a: 1 }, u: { $inc: { n: 1 } }, upsert: true }] });
    expect(bodies).toEqual([false]);
  });

  it('never runs beside another one of the same collection', async () => {
    let running = 0;
    let most = 0;
    const { send } = setUp(async (_sql, values) => {
      if (!isUpsert(values[1])) return [[hex({ lastErrorObject: { n: 0 }, ok: 1 })]];
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setTimeout(resolve, 5));
      running -= 1;
      return [[hex({ lastErrorObject: { n: 1 }, ok: 1 })]];
    });
    const upsert = () => send({ findAndModify: 'c', query: { a: 1 }, update: { $inc: { n: 1 } }, upsert: true });
    await Promise.all([upsert(), upsert(), upsert()]);
    expect(most).toBe(1);
  });
});
