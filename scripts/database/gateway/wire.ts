/** What hello promises to the driver, and what is accepted: 48,000,000 bytes in one message. */
export const MAX_MESSAGE_BYTES = 48_000_000;
/** A frame that only carries the standard header. */
export const HEADER_BYTES = 16;

const OP_REPLY = 1;
const OP_QUERY = 2004;
const OP_MSG = 2013;
const FLAG_CHECKSUM = 1;
const FLAG_MORE_TO_COME = 2;

/** The peer does not speak the protocol; its connection has to be closed, as nothing after this can be trusted. */
export class MalformedFrame extends Error {
  override readonly name = 'MalformedFrame';
}

/** One request as it came over the wire. */
export interface WireRequest {
  readonly requestId: number;
  readonly opcode: typeof OP_MSG | typeof OP_QUERY;
  readonly body: Buffer;
  /** Batches sent beside the body, by the name of the field that they stand for. */
  readonly sequences: ReadonlyMap<string, Buffer>;
  readonly wantsReply: boolean;
  /** Named in the frame by the legacy handshake only. */
  readonly database: string | undefined;
}

/** Cuts a stream of bytes into frames, however the network has split it. */
export class FrameReader {
  #chunks: Buffer[] = [];
  #buffered = 0;
  #expected = 0;

  /**
   * @returns the frames that are complete now, each with its header
   * @throws MalformedFrame at a length under 16 bytes or over 48 MB
   */
  push(chunk: Buffer): Buffer[] {
    this.#chunks.push(chunk);
    this.#buffered += chunk.length;
    const frames: Buffer[] = [];
    for (;;) {
      if (this.#expected === 0) {
        if (this.#buffered < 4) return frames;
        this.#expected = this.#readLength();
      }
      if (this.#buffered < this.#expected) return frames;
      frames.push(this.#take(this.#expected));
      this.#expected = 0;
    }
  }

  #readLength(): number {
    const length = this.#joined().readInt32LE(0);
    if (length < HEADER_BYTES || length > MAX_MESSAGE_BYTES) {
      throw new MalformedFrame(`a frame of ${String(length)} bytes`);
    }
    return length;
  }

  #take(size: number): Buffer {
    const all = this.#joined();
    const rest = all.subarray(size);
    this.#chunks = rest.length > 0 ? [rest] : [];
    this.#buffered = rest.length;
    return all.subarray(0, size);
  }

  #joined(): Buffer {
    const [first] = this.#chunks;
    if (first !== undefined && this.#chunks.length === 1) return first;
    const all = Buffer.concat(this.#chunks, this.#buffered);
    this.#chunks = [all];
    return all;
  }
}

function lengthAt(frame: Buffer, at: number, end: number): number {
  if (at + 4 > end) throw new MalformedFrame('a section without its length');
  const size = frame.readInt32LE(at);
  if (size < 5 || at + size > end) throw new MalformedFrame('a section that ends behind its frame');
  return size;
}

function decodeMessage(frame: Buffer, requestId: number): WireRequest {
  if (frame.length < HEADER_BYTES + 4) throw new MalformedFrame('a message without flags');
  const flags = frame.readUInt32LE(HEADER_BYTES);
  const end = frame.length - (flags & FLAG_CHECKSUM ? 4 : 0);
  let body: Buffer | undefined;
  const sequences = new Map<string, Buffer>();
  for (let at = HEADER_BYTES + 4; at < end;) {
    const kind = frame.readUInt8(at);
    at += 1;
    const size = lengthAt(frame, at, end);
    if (kind === 0) {
      if (body !== undefined) throw new MalformedFrame('two bodies');
      body = frame.subarray(at, at + size);
    } else if (kind === 1) {
      const nameEnd = frame.indexOf(0, at + 4);
      if (nameEnd < 0 || nameEnd >= at + size) throw new MalformedFrame('a sequence without a name');
      sequences.set(frame.toString('utf8', at + 4, nameEnd), frame.subarray(nameEnd + 1, at + size));
    } else {
      throw new MalformedFrame(`a section of kind ${String(kind)}`);
    }
    at += size;
  }
  if (body === undefined) throw new MalformedFrame('a message without a body');
  const wantsReply = (flags & FLAG_MORE_TO_COME) === 0;
  return { requestId, opcode: OP_MSG, body, sequences, wantsReply, database: undefined };
}

/** Only a driver's first hello still comes in this old form. */
function decodeQuery(frame: Buffer, requestId: number): WireRequest {
  const nameEnd = frame.indexOf(0, HEADER_BYTES + 4);
  const bodyStart = nameEnd + 9;
  if (nameEnd < 0) throw new MalformedFrame('a query without a namespace');
  const size = lengthAt(frame, bodyStart, frame.length);
  const namespace = frame.toString('utf8', HEADER_BYTES + 4, nameEnd);
  const [database = 'admin'] = namespace.split('.');
  const body = frame.subarray(bodyStart, bodyStart + size);
  return { requestId, opcode: OP_QUERY, body, sequences: new Map(), wantsReply: true, database };
}

/**
 * @param frame one whole frame as FrameReader gives it
 * @throws MalformedFrame for other opcodes (compression is never offered) and lengths that do not add up
 */
export function decodeRequest(frame: Buffer): WireRequest {
  const requestId = frame.readInt32LE(4);
  const opcode = frame.readInt32LE(12);
  if (opcode === OP_MSG) return decodeMessage(frame, requestId);
  if (opcode === OP_QUERY) return decodeQuery(frame, requestId);
  throw new MalformedFrame(`opcode ${String(opcode)}`);
}

function header(length: number, id: number, responseTo: number, opcode: number): Buffer {
  const bytes = Buffer.alloc(HEADER_BYTES);
  bytes.writeInt32LE(length, 0);
  bytes.writeInt32LE(id, 4);
  bytes.writeInt32LE(responseTo, 8);
  bytes.writeInt32LE(opcode, 12);
  return bytes;
}

/**
 * The answer in the form in which the request came.
 * @param id a number of this gateway's own, below 2^31
 */
export function encodeReply(request: WireRequest, reply: Buffer, id: number): Buffer {
  if (request.opcode === OP_MSG) {
    const flagsAndKind = Buffer.alloc(5);
    return Buffer.concat([header(HEADER_BYTES + 5 + reply.length, id, request.requestId, OP_MSG), flagsAndKind, reply]);
  }
  const legacy = Buffer.alloc(20);
  legacy.writeInt32LE(8, 0); // "await capable", as every server says
  legacy.writeInt32LE(1, 16); // one document
  return Buffer.concat([header(HEADER_BYTES + 20 + reply.length, id, request.requestId, OP_REPLY), legacy, reply]);
}
