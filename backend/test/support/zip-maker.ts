import { crc32, deflateRawSync } from 'node:zlib';

/** An entry as the list of an archive tells of it; `size` and `at` may lie. */
interface MadeEntry {
  readonly name: string;
  readonly data: Buffer | string;
  readonly deflated?: boolean;
  /** What it is said to unpack to. */
  readonly size?: number;
  /** Where it is said to begin; no bytes are written for it then. */
  readonly at?: number;
  /** Its mode as Unix knows it, such as 0o120777 for a link. */
  readonly mode?: number;
}

/** What stands around the entries. */
interface ZipShape {
  readonly front?: Buffer;
  readonly comment?: string;
  readonly behind?: Buffer | string;
  /** How many entries there are said to be. */
  readonly count?: number;
}

/** Writes a zip archive (APPNOTE 4.3) byte by byte, so that it can be wrong in any way. */
export function zipOf(
  entries: readonly MadeEntry[],
  { front, comment = '', behind = '', count }: ZipShape = {},
): Buffer {
  const parts: Buffer[] = [front ?? Buffer.alloc(0)];
  const list: Buffer[] = [];
  let position = parts[0]?.length ?? 0;
  for (const entry of entries) {
    const data = Buffer.from(entry.data);
    const packed = entry.deflated === true ? deflateRawSync(data) : data;
    const facts = Buffer.alloc(22);
    facts.writeUInt16LE(20, 0);
    facts.writeUInt16LE(0x800, 2);
    facts.writeUInt16LE(entry.deflated === true ? 8 : 0, 4);
    facts.writeUInt32LE(crc32(data), 10);
    facts.writeUInt32LE(packed.length, 14);
    facts.writeUInt32LE(entry.size ?? data.length, 18);
    const name = Buffer.from(entry.name);
    const nameLength = u16(name.length);
    list.push(
      Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), facts, nameLength, Buffer.alloc(8)]),
      Buffer.concat([u32((entry.mode ?? 0) * 0x10000), u32(entry.at ?? position), name]),
    );
    if (entry.at !== undefined) continue;
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), facts, nameLength, u16(0), name, packed]);
    parts.push(local);
    position += local.length;
  }
  const listed = Buffer.concat(list);
  const many = u16(count ?? entries.length);
  const end = [Buffer.from('PK\x05\x06\0\0\0\0', 'latin1'), many, many, u32(listed.length), u32(position)];
  return Buffer.concat([...parts, listed, ...end, u16(comment.length), Buffer.from(comment), Buffer.from(behind)]);
}

function u16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
