import { once } from 'node:events';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { Binary, Long, deserialize, serialize, type Document } from 'bson';
import { afterEach, describe, expect, it } from 'vitest';
import { freePort } from '../../lib/free-port.ts';
import { CursorTable } from './cursors.ts';
import { FakePool, type Script } from './fake-sql.test-support.ts';
import { frame, messageFrame, replyDocument } from './request.test-support.ts';
import { SerialQueue } from './serial-queue.ts';
import { GatewayServer } from './server.ts';
import { ConnectionLost } from './sql.ts';
import { TransactionTable } from './transactions.ts';
import { FrameReader } from './wire.ts';

const hex = (document: Document): Buffer => Buffer.from(serialize(document));
const LSID = { id: new Binary(Buffer.alloc(16, 7), Binary.SUBTYPE_UUID) };
const transactional = (command: Document, starts = false): Document => ({
  ...command,
  $db: 'd',
  lsid: LSID,
  txnNumber: Long.fromNumber(1),
  autocommit: false,
  ...(starts ? { startTransaction: true } : {}),
});

const closers: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function startGateway(script?: Script) {
  const pool = new FakePool(script);
  const cursors = new CursorTable();
  const transactions = new TransactionTable(pool);
  const unexpected: unknown[] = [];
  const port = await freePort();
  const services = { pool, cursors, transactions, upserts: new SerialQueue(), address: `127.0.0.1:${port}` };
  const gateway = new GatewayServer(services, (_command, failure) => unexpected.push(failure));
  await gateway.listen(port, '127.0.0.1');
  closers.push(() => gateway.close());
  return { pool, cursors, transactions, unexpected, port, gateway };
}

async function openClient(port: number) {
  const socket: Socket = connect(port, '127.0.0.1');
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  const reader = new FrameReader();
  const waiting: ((reply: Document) => void)[] = [];
  socket.on('data', (chunk) => {
    for (const reply of reader.push(chunk)) waiting.shift()?.(replyDocument(reply));
  });
  return {
    socket,
    send: (command: Document, batch?: Record<string, Document[]>): Promise<Document> =>
      new Promise((resolve) => {
        waiting.push(resolve);
        socket.write(messageFrame(command, batch));
      }),
    closed: async (): Promise<boolean> => (await once(socket, 'close')).length > 0,
  };
}

async function eventually(condition: () => boolean): Promise<void> {
  for (let tries = 0; tries < 200 && !condition(); tries += 1) await pause(10);
  expect(condition()).toBe(true);
}

