import { createPublicKey, verify as verifySignature } from 'node:crypto';
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { join } from 'node:path';
import type { mongo } from 'mongoose';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { AuditLogService } from '../../../src/monitoring/audit/audit-log.service.js';
import { AuditVerifierService, type VerificationResult } from '../../../src/monitoring/audit/audit-verifier.service.js';
import { CheckpointsService } from '../../../src/monitoring/audit/checkpoints.service.js';
import { eventually } from '../../support/app.js';
import { RecordingApp, TestDatabase } from '../monitoring/recording-app.js';

const posted: string[] = [];
let hook: Server;
let database: TestDatabase;
let app: RecordingApp;
let other: RecordingApp;

beforeAll(async () => {
  hook = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => (body += String(chunk)));
    request.on('end', () => {
      posted.push(body);
      response.end();
    });
  });
  hook.listen(0, '127.0.0.1');
  await once(hook, 'listening');
  const { port } = hook.address() as AddressInfo;
  database = new TestDatabase({ AUDIT_CHECKPOINT_URL: `http://127.0.0.1:${String(port)}/` });
  await (await RecordingApp.start(database)).stop();
});
beforeEach(async () => {
  app = await RecordingApp.start(database, { synchronise: false });
  other = await RecordingApp.start(database, { synchronise: false });
  await write(app, 4);
  await write(other, 4);
});
afterEach(async () => {
  await app.empty();
  await app.stop();
  await other.stop();
});
afterAll(async () => {
  hook.close();
  app = await RecordingApp.start(database, { synchronise: false });
  await app.dropAndStop();
});

const logs = (): mongo.Collection => app.collection('audit_logs');
const file = (): string => join(database.config.dataDir, 'audit-checkpoints.jsonl');
const lines = (): string[] => readFileSync(file(), 'utf8').trimEnd().split('\n');
const checkpoint = async (of: RecordingApp): Promise<void> => {
  await of.get(CheckpointsService).make();
};

async function write(by: RecordingApp, records: number): Promise<void> {
  for (let n = 0; n < records; n += 1) await by.attempt({ email: `user${String(n)}@example.org` });
}

async function verify(files?: string[]): Promise<VerificationResult> {
  const steps = app.get(AuditVerifierService).verify(files);
  for (;;) {
    const step = await steps.next();
    if (step.done === true) return step.value;
  }
}

function writerOf(by: RecordingApp): string {
  return by.get(AuditLogService).writer;
}

describe('a checkpoint', () => {
  it('can be checked by anybody with the public key and nothing else', async () => {
    await checkpoint(app);
    const [line = ''] = lines();
    const [, start = '', signature = ''] = /^(.*),"signature":"(.*)"\}$/.exec(line) ?? [];
    const jwk = { kty: 'OKP', crv: 'Ed25519', x: app.get(AuditVerifierService).publicKey };
    const signed = Buffer.from(`classy-book/audit-checkpoint/1\n${start}}`);
    const key = createPublicKey({ key: jwk, format: 'jwk' });
    expect(verifySignature(null, signed, key, Buffer.from(signature, 'base64url'))).toBe(true);
    expect(JSON.parse(line)).toMatchObject({ v: 1, number: 1, ends: [{ seq: 5 }, { seq: 5 }] });
  });

  it('is written where something was written, and not again', async () => {
    await checkpoint(app);
    await checkpoint(app);
    expect(lines()).toHaveLength(1);
    await write(app, 1);
    await checkpoint(app);
    expect(lines()).toHaveLength(2);
  });

  it('is posted as it stands in the file', async () => {
    posted.length = 0;
    await checkpoint(app);
    await eventually('the post', () => posted.length > 0);
    expect(posted).toEqual(lines());
  });

  it('is made at an orderly end', async () => {
    const leaving = await RecordingApp.start(database, { synchronise: false });
    await write(leaving, 2);
    await leaving.stop();
    expect(JSON.parse(lines().at(-1) ?? '{}')).toMatchObject({ ends: [{ seq: 3 }] });
  });

  it('of several processes at once are lines of one file that verifies', async () => {
    for (let round = 0; round < 5; round += 1) {
      await Promise.all([write(app, 1), write(other, 1)]);
      await Promise.all([checkpoint(app), checkpoint(other)]);
    }
    expect(lines()).toHaveLength(10);
    expect(await verify()).toMatchObject({ ok: true, checkpoints: 10 });
  });
});

