import { deserialize, serialize, type Document } from 'bson';
import { HEADER_BYTES } from './wire.ts';

/** An OP_MSG frame as a driver sends it. */
export function messageFrame(
  body: Document,
  sequences: Readonly<Record<string, readonly Document[]>> = {},
  id = 7,
): Buffer {
  const sections = [Buffer.from([0]), Buffer.from(serialize(body))];
  for (const [name, documents] of Object.entries(sequences)) {
    const content = Buffer.concat([Buffer.from(`${name}\0`), ...documents.map((one) => Buffer.from(serialize(one)))]);
    const size = Buffer.alloc(4);
    size.writeInt32LE(content.length + 4);
    sections.push(Buffer.from([1]), size, content);
  }
  return frame(Buffer.concat([Buffer.alloc(4), ...sections]), 2013, id);
}

/** A frame with any content and opcode. */
export function frame(content: Buffer, opcode: number, id = 7): Buffer {
  const header = Buffer.alloc(HEADER_BYTES);
  header.writeInt32LE(HEADER_BYTES + content.length, 0);
  header.writeInt32LE(id, 4);
  header.writeInt32LE(opcode, 12);
  return Buffer.concat([header, content]);
}

/** The document of a reply frame. */
export function replyDocument(reply: Buffer): Document {
  return deserialize(reply.subarray(HEADER_BYTES + 5));
}
