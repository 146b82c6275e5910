import { deserialize } from 'bson';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { frame, messageFrame, replyDocument } from './request.test-support.ts';
import { FrameReader, MAX_MESSAGE_BYTES, MalformedFrame, decodeRequest, encodeReply } from './wire.ts';
import { encode } from './bson-values.ts';

const frames = fc.array(
  fc
    .record({ text: fc.string(), number: fc.integer(), bytes: fc.uint8Array({ maxLength: 200 }) })
    .map((content) => messageFrame(content)),
  { minLength: 1, maxLength: 6 },
);

function cut(bytes: Buffer, places: readonly number[]): Buffer[] {
  const at = [...new Set(places.map((place) => place % bytes.length))].sort((a, b) => a - b);
  return [0, ...at].map((start, index) => bytes.subarray(start, at[index] ?? bytes.length));
}

function withLength(length: number): Buffer {
  const bytes = Buffer.alloc(16);
  bytes.writeInt32LE(length, 0);
  return bytes;
}

describe('FrameReader', () => {
  it('gives the same frames however the stream is split', () => {
    fc.assert(
      fc.property(frames, fc.array(fc.nat(), { maxLength: 40 }), (expected, places) => {
        const reader = new FrameReader();
        const read = cut(Buffer.concat(expected), places).flatMap((chunk) => reader.push(chunk));
        expect(read.map((one) => one.toString('hex'))).toEqual(expected.map((one) => one.toString('hex')));
      }),
    );
  });

  it('reads a large frame that comes byte by byte at its start', () => {
    const large = messageFrame({ insert: 'c', $db: 'd', data: Buffer.alloc(1_000_000) });
    const reader = new FrameReader();
    const head = [...large.subarray(0, 30)].flatMap((byte) => reader.push(Buffer.from([byte])));
    expect(head).toEqual([]);
    expect(reader.push(large.subarray(30))).toHaveLength(1);
  });

  it.each([-1, 0, 15, MAX_MESSAGE_BYTES + 1, 0x7fffffff])('refuses a frame that says it has %i bytes', (length) => {
    expect(() => new FrameReader().push(withLength(length))).toThrow(MalformedFrame);
  });

  it('refuses a wrong length as soon as its four bytes are there', () => {
    const reader = new FrameReader();
    expect(reader.push(withLength(15).subarray(0, 3))).toEqual([]);
    expect(() => reader.push(withLength(15).subarray(3, 4))).toThrow(MalformedFrame);
  });

  it('takes the smallest and the largest frame that are allowed', () => {
    expect(new FrameReader().push(withLength(16))).toHaveLength(1);
    expect(new FrameReader().push(withLength(MAX_MESSAGE_BYTES))).toHaveLength(0);
  });
});

describe('decodeRequest', () => {
  it('reads the body and the batch of a message', () => {
    const request = decodeRequest(messageFrame({ insert: 'c', $db: 'd' }, { documents: [{ a: 1 }, { a: 2 }] }, 42));
    expect(request.requestId).toBe(42);
    expect(deserialize(request.body)).toEqual({ insert: 'c', $db: 'd' });
    const batch = request.sequences.get('documents');
    const first = batch?.readInt32LE(0) ?? 0;
    expect(deserialize(batch?.subarray(first) ?? Buffer.alloc(0))).toEqual({ a: 2 });
  });

  it('does not answer where the client says that more is to come', () => {
    const message = messageFrame({ ping: 1, $db: 'd' });
    message.writeUInt32LE(2, 16);
    expect(decodeRequest(message).wantsReply).toBe(false);
  });

  it('leaves a checksum alone', () => {
    const plain = messageFrame({ ping: 1, $db: 'd' });
    const message = Buffer.concat([plain, Buffer.from([1, 2, 3, 4])]);
    message.writeInt32LE(message.length, 0);
    message.writeUInt32LE(1, 16);
    expect(deserialize(decodeRequest(message).body)).toEqual({ ping: 1, $db: 'd' });
  });

  it('reads the legacy hello', () => {
    const content = Buffer.concat([
      Buffer.alloc(4),
      Buffer.from('admin.$cmd\0'),
      Buffer.alloc(8),
      encode({ isMaster: 1 }),
    ]);
    const request = decodeRequest(frame(content, 2004));
    expect(request.database).toBe('admin');
    expect(Object.keys(deserialize(request.body))).toEqual(['isMaster']);
  });

  it('never reads beyond a frame, whatever is in it', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), fc.constantFrom(2013, 2004, 2012, 1), (content, opcode) => {
        try {
          const { body } = decodeRequest(frame(Buffer.from(content), opcode));
          expect(body.length).toBeLessThanOrEqual(content.length);
        } catch (failure) {
          expect(failure).toBeInstanceOf(MalformedFrame);
        }
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['another opcode', frame(Buffer.alloc(20), 2012)],
    ['a message without a body', frame(Buffer.alloc(4), 2013)],
    [
      'two bodies',
      frame(
        Buffer.concat([Buffer.alloc(4), Buffer.from([0]), encode({ a: 1 }), Buffer.from([0]), encode({ a: 1 })]),
        2013,
      ),
    ],
    ['an unknown kind of section', frame(Buffer.concat([Buffer.alloc(4), Buffer.from([2]), encode({ a: 1 })]), 2013)],
    ['a section that ends behind the frame', frame(Buffer.from([0, 0, 0, 0, 0, 99, 0, 0, 0, 0]), 2013)],
  ])('refuses %s', (_what, bytes) => {
    expect(() => decodeRequest(bytes)).toThrow(MalformedFrame);
  });
});

describe('encodeReply', () => {
  it('answers the request it belongs to', () => {
    const reply = encodeReply(decodeRequest(messageFrame({ ping: 1, $db: 'd' }, {}, 99)), encode({ ok: 1 }), 5);
    expect(reply.readInt32LE(0)).toBe(reply.length);
    expect(reply.readInt32LE(4)).toBe(5);
    expect(reply.readInt32LE(8)).toBe(99);
    expect(replyDocument(reply)).toEqual({ ok: 1 });
  });

  it('answers a legacy request in the legacy form', () => {
    const content = Buffer.concat([
      Buffer.alloc(4),
      Buffer.from('admin.$cmd\0'),
      Buffer.alloc(8),
      encode({ isMaster: 1 }),
    ]);
    const reply = encodeReply(decodeRequest(frame(content, 2004)), encode({ ok: 1 }), 5);
    expect(reply.readInt32LE(12)).toBe(1);
    expect(reply.readInt32LE(32)).toBe(1);
    expect(deserialize(reply.subarray(36))).toEqual({ ok: 1 });
  });
});
