import type { Pieces } from './pieces.js';
import { refused } from './refusal.js';

const MOST_ELEMENTS = 5_000_000;
const EBML = 0x1a45dfa3;
const SEGMENT = 0x18538067;
const CLUSTER = 0x1f43b675;
const TRACKS = 0x1654ae6b;
const VOID = 0xec;
const CRC = 0xbf;
/** What a segment holds in WebM: no attachments, which could be any file. Behind them, what a cluster without a size holds. */
const IN_SEGMENT = new Set([0x114d9b74, 0x1549a966, TRACKS, CLUSTER, 0x1c53bb6b, 0x1043a770, 0x1254c367, VOID, CRC]);
const IN_CLUSTER = new Set([0xe7, 0x5854, 0xa7, 0xab, 0xa3, 0xa0, 0xaf, VOID, CRC]);

interface Element {
  readonly id: number;
  /** Where what it holds begins. */
  readonly inside: number;
  /** Where it ends; null where it does not say, as live recordings do. */
  readonly end: number | null;
}

/**
 * The elements of a WebM follow each other from the first byte to the last: a header, and one segment that holds what WebM allows
 * (RFC 8794, RFC 9559). Sizes may be left open, as browsers do that record.
 * @throws AppError FILE_REFUSED
 */
export async function lookAtElements(pieces: Pieces): Promise<void> {
  const header = await elementAt(pieces, 0);
  if (header.id !== EBML || header.end === null) throw damaged();
  const segment = await elementAt(pieces, header.end);
  if (segment.id !== SEGMENT) throw damaged();
  const end = segment.end ?? pieces.size;
  if (!(await insideOf(pieces, segment.inside, end))) throw damaged();
  for (let position = end; position < pieces.size;) {
    const filler = await elementAt(pieces, position);
    if (filler.id !== VOID || filler.end === null) throw damaged();
    position = filler.end;
  }
}

async function insideOf(pieces: Pieces, from: number, end: number): Promise<boolean> {
  let position = from;
  let hasTracks = false;
  let isInCluster = false;
  for (let count = 0; position < end; count += 1) {
    const element = await elementAt(pieces, position);
    const isKnown = IN_SEGMENT.has(element.id) || (isInCluster && IN_CLUSTER.has(element.id));
    if (!isKnown || count > MOST_ELEMENTS) return false;
    if (element.end === null && element.id !== CLUSTER) return false;
    if (IN_SEGMENT.has(element.id) && !IN_CLUSTER.has(element.id)) isInCluster = element.end === null;
    hasTracks ||= element.id === TRACKS;
    position = element.end ?? element.inside;
  }
  return position === end && hasTracks;
}

async function elementAt(pieces: Pieces, position: number): Promise<Element> {
  const head = await pieces.at(position, 12);
  const id = numberAt(head, 0, 4);
  const size = id === null ? null : numberAt(head, id.length, 8);
  if (id === null || size === null) throw damaged();
  const inside = position + id.length + size.length;
  // all ones: the size is not known
  if (size.value === 2n ** BigInt(7 * size.length) - 1n) return { id: Number(id.raw), inside, end: null };
  if (size.value > BigInt(pieces.size - inside)) throw damaged();
  return { id: Number(id.raw), inside, end: inside + Number(size.value) };
}

// RFC 8794, section 4: the zeros in front say how many bytes there are; `raw` is with the mark behind them, as ids are written
function numberAt(
  bytes: Buffer,
  offset: number,
  longest: number,
): { readonly raw: bigint; readonly value: bigint; readonly length: number } | null {
  const length = Math.clz32(bytes[offset] ?? 0) - 23;
  if (length > longest || offset + length > bytes.length) return null;
  const raw = BigInt(`0x${bytes.toString('hex', offset, offset + length)}`);
  return { raw, value: raw - 2n ** BigInt(7 * length), length };
}

function damaged(): Error {
  return refused(
    'The WebM file is damaged: it is cut off, or something stands in it that belongs to no video. Save it anew and send it again.',
  );
}
