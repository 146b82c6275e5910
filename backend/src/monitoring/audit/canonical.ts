import { mongo } from 'mongoose';

/**
 * The one text that stands for a document of the audit log: JSON with sorted keys, in which the types that JSON lacks
 * are marked, so that no two different documents have the same text. It is made from what the database holds, with
 * every field that is there, so a field that was added by hand changes it as well.
 */
export function canonicalText(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  if (typeof value === 'string' || typeof value === 'boolean') return JSON.stringify(value);
  if (typeof value === 'number') return canonicalNumber(value);
  if (typeof value !== 'object') return `{"$type":${JSON.stringify(typeof value)}}`;
  if (value instanceof Date) return `{"$date":${canonicalNumber(value.getTime())}}`;
  if (value instanceof mongo.ObjectId) return `{"$oid":"${value.toHexString()}"}`;
  if (Array.isArray(value)) return `[${value.map(canonicalText).join(',')}]`;
  if ('_bsontype' in value) return `{"$${String(value._bsontype)}":${JSON.stringify(JSON.stringify(value))}}`;
  return canonicalObject(value);
}

function canonicalObject(value: object): string {
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, member]) => `${JSON.stringify(key)}:${canonicalText(member)}`).join(',')}}`;
}

// JSON has no NaN and no infinity, and would write both as null
function canonicalNumber(value: number): string {
  return Number.isFinite(value) ? JSON.stringify(value) : `{"$number":"${String(value)}"}`;
}
