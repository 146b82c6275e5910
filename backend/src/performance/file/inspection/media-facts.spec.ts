import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import {
  BufferTarget,
  EncodedPacket,
  EncodedVideoPacketSource,
  Mp4OutputFormat,
  Output,
  WebMOutputFormat,
} from 'mediabunny';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AppError } from '../../../common/response/app-error.js';
import { inspect } from './file-inspection.js';
import { mediaFacts } from './media-facts.js';
import { inPieces } from './pieces.js';
import { lookAtBoxes } from './video-boxes.js';
import { lookAtElements } from './video-elements.js';

const folder = mkdtempSync(join(tmpdir(), 'media-'));
const films: Record<'mp4' | 'webm', Buffer> = { mp4: Buffer.alloc(0), webm: Buffer.alloc(0) };
let count = 0;

/** A film of two seconds whose pictures nobody can decode: 320 by 180 pixels. */
async function film(kind: 'mp4' | 'webm'): Promise<Buffer> {
  const target = new BufferTarget();
  const output = new Output({ format: kind === 'mp4' ? new Mp4OutputFormat() : new WebMOutputFormat(), target });
  const source = new EncodedVideoPacketSource('vp9');
  output.addVideoTrack(source, { frameRate: 10 });
  await output.start();
  const decoderConfig = { codec: 'vp09.00.10.08', codedWidth: 320, codedHeight: 180 };
  for (let frame = 0; frame < 20; frame += 1) {
    const packet = new EncodedPacket(
      new Uint8Array(40).fill(frame),
      frame % 10 === 0 ? 'key' : 'delta',
      frame / 10,
      0.1,
    );
    await source.add(packet, { decoderConfig });
  }
  await output.finalize();
  return Buffer.from(target.buffer ?? new ArrayBuffer(0));
}

const stored = (bytes: Buffer): string => {
  count += 1;
  const path = join(folder, String(count));
  writeFileSync(path, bytes);
  return path;
};
const suspect = (kind: 'mp4' | 'webm', bytes: Buffer) => ({
  ...{ path: stored(bytes), size: bytes.length, purpose: 'video' as const },
  ...{ name: `film.${kind}`, declaredType: `video/${kind}` },
});
const structure = async (kind: 'mp4' | 'webm', bytes: Buffer): Promise<void> => {
  const look = kind === 'mp4' ? lookAtBoxes : lookAtElements;
  await inPieces(stored(bytes), bytes.length, AbortSignal.timeout(5_000), look);
};

beforeAll(async () => {
  films.mp4 = await film('mp4');
  films.webm = await film('webm');
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe.each(['mp4', 'webm'] as const)('a film as %s', (kind) => {
  it('says how long it is and how large its pictures are', async () => {
    const found = await inspect(suspect(kind, films[kind]));
    expect(found).toMatchObject({ type: `video/${kind}`, width: 320, height: 180 });
    expect(found.duration).toBeCloseTo(2, 1);
  });

  it('that is cut off anywhere is refused for it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: films[kind].length - 1 }), async (length) => {
        await expect(structure(kind, films[kind].subarray(0, length))).rejects.toBeInstanceOf(AppError);
      }),
      { numRuns: 60 },
    );
  });

  it('with other bytes anywhere is looked at to an end, and at the worst refused', async () => {
    const change = fc.record({ at: fc.nat(films[kind].length - 1), to: fc.nat(255) });
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 5 }), async (changes) => {
        const bytes = Buffer.from(films[kind]);
        for (const { at, to } of changes) bytes[at] = to;
        await structure(kind, bytes).catch((error: unknown) => {
          expect(error).toMatchObject({ code: 'FILE_REFUSED' });
        });
      }),
      { numRuns: 100 },
    );
  });

  it('that is damaged tells little, and harms nobody', async () => {
    for (const at of [100, 200]) {
      const bytes = Buffer.from(films[kind]);
      bytes.fill(0xff, at, at + 24);
      const { width, duration } = await mediaFacts(stored(bytes));
      expect(width === null || width <= 16_384).toBe(true);
      expect(duration === null || duration > 0).toBe(true);
    }
  });
});

describe('what is known of media', () => {
  it('is nothing where it takes too long to find out, and the reader is ended', async () => {
    expect(await mediaFacts(stored(films.mp4), 0)).toEqual({ width: null, height: null, duration: null });
  });

  it('is nothing for what is no media', async () => {
    expect(await mediaFacts(stored(Buffer.from('neither')))).toEqual({ width: null, height: null, duration: null });
  });
});
