import type { Pieces } from './pieces.js';
import { refused } from './refusal.js';

const MOST_BOXES = 200_000;
// ISO/IEC 14496-12 and 14496-14, and what cameras write beside
const KNOWN = new Set(
  'ftyp styp moov moof mdat free skip wide uuid meta sidx ssix mfra pdin emsg prft pnot udta imda'.split(' '),
);

interface Box {
  readonly type: string;
  readonly size: number;
}

/**
 * The boxes of an MP4 follow each other from the first byte to the last, each within the file, and say what there is to play.
 * @throws AppError FILE_REFUSED
 */
export async function lookAtBoxes(pieces: Pieces): Promise<void> {
  const seen = new Set<string>();
  let position = 0;
  for (let boxes = 0; position < pieces.size; boxes += 1) {
    const box = await boxAt(pieces, position);
    const isFirst = boxes === 0;
    if (box === null || boxes > MOST_BOXES || !KNOWN.has(box.type) || isFirst !== (box.type === 'ftyp'))
      throw damaged();
    seen.add(box.type);
    position += box.size;
  }
  if (position !== pieces.size || !seen.has('moov') || !(seen.has('mdat') || seen.has('imda'))) throw damaged();
}

async function boxAt(pieces: Pieces, position: number): Promise<Box | null> {
  const head = await pieces.at(position, 16);
  if (head.length < 8) return null;
  const type = head.toString('latin1', 4, 8);
  const short = head.readUInt32BE(0);
  // 0: to the end of the file; 1: the size stands behind, in 8 bytes
  if (short === 0) return { type, size: pieces.size - position };
  if (short !== 1) return short < 8 ? null : { type, size: short };
  if (head.length < 16) return null;
  const long = head.readBigUInt64BE(8);
  return long < 16n || long > BigInt(pieces.size) ? null : { type, size: Number(long) };
}

function damaged(): Error {
  return refused(
    'The MP4 file is damaged: it is cut off, or something stands in it that belongs to no video. Save it anew and send it again.',
  );
}
