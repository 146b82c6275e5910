import type { Pieces } from './pieces.js';
import { refused } from './refusal.js';

// the end record of a zip is at most this far from the end: 22 bytes and its comment
const ZIP_END = 22 + 0xff_ff;
const ZIP_END_MARK = Buffer.from('PK\x05\x06', 'latin1');
const PAGE = /<(?:!doctype\s+html|html|script|svg\s)/i;

/**
 * A file that is something else as well: readers of zip archives look from the end of a file, so anything can be one; and some programs
 * run what looks like a page at the end of a picture or sound.
 * @throws AppError FILE_REFUSED
 */
export async function requireNothingBehind(pieces: Pieces): Promise<void> {
  const tail = await pieces.tail(ZIP_END);
  for (let at = tail.indexOf(ZIP_END_MARK); at !== -1; at = tail.indexOf(ZIP_END_MARK, at + 1)) {
    if (isZipEnd(tail.subarray(at))) {
      throw refused('There is a zip archive hidden in this file. Save it anew, and send the archive by itself.');
    }
  }
  if (PAGE.test(tail.toString('latin1'))) {
    throw refused('There is a web page hidden at the end of this file. Save it anew and send it again.');
  }
}

// APPNOTE 4.3.16: one disk, and as many entries on it as there are; four bytes alone may stand in any video by chance
function isZipEnd(record: Buffer): boolean {
  if (record.length < 22) return false;
  const [disk, first, here, all] = [4, 6, 8, 10].map((offset) => record.readUInt16LE(offset));
  return (disk === 0 && first === 0 && here === all) || (disk === 0xff_ff && all === 0xff_ff);
}
