import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { mongo } from 'mongoose';
import { describe, expect, it } from 'vitest';
import { TimeOrderedIds } from '../../common/ids/time-ordered-ids.js';
import { AuditChain, recordHash } from './audit-chain.js';
import { toDocument } from './audit-log.mapper.js';
import type { AuditDocument } from './audit-log.schema.js';
import { type AuditDraft, CHAIN_STARTED, NO_HASH } from './audit-record.js';
import { type ChainBreak, ChainWalker } from './chain-walker.js';

const KEY = randomBytes(32);
type Log = mongo.Document[];

const ids = new TimeOrderedIds();
const draftOf = (action: string, details: AuditDraft['details'] = {}): AuditDraft => ({
  action,
  actor: { kind: 'user', name: 'admin@example.org', userId: 'a'.repeat(24) },
  resourceType: 'address',
  resourceId: '203.0.113.7/32',
  details,
  ipAddress: '198.51.100.1',
  requestId: 'request',
});
const write = (chain: AuditChain, ...drafts: AuditDraft[]): AuditDocument[] =>
  drafts.flatMap((draft) => chain.link([toDocument(ids.next(Date.now()), new Date(), draft)]));

function at(log: Log, place: number): mongo.Document {
  const document = log[place];
  if (document === undefined) throw new Error('the log is shorter');
  return document;
}

/** Two chains that ran at once, the second of which names the first; in the order of ids. */
function makeLog(): Log {
  const first = new AuditChain('first', KEY);
  const log = write(
    first,
    draftOf(CHAIN_STARTED, { heads: [] }),
    draftOf('address.blocked'),
    draftOf('address.unblocked'),
  );
  const second = new AuditChain('second', KEY);
  log.push(...write(second, draftOf(CHAIN_STARTED, { heads: [{ ...first.head }] })));
  log.push(...write(first, draftOf('account.locked')), ...write(second, draftOf('account.unlocked', { n: 1 })));
  log.push(...write(first, draftOf('account.locked')), ...write(second, draftOf('account.unlocked', { n: 2 })));
  return log;
}

function storeOf(log: Log) {
  const findRecord = (writer: string, seq: number) =>
    Promise.resolve(log.find(({ chain }) => chain?.writer === writer && chain.seq === seq) ?? null);
  return { findRecord };
}

async function walk(log: Log, order: Log = log): Promise<ChainBreak | null> {
  const walker = new ChainWalker(KEY, storeOf(log));
  for (const document of order) {
    const broken = await walker.take(document);
    if (broken !== null) return broken;
  }
  return null;
}

const inOrder = (log: Log): Log => [...log].sort((a, b) => (String(a['_id']) < String(b['_id']) ? -1 : 1));