describe('the gateway', () => {
  it('greets a driver as the primary of a replica set with sessions', async () => {
    const { port } = await startGateway();
    const client = await openClient(port);
    const hello = await client.send({ hello: 1, $db: 'admin' });
    expect(hello).toMatchObject({ ok: 1, isWritablePrimary: true, setName: 'rs0', me: `127.0.0.1:${port}` });
    expect(hello['logicalSessionTimeoutMinutes']).toBe(30);
    expect((client.socket.address() as AddressInfo).address).toBe('127.0.0.1');
  });

  it('answers in the order of the requests', async () => {
    const { port } = await startGateway();
    const client = await openClient(port);
    const replies = await Promise.all([
      client.send({ nonsense: 1, $db: 'd' }),
      client.send({ ping: 1, $db: 'd' }),
      client.send({ buildInfo: 1, $db: 'd' }),
    ]);
    expect(
      replies.map((reply) => `${String(reply['ok'])} ${String(reply['codeName'] ?? reply['version'] ?? 'pong')}`),
    ).toEqual(['0 CommandNotFound', '1 pong', '1 7.0.0']);
  });

  it.each([
    ['a frame of 15 bytes', Buffer.from([15, 0, 0, 0])],
    ['a frame of 2 GB', Buffer.from([0xff, 0xff, 0xff, 0x7f])],
    ['an unknown opcode', frame(Buffer.alloc(8), 4242)],
    ['a web request', Buffer.from('GET / HTTP/1.1\r\nHost: x\r\n\r\n')],
  ])('closes the connection on %s and goes on serving the others', async (_what, bytes) => {
    const { port } = await startGateway();
    const [bad, good] = await Promise.all([openClient(port), openClient(port)]);
    const closed = bad.closed();
    bad.socket.write(bytes);
    expect(await closed).toBe(true);
    expect(await good.send({ ping: 1, $db: 'd' })).toMatchObject({ ok: 1 });
  });

  it('answers a command without a database and damaged BSON with an error and not with silence', async () => {
    const { port, unexpected } = await startGateway();
    const client = await openClient(port);
    expect(await client.send({ ping: 1 })).toMatchObject({ ok: 0, codeName: 'FailedToParse' });
    const damaged = messageFrame({ ping: 1, $db: 'd' });
    damaged[25] = 0x60; // a type that does not exist
    const answered = once(client.socket, 'data');
    client.socket.write(damaged);
    const [reply] = (await answered) as [Buffer];
    expect(replyDocument(reply)).toMatchObject({ ok: 0, codeName: 'InvalidBSON' });
    expect(unexpected).toEqual([]);
  });

  it('says that the database is away, and serves again when it is back', async () => {
    const { port, pool, unexpected } = await startGateway(() => [[hex({ ok: 1 })]]);
    const client = await openClient(port);
    pool.down = true;
    expect(await client.send({ ping: 1, $db: 'd' })).toMatchObject({ ok: 0, code: 91 });
    expect(await client.send({ count: 'c', $db: 'd' })).toMatchObject({ ok: 0, code: 91 });
    pool.down = false;
    expect(await client.send({ count: 'c', $db: 'd' })).toMatchObject({ ok: 1 });
    expect(unexpected).toEqual([]);
  });

  it('does not keep a connection that broke, and does not tell the driver to write again', async () => {
    const { port, pool } = await startGateway(() => new ConnectionLost('reset'));
    const client = await openClient(port);
    const reply = await client.send(
      { insert: 'c', $db: 'd', lsid: LSID, txnNumber: Long.fromNumber(3) },
      { documents: [{ a: 1 }] },
    );
    expect(reply).toMatchObject({ ok: 0, code: 11_600 });
    expect(reply['errorLabels']).toBeUndefined();
    expect(pool.connections.at(-1)?.released).toBe('broken');
  });

  it('rolls back the transaction of a client that goes away, and gives its connection back', async () => {
    const { port, pool, transactions } = await startGateway(() => [[hex({ n: 1, ok: 1 })]]);
    const client = await openClient(port);
    await client.send(transactional({ insert: 'c', documents: [{ a: 1 }] }, true));
    expect(transactions.size).toBe(1);
    client.socket.destroy();
    await eventually(() => transactions.size === 0);
    expect(pool.connections[0]?.statements.at(-1)).toBe('ROLLBACK');
    expect(pool.out).toBe(0);
  });

  it('ends a transaction in which a write was refused, as MongoDB does', async () => {
    const refused = {
      n: 0,
      ok: 1,
      writeErrors: [{ index: 0, code: 319_029_277, errmsg: "Duplicate key: Index 'a_1'" }],
    };
    const { port, pool } = await startGateway(() => [[hex(refused)]]);
    const client = await openClient(port);
    const reply = await client.send(transactional({ insert: 'c', documents: [{ a: 1 }] }, true));
    expect(reply['writeErrors']).toMatchObject([{ code: 11_000, keyPattern: { a: 1 } }]);
    const commit = await client.send(transactional({ commitTransaction: 1 }));
    expect(commit).toMatchObject({ ok: 0, code: 251, errorLabels: ['TransientTransactionError'] });
    expect(pool.out).toBe(0);
  });

  it('ends the cursors of a client that goes away', async () => {
    const { port, pool, cursors } = await startGateway((sql) =>
      sql.startsWith('SELECT cursorpage') ? [[hex({ ok: 1 }), hex({ at: 1 }), 't', '77']] : [],
    );
    const client = await openClient(port);
    await client.send({ find: 'c', $db: 'd' });
    expect([cursors.size, cursors.held]).toEqual([1, 1]);
    client.socket.destroy();
    await eventually(() => cursors.size === 0);
    expect(pool.out).toBe(0);
  });

  it('limits the time of a command that asks for it, and of no other', async () => {
    const { port, pool } = await startGateway(() => [[hex({ n: 1, ok: 1 })]]);
    const client = await openClient(port);
    await client.send({ count: 'c', $db: 'd', maxTimeMS: 250 });
    await client.send({ count: 'c', $db: 'd' });
    expect(pool.connections[0]?.statements.map((sql) => sql.slice(0, 29))).toEqual([
      'SET statement_timeout = 250',
      'SELECT documentdb_api.count_q',
      'SET statement_timeout = 0',
    ]);
    expect(pool.connections[1]?.statements).toHaveLength(1);
  });

  it('takes what belongs to the wire off a command', async () => {
    const bodies: Document[] = [];
    const { port } = await startGateway((_sql, values) => {
      if (Buffer.isBuffer(values[1])) bodies.push(deserialize(values[1]));
      return [[hex({ n: 1, ok: 1 })]];
    });
    const client = await openClient(port);
    await client.send({
      count: 'c',
      query: { a: 1 },
      $db: 'd',
      lsid: LSID,
      readConcern: { level: 'local' },
      comment: 'x',
    });
    expect(bodies).toEqual([{ count: 'c', query: { a: 1 } }]);
  });

  it('refuses credentials in words', async () => {
    const { port } = await startGateway();
    const client = await openClient(port);
    expect(await client.send({ saslStart: 1, $db: 'admin' })).toMatchObject({
      ok: 0,
      codeName: 'AuthenticationFailed',
    });
  });

  it('lets what is under way finish when it is told to stop', async () => {
    let answer: (() => void) | undefined;
    const { port, gateway } = await startGateway(
      () =>
        new Promise((resolve) => {
          answer = () => {
            resolve([[hex({ n: 5, ok: 1 })]]);
          };
        }),
    );
    const client = await openClient(port);
    const reply = client.send({ count: 'c', $db: 'd' });
    await eventually(() => answer !== undefined);
    const closed = gateway.close();
    answer?.();
    expect(await reply).toMatchObject({ n: 5 });
    await closed;
    closers.length = 0;
  });
});
