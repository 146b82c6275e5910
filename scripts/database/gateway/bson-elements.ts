import { deserialize, type Document } from 'bson';

/** One element of a BSON document; the offsets count bytes from the document's start. */
export interface BsonElement {
  readonly type: number;
  readonly name: string;
  readonly start: number;
  readonly valueStart: number;
  readonly end: number;
}

/** The bytes are not a BSON document: a length, a type or a terminator is wrong. */
export class MalformedBson extends Error {
  override readonly name = 'MalformedBson';
}

const FIXED_SIZES: Readonly<Record<number, number>> = {
  0x01: 8, // double
  0x06: 0, // undefined
  0x07: 12, // object id
  0x08: 1, // boolean
  0x09: 8, // date
  0x0a: 0, // null
  0x10: 4, // int32
  0x11: 8, // timestamp
  0x12: 8, // int64
  0x13: 16, // decimal128
  0x7f: 0, // max key
  0xff: 0, // min key
};

/** Bytes that a length-prefixed value takes beside the length that it states. */
const PREFIXED_EXTRAS: Readonly<Record<number, number>> = {
  0x02: 4, // string
  0x03: 0, // document
  0x04: 0, // array
  0x05: 5, // binary
  0x0c: 16, // pointer
  0x0d: 4, // code
  0x0e: 4, // symbol
  0x0f: 0, // code with scope
};

const REGULAR_EXPRESSION = 0x0b;

function cstringEnd(bytes: Buffer, from: number): number {
  const end = bytes.indexOf(0, from);
  if (end < 0) throw new MalformedBson('a name without its end');
  return end + 1;
}

function valueEnd(bytes: Buffer, type: number, start: number): number {
  const fixed = FIXED_SIZES[type];
  if (fixed !== undefined) return start + fixed;
  if (type === REGULAR_EXPRESSION) return cstringEnd(bytes, cstringEnd(bytes, start));
  const extra = PREFIXED_EXTRAS[type];
  if (extra === undefined) throw new MalformedBson(`unknown element type 0x${type.toString(16)}`);
  if (start + 4 > bytes.length) throw new MalformedBson('a value without its length');
  const stated = bytes.readInt32LE(start);
  if (stated < 0) throw new MalformedBson('a negative length');
  return start + stated + extra;
}

/**
 * Walks the top level of a document without decoding its values, so that a large batch of documents costs nothing.
 * @throws MalformedBson where the document's own lengths do not add up
 */
export function* elementsOf(document: Buffer): Generator<BsonElement, void, undefined> {
  const last = document.length - 1;
  if (document.length < 5 || document.readInt32LE(0) !== document.length || document[last] !== 0) {
    throw new MalformedBson('the length of the document is wrong');
  }
  let at = 4;
  while (at < last) {
    const type = document.readUInt8(at);
    const valueStart = cstringEnd(document, at + 1);
    const end = valueEnd(document, type, valueStart);
    if (end > last) throw new MalformedBson('a value that ends behind its document');
    yield { type, name: document.toString('utf8', at + 1, valueStart - 1), start: at, valueStart, end };
    at = end;
  }
}

function assemble(parts: readonly Buffer[]): Buffer {
  const size = parts.reduce((sum, part) => sum + part.length, 5);
  const head = Buffer.alloc(4);
  head.writeInt32LE(size, 0);
  return Buffer.concat([head, ...parts, Buffer.alloc(1)], size);
}

/** The document without the named top-level elements, every other byte unchanged. */
export function withoutElements(document: Buffer, names: ReadonlySet<string>): Buffer {
  const kept: Buffer[] = [];
  let removed = false;
  for (const element of elementsOf(document)) {
    if (names.has(element.name)) removed = true;
    else kept.push(document.subarray(element.start, element.end));
  }
  return removed ? assemble(kept) : document;
}

/** A new document of the named top-level elements only. */
export function onlyElements(document: Buffer, names: ReadonlySet<string>): Buffer {
  const kept: Buffer[] = [];
  for (const element of elementsOf(document)) {
    if (names.has(element.name)) kept.push(document.subarray(element.start, element.end));
  }
  return assemble(kept);
}

/** The bytes of a nested document, or undefined where the element is missing or something else. */
export function nestedDocument(document: Buffer, name: string): Buffer | undefined {
  for (const element of elementsOf(document)) {
    if (element.name === name) {
      return element.type === 0x03 ? document.subarray(element.valueStart, element.end) : undefined;
    }
  }
  return undefined;
}

/**
 * Decodes with every BSON type kept (Int32, Long, Double ...), so that encoding again gives the same types.
 * @throws MalformedBson
 */
export function decode(document: Buffer): Document {
  try {
    return deserialize(document, {
      promoteValues: false,
      promoteBuffers: false,
      promoteLongs: false,
      bsonRegExp: true,
    });
  } catch (error) {
    throw new MalformedBson(error instanceof Error ? error.message : 'not a BSON document');
  }
}
