import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, describe, expect, it } from 'vitest';
import yazl from 'yazl';
import { inPieces } from './pieces.js';
import { withZip } from './zip-look.js';

const folder = mkdtempSync(join(tmpdir(), 'zips-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const namesIn = async (bytes: Buffer, signal = AbortSignal.timeout(5_000)): Promise<readonly string[]> => {
  const path = join(folder, 'a.zip');
  writeFileSync(path, bytes);
  return await inPieces(path, bytes.length, signal, async (pieces) =>
    withZip(path, pieces, (zip) => Promise.resolve(zip.names)),
  );
};

async function zip64(): Promise<Buffer> {
  const zip = new yazl.ZipFile();
  zip.addBuffer(Buffer.from('hello hello hello'), 'a.txt', { forceZip64Format: true });
  zip.addBuffer(Buffer.from('x'), 'b/c.txt', { forceZip64Format: true });
  zip.end({ forceZip64Format: true, comment: '' });
  return await buffer(zip.outputStream);
}

describe('an archive for large files (zip64)', () => {
  it('is read as any other', async () => {
    expect(await namesIn(await zip64())).toEqual(['a.txt', 'b/c.txt']);
  });

  it('that says it unpacks to five gigabytes is refused', async () => {
    const bytes = await zip64();
    // in the list the true size stands first behind the mark of the field and its length
    const entry = bytes.indexOf('PK\x01\x02', 0, 'latin1');
    bytes.writeBigUInt64LE(5_000_000_000n, bytes.indexOf(Buffer.from([1, 0, 24, 0]), entry) + 4);
    await expect(namesIn(bytes)).rejects.toMatchObject({
      code: 'FILE_REFUSED',
      message: expect.stringMatching(/unpack/) as string,
    });
  });
});

it('an archive is left alone once time is up', async () => {
  await expect(namesIn(await zip64(), AbortSignal.abort(new Error('time is up')))).rejects.toThrow('time is up');
});