describe('walking the chains', () => {
  it('finds nothing wrong with a log that nobody touched, also after a trip through the database format', async () => {
    expect(await walk(makeLog().map((d) => mongo.BSON.deserialize(mongo.BSON.serialize(d))))).toBeNull();
  });

  it('accepts a record that another process stored under a smaller id after the walk had passed it', async () => {
    const log = makeLog();
    const late = at(log, 1);
    expect(
      await walk(
        log,
        log.filter((document) => document !== late),
      ),
    ).toBeNull();
  });

  it.each([
    ['action', (d: mongo.Document) => ({ ...d, action: 'address.unblocked' })],
    ['details', (d: mongo.Document) => ({ ...d, details: { n: 2 } })],
    ['actor', (d: mongo.Document) => ({ ...d, actor: { ...d['actor'], name: 'other@example.org' } })],
    ['timestamp', (d: mongo.Document) => ({ ...d, timestamp: new Date(1) })],
    ['a field that was added', (d: mongo.Document) => ({ ...d, comment: 'x' })],
    ['a field that was removed', ({ ipAddress: _gone, ...d }: mongo.Document) => d],
    ['the hash', (d: mongo.Document) => ({ ...d, chain: { ...d['chain'], hash: 'f'.repeat(64) } })],
    ['a field in the chain', (d: mongo.Document) => ({ ...d, chain: { ...d['chain'], note: 'x' } })],
  ])('names a record whose %s was edited', async (_what, edit) => {
    const log = makeLog();
    log[4] = edit(at(log, 4));
    expect(await walk(log)).toMatchObject({ kind: 'edited', recordId: String(log[4]['_id']), writer: 'first', seq: 4 });
  });

  it('names the record after one that was removed from the middle', async () => {
    const log = makeLog();
    log.splice(1, 1);
    expect(await walk(log)).toMatchObject({ kind: 'missing', writer: 'first', seq: 3 });
  });

  it('names the record after a beginning that was removed', async () => {
    expect(await walk(makeLog().slice(1))).toMatchObject({ kind: 'missing', writer: 'first', seq: 2 });
  });

  it('names the chain that another one says was there', async () => {
    expect(await walk(makeLog().filter(({ chain }) => chain.writer !== 'first'))).toMatchObject({
      kind: 'cut',
      writer: 'second',
      seq: 1,
    });
  });

  it('names the chain whose end was removed, when a later one had named it', async () => {
    const log = makeLog();
    expect(await walk(log.filter(({ chain }) => chain.writer !== 'first' || chain.seq < 3))).toMatchObject({
      kind: 'cut',
      writer: 'second',
    });
  });

  it('names a record that was inserted without the key', async () => {
    const log = makeLog();
    const forged = {
      ...at(log, 5),
      _id: mongo.ObjectId.createFromHexString(ids.next(Date.now())),
      chain: { writer: 'forged', seq: 1, prevHash: NO_HASH, hash: 'a'.repeat(64) },
    };
    const elsewhere = { ...forged, chain: { ...forged.chain, writer: 'first', seq: 9 } };
    const outside = { ...forged, chain: null };
    expect((await walk([...log, forged]))?.recordId).toBe(String(forged._id));
    expect(await walk([...log, elsewhere])).toMatchObject({ kind: 'inserted', recordId: String(forged._id) });
    expect(await walk([...log, outside])).toMatchObject({ kind: 'inserted', recordId: String(forged._id) });
  });

  it('names a genuine record that was copied to another place', async () => {
    const log = makeLog();
    expect(await walk(inOrder([...log, { ...at(log, 1) }]))).toMatchObject({ kind: 'misplaced', seq: 2 });
  });

  it('names a genuine record of the same writer and number that does not follow the one before', async () => {
    const log = makeLog();
    const fork = new AuditChain('first', KEY);
    const [, second] = write(fork, draftOf('other'), draftOf('other'));
    log[1] = { ...second, _id: at(log, 1)['_id'] };
    log[1] = { ...log[1], chain: { ...log[1]['chain'], hash: recordHash(log[1], KEY) } };
    expect(await walk(log)).toMatchObject({ kind: 'misplaced', writer: 'first', seq: 2 });
  });

  it('does not verify under another key', async () => {
    const walker = new ChainWalker(randomBytes(32), storeOf(makeLog()));
    expect(await walker.take(at(makeLog(), 0))).not.toBeNull();
  });

  it('finds every change of one value anywhere in the log, at the record where it is', async () => {
    const paths = [
      'action',
      'actor.name',
      'actor.userId',
      'resourceId',
      'requestId',
      'chain.writer',
      'chain.seq',
      'chain.prevHash',
      'chain.hash',
    ];
    await fc.assert(
      fc.asyncProperty(
        fc.nat(),
        fc.constantFrom(...paths),
        fc.string({ minLength: 1 }),
        async (position, path, value) => {
          const log = makeLog();
          const place = position % log.length;
          const changed = structuredClone({ ...at(log, place), _id: String(at(log, place)['_id']) }) as mongo.Document;
          const [outer = '', inner] = path.split('.');
          const target = inner === undefined ? changed : (changed[outer] as mongo.Document);
          target[inner ?? outer] = path === 'chain.seq' ? 7 + value.length : `${value}!`;
          log[place] = { ...changed, _id: at(log, place)['_id'] };
          const broken = await walk(log);
          expect(broken).not.toBeNull();
          expect(broken?.kind).toMatch(/edited|inserted/);
          expect(broken?.recordId).toBe(String(log[place]['_id']));
        },
      ),
      { numRuns: 200 },
    );
  });

  it('finds any record that was removed, but for the ends that no other chain names', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(), async (position) => {
        const log = makeLog();
        const place = position % log.length;
        const { chain } = at(log, place);
        log.splice(place, 1);
        const isEnd = !log.some((other) => other['chain'].writer === chain.writer && other['chain'].seq > chain.seq);
        expect((await walk(log)) === null).toBe(isEnd);
      }),
    );
  });
});
