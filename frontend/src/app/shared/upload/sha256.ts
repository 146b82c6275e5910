import { sha256 } from '@noble/hashes/sha2';
import { bytesToHex } from '@noble/hashes/utils';

/** A gigabyte is read in parts of this size, so that it takes no memory to speak of. */
const PART_BYTES = 4 * 1024 * 1024;

/**
 * SHA-256 in lower case hexadecimal, of bytes that are read part by part.
 * @throws DOMException where they cannot be read any more
 */
export async function sha256Of(bytes: Blob): Promise<string> {
  const hash = sha256.create();
  for (let start = 0; start < bytes.size; start += PART_BYTES) {
    hash.update(new Uint8Array(await bytes.slice(start, start + PART_BYTES).arrayBuffer()));
  }
  return bytesToHex(hash.digest());
}
