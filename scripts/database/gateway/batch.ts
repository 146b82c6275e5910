import type { Document } from 'bson';
import { decode } from './bson-elements.ts';
import { encode } from './bson-values.ts';
import type { Command } from './command.ts';
import { MalformedFrame } from './wire.ts';

/**
 * The documents of a batch, decoded: sent beside the body, one behind the other, or inside it as an array.
 * @throws MalformedFrame when the lengths do not add up
 */
export function batchOf(command: Command, field: string): readonly Document[] {
  const sequence = command.sequences.get(field);
  if (sequence === undefined) {
    const inside: unknown = decode(command.body)[field];
    return Array.isArray(inside) ? (inside as Document[]) : [];
  }
  const documents: Document[] = [];
  for (let at = 0; at < sequence.length;) {
    const size = at + 4 <= sequence.length ? sequence.readInt32LE(at) : 0;
    if (size < 5 || at + size > sequence.length) throw new MalformedFrame('a batch whose lengths do not add up');
    documents.push(decode(sequence.subarray(at, at + size)));
    at += size;
  }
  return documents;
}

/** The same command with another batch, inside the body. */
export function withBatch(command: Command, field: string, documents: readonly Document[]): Command {
  const sequences = new Map(command.sequences);
  sequences.delete(field);
  return { ...command, body: encode({ ...decode(command.body), [field]: documents }), sequences };
}
