import type { Document } from 'bson';
import { double, int, toNumber } from './bson-values.ts';
import { duplicateKey } from './duplicate-key.ts';
import { Code, errorOfState, unpackState } from './errors.ts';

/** One document of a batch that was refused. */
export interface WriteError {
  index: unknown;
  code: unknown;
  errmsg: unknown;
}

/** Whether a refusal is a conflict with another writer, and not the document's own fault. */
export function isConflict(error: WriteError): boolean {
  return toNumber(error.code) === Code.writeConflict;
}

/** The refusals in a write's answer, with MongoDB's codes and texts for them; changes the answer. */
export function translateErrors(result: Document, namespace: string, inTransaction: boolean): readonly WriteError[] {
  const found: unknown = result['writeErrors'];
  const errors = Array.isArray(found) ? (found as WriteError[]) : [];
  for (const error of errors) {
    const state = unpackState(toNumber(error.code) ?? 0);
    if (state !== undefined) {
      const translated = errorOfState(state, String(error.errmsg), inTransaction);
      error.code = int(translated.code);
      error.errmsg = translated.message;
    }
    if (toNumber(error.code) === Code.duplicateKey) Object.assign(error, duplicateKey(String(error.errmsg), namespace));
  }
  return errors;
}

/** Adds up the answers to the parts of a batch that had to be sent more than once. */
export class WriteResult {
  #n = 0;
  #modified: number | undefined;
  readonly #upserted: Document[] = [];
  readonly #errors: WriteError[] = [];

  /**
   * @param result the answer to one part
   * @param indexes where the part's documents stand in the whole batch
   * @param errors what is to be told to the client
   */
  add(result: Document, indexes: readonly number[], errors: readonly WriteError[]): void {
    this.#n += toNumber(result['n']) ?? 0;
    const modified = toNumber(result['nModified']);
    if (modified !== undefined) this.#modified = (this.#modified ?? 0) + modified;
    const placed = <T extends { index: unknown }>(entry: T): T => ({
      ...entry,
      index: int(indexes[toNumber(entry.index) ?? 0] ?? 0),
    });
    const upserted: unknown = result['upserted'];
    if (Array.isArray(upserted)) this.#upserted.push(...(upserted as (Document & { index: unknown })[]).map(placed));
    this.#errors.push(...errors.map(placed));
  }

  /** The answer to the whole batch. */
  document(): Document {
    const errors = this.#errors.sort((a, b) => (toNumber(a.index) ?? 0) - (toNumber(b.index) ?? 0));
    return {
      n: int(this.#n),
      ...(this.#modified === undefined ? {} : { nModified: int(this.#modified) }),
      ...(this.#upserted.length > 0 ? { upserted: this.#upserted } : {}),
      ...(errors.length > 0 ? { writeErrors: errors } : {}),
      ok: double(1),
    };
  }
}
