import { describe, expect, it } from 'vitest';
import { int } from './bson-values.ts';
import { duplicateKey } from './duplicate-key.ts';

const message = (index: string): string => `Duplicate key violation on the requested collection: Index '${index}'`;

describe('duplicateKey', () => {
  it('words a duplicate as MongoDB does', () => {
    expect(duplicateKey(message('email_1'), 'desk.users').errmsg).toBe(
      'E11000 duplicate key error collection: desk.users index: email_1 dup key: { }',
    );
  });

  it.each([
    ['email_1', { email: int(1) }],
    ['a_1_b_-1', { a: int(1), b: int(-1) }],
    ['chain.writer_1_chain.seq_1', { 'chain.writer': int(1), 'chain.seq': int(1) }],
    ['first_name_1_last_name_1', { first_name: int(1), last_name: int(1) }],
    ['_id_', { _id: int(1) }],
    ['a name of my own', {}],
  ])('reads the key of the index %s off its name', (index, pattern) => {
    expect(duplicateKey(message(index), 'd.c')['keyPattern']).toEqual(pattern);
  });

  it('takes a text without an index for the one on _id', () => {
    expect(duplicateKey('duplicate key value', 'd.c')['keyPattern']).toEqual({ _id: int(1) });
  });
});
