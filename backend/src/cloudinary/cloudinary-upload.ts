import { randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { StoredBytes } from '../performance/file/storage.port.js';
import type { CloudinaryAccount } from './cloudinary-account.js';
import { CloudinaryFailure, failureOf, type Patience, persist } from './cloudinary-failure.js';

/** Cloudinary takes pieces of at least 5 MB, but for the last one. */
const PIECE_BYTES = 20_000_000;

/**
 * Sends a file in pieces, each of them tried again by itself, so that nothing is sent anew but what was lost. A piece is read from the
 * disk while it goes out: memory does not grow with it.
 * @throws CloudinaryFailure
 */
export async function upload(
  account: CloudinaryAccount,
  bytes: StoredBytes,
  path: string,
  patience: Patience,
): Promise<void> {
  const { size } = await stat(path);
  // an answer that got lost may leave an upload that cannot be completed: then all of it is sent once more
  for (let tries = 1; ; tries += 1) {
    const answer = await sendAll(account, bytes, path, size, patience);
    if (answer['bytes'] === size) return;
    if (tries === 2) throw new CloudinaryFailure(null, `${String(answer['bytes'])} of ${String(size)} bytes arrived`);
  }
}

async function sendAll(
  account: CloudinaryAccount,
  bytes: StoredBytes,
  path: string,
  size: number,
  patience: Patience,
): Promise<Readonly<Record<string, unknown>>> {
  const uploadId = randomBytes(16).toString('hex');
  let answer: Readonly<Record<string, unknown>> = {};
  for (let start = 0; start < size; start += PIECE_BYTES) {
    const end = Math.min(start + PIECE_BYTES, size) - 1;
    const range = `bytes ${String(start)}-${String(end)}/${String(size)}`;
    const piece = size <= PIECE_BYTES ? {} : { content_range: range, x_unique_upload_id: uploadId };
    answer = await persist(patience, async () => await send(account, bytes, { path, start, end }, piece));
  }
  return answer;
}

async function send(
  account: CloudinaryAccount,
  bytes: StoredBytes,
  { path, ...part }: { path: string; start: number; end: number },
  piece: Record<string, unknown>,
): Promise<Readonly<Record<string, unknown>>> {
  const { publicId, kind } = account.nameOf(bytes);
  const naming = { public_id: publicId, overwrite: true, unique_filename: false, use_filename: false };
  const source = createReadStream(path, part);
  try {
    return await account.call((options, done) => {
      const request = account.sdk.uploader.upload_stream({ ...options, ...kind, ...naming, ...piece }, done);
      source.on('error', (error) => {
        done(failureOf(error), undefined);
      });
      source.pipe(request);
    });
  } finally {
    // whoever refused it has not read all of it
    source.destroy();
  }
}
