import type { Document } from 'bson';
import { int } from './bson-values.ts';

/**
 * A duplicate key as MongoDB words it. DocumentDB names only the index, so the key's fields are read off the index's
 * default name (`a_1_b_-1`); the values stay unknown.
 * @param message DocumentDB's text, which holds `Index 'name'`
 * @param namespace `database.collection`
 */
export function duplicateKey(message: string, namespace: string): Document & { errmsg: string } {
  const index = /Index '([^']+)'/.exec(message)?.[1] ?? '_id_';
  return {
    errmsg: `E11000 duplicate key error collection: ${namespace} index: ${index} dup key: { }`,
    keyPattern: keyPatternOf(index),
    keyValue: {},
  };
}

function keyPatternOf(index: string): Document {
  if (index === '_id_') return { _id: int(1) };
  const fields = [...index.matchAll(/(.+?)_(-?1)(?:_|$)/g)];
  return Object.fromEntries(fields.map(([, field = '', direction = '1']) => [field, int(Number(direction))]));
}
