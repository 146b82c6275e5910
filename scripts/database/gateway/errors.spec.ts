import { deserialize } from 'bson';
import { describe, expect, it } from 'vitest';
import ordinals from './error-codes.json' with { type: 'json' };
import { Code, CommandError, errorOfFailure, errorOfState, errorReply, unpackState } from './errors.ts';
import { ConnectionLost, ConnectionUnavailable, SqlFailure } from './sql.ts';

const ALONE = { inTransaction: false, retryableWrite: false };
const IN_TRANSACTION = { inTransaction: true, retryableWrite: false };

describe('errorOfState', () => {
  it.each([
    ['M0001', Code.badValue],
    ['M0008', Code.namespaceNotFound],
    ['M000S', 86], // IndexKeySpecsConflict, as seen from createIndexes
    ['M0016', 263], // OperationNotSupportedInTransaction, as seen from a build inside a transaction
    ['M001C', Code.duplicateKey],
    ['M00CO', 121], // DocumentValidationFailure
  ])("gives MongoDB's code for DocumentDB's own state %s", (state, code) => {
    expect(errorOfState(state, 'text', false).code).toBe(code);
  });

  it.each([
    ['23505', Code.duplicateKey],
    ['23P01', Code.duplicateKey],
    ['40001', Code.writeConflict],
    ['40P01', Code.writeConflict],
    ['55P03', Code.writeConflict],
    ['42P01', Code.namespaceNotFound],
    ['57014', Code.maxTimeExpired],
    ['0A000', Code.commandNotSupported],
    ['22P02', Code.badValue],
    ['XX000', Code.internal],
  ])("gives MongoDB's code for PostgreSQL's state %s", (state, code) => {
    expect(errorOfState(state, 'Duplicate key violation', false).code).toBe(code);
  });

  it('tells a driver to run the transaction again after a conflict, and only then', () => {
    expect(errorOfState('40001', 'x', true).labels).toEqual(['TransientTransactionError']);
    expect(errorOfState('M000X', 'x', true).labels).toEqual([]);
    expect(errorOfState('40001', 'x', false).labels).toEqual([]);
    expect(errorOfState('23505', 'Duplicate key violation', true).labels).toEqual([]);
  });

  it("takes a violation of PostgreSQL's own bookkeeping inside a transaction for a conflict", () => {
    const error = errorOfState('23505', 'tuple concurrently updated', true);
    expect(error.code).toBe(Code.writeConflict);
    expect(error.labels).toEqual(['TransientTransactionError']);
  });

  it('never lets an unknown state pass for another error', () => {
    expect(errorOfState('MZZZZ', 'x', false).code).toBe(Code.internal);
    expect(errorOfState('XX001', 'broken page', false).message).toContain('XX001');
  });
});

describe('unpackState', () => {
  it('reads the state that DocumentDB puts into a write error', () => {
    expect(unpackState(319_029_277)).toBe('M001C'); // a duplicate key, as seen from insert
    expect(unpackState(100_663_808)).toBe('08006'); // a connection failure, as seen from createIndexes
    expect(unpackState(16_908_292)).toBe('40P01');
    expect(unpackState(16_777_220)).toBe('40001');
    expect(unpackState(1_088)).toBe('0A000');
    expect(unpackState(29 + 2 ** 18)).toBe('M0010');
  });

  it("leaves MongoDB's own codes alone", () => {
    for (const code of new Set(ordinals)) expect(unpackState(code)).toBeUndefined();
  });
});

describe('errorOfFailure', () => {
  it('lets a driver send a write again only where nothing can have been done', () => {
    const retryable = { inTransaction: false, retryableWrite: true };
    const refused = errorOfFailure(new ConnectionUnavailable('refused'), retryable);
    expect([refused.code, refused.labels]).toEqual([Code.shutdownInProgress, ['RetryableWriteError']]);
    const lost = errorOfFailure(new ConnectionLost('reset'), retryable);
    expect([lost.code, lost.labels]).toEqual([Code.interruptedAtShutdown, []]);
    expect(errorOfFailure(new ConnectionUnavailable('refused'), ALONE).labels).toEqual([]);
  });

  it('lets a driver run a transaction again whose connection is lost', () => {
    for (const failure of [new ConnectionLost('reset'), new ConnectionUnavailable('refused')]) {
      expect(errorOfFailure(failure, IN_TRANSACTION).labels).toEqual(['TransientTransactionError']);
    }
  });

  it('passes on what has a code already and maps what has a state', () => {
    const own = new CommandError(Code.cursorNotFound, 'gone');
    expect(errorOfFailure(own, ALONE)).toBe(own);
    expect(errorOfFailure(new SqlFailure('57014', 'canceling'), ALONE).code).toBe(Code.maxTimeExpired);
    expect(errorOfFailure(new Error('oops'), ALONE).code).toBe(Code.internal);
  });
});

describe('errorReply', () => {
  it('has what a driver reads', () => {
    const reply = deserialize(errorReply(new CommandError(112, 'conflict', ['TransientTransactionError'])));
    expect(reply).toEqual({
      ok: 0,
      errmsg: 'conflict',
      code: 112,
      codeName: 'WriteConflict',
      errorLabels: ['TransientTransactionError'],
    });
  });

  it('names a code without a name as MongoDB does', () => {
    expect(deserialize(errorReply(new CommandError(40_415, 'x')))['codeName']).toBe('Location40415');
  });
});