describe('the four ways to tamper with a log that nobody has written to since', () => {
  beforeEach(async () => {
    await checkpoint(app);
    await checkpoint(other);
  });
  const last = async (): Promise<mongo.Document> => {
    const found = await logs().findOne({ 'chain.writer': writerOf(other), 'chain.seq': 5 });
    if (found === null) throw new Error('there is no such record');
    return found;
  };

  it('leave a log that nobody touched alone', async () => {
    expect(await verify()).toMatchObject({ ok: true, checked: 10, checkpoints: 2 });
  });

  it('edit: the last record of a chain', async () => {
    const { _id } = await last();
    await logs().updateOne({ _id }, { $set: { 'details.email': 'innocent@example.org' } });
    expect(await verify()).toMatchObject({ broken: { kind: 'edited', recordId: String(_id) } });
  });

  it('delete in the middle', async () => {
    await logs().deleteOne({ 'chain.writer': writerOf(other), 'chain.seq': 4 });
    expect(await verify()).toMatchObject({ broken: { kind: 'missing', seq: 5 } });
  });

  it('delete at the end, which the database alone would not tell', async () => {
    const writer = writerOf(other);
    await logs().deleteMany({ 'chain.writer': writer, 'chain.seq': { $gte: 4 } });
    expect(await verify()).toMatchObject({ ok: false, broken: { kind: 'cut', writer, seq: 3 } });
    await app.collection('audit_checkpoints').deleteMany({});
    expect(await verify()).toMatchObject({ ok: false, broken: { kind: 'cut', writer, seq: 3 } });
    expect(await verify([])).toMatchObject({ ok: true });
  });

  it('delete a whole chain', async () => {
    const writer = writerOf(other);
    await logs().deleteMany({ 'chain.writer': writer });
    expect((await verify()).broken?.explanation).toContain(`Chain ${writer} is gone`);
  });

  it('insert: a copy of a genuine record', async () => {
    const { _id: _other, ...copied } = await last();
    const { insertedId } = await logs().insertOne({ ...copied, chain: { ...copied['chain'], seq: 6 } });
    expect(await verify()).toMatchObject({ broken: { kind: 'inserted', recordId: String(insertedId) } });
  });
});

describe('a file of checkpoints', () => {
  beforeEach(async () => {
    for (let round = 0; round < 3; round += 1) {
      await write(app, 1);
      await checkpoint(app);
    }
  });

  it('that was edited is not believed', async () => {
    writeFileSync(file(), readFileSync(file(), 'utf8').replace('"seq":7', '"seq":6'));
    expect(await verify()).toMatchObject({ broken: { kind: 'checkpoint' } });
    expect((await verify()).broken?.explanation).toContain('Line 2');
  });

  it('from whose middle a line is gone is not believed', async () => {
    const [first = '', , third = ''] = lines();
    writeFileSync(file(), `${first}\n${third}\n`);
    expect((await verify()).broken?.explanation).toContain('lines are gone');
  });

  it('whose front was put away is', async () => {
    writeFileSync(file(), `${lines().slice(1).join('\n')}\n`);
    expect(await verify()).toMatchObject({ ok: true });
  });

  it('in which a crash cut a line off goes on behind it', async () => {
    appendFileSync(file(), '{"v":1,"writer":"half');
    await write(app, 1);
    await checkpoint(app);
    expect(await verify()).toMatchObject({ ok: true });
    expect(lines()).toHaveLength(5);
  });
});
