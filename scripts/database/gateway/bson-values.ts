import { Binary, Double, Int32, Long, serialize, type Document } from 'bson';

/** Encodes a reply; fields that are undefined are left out. */
export function encode(document: Document): Buffer {
  return Buffer.from(serialize(document, { ignoreUndefined: true }));
}

export const int = (value: number): Int32 => new Int32(value);
export const double = (value: number): Double => new Double(value);

/** The number of a BSON number of any type; undefined for everything else. */
export function toNumber(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value === 'bigint') return Number(value);
  if (value instanceof Int32 || value instanceof Double) return value.valueOf();
  if (value instanceof Long) return value.toNumber();
  return undefined;
}

/** The integer of a BSON number of any type; undefined for everything else and for fractions. */
export function toBigInt(value: unknown): bigint | undefined {
  if (typeof value === 'bigint') return value;
  if (value instanceof Long) return value.toBigInt();
  const number = toNumber(value);
  return number !== undefined && Number.isSafeInteger(number) ? BigInt(number) : undefined;
}

/** The bytes of a binary value in hexadecimal; undefined for everything else. */
export function toHex(value: unknown): string | undefined {
  return value instanceof Binary ? Buffer.from(value.value()).toString('hex') : undefined;
}

/** MongoDB's idea of true: a boolean, or a number that is not zero. */
export function toBoolean(value: unknown): boolean {
  return value === true || (toNumber(value) ?? 0) !== 0;
}

/** A reply that says that the command succeeded. */
export function okReply(fields: Document = {}): Buffer {
  return encode({ ...fields, ok: double(1) });
}
