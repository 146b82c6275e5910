import type { Document } from 'bson';
import ordinals from './error-codes.json' with { type: 'json' };
import { double, encode, int } from './bson-values.ts';
import { ConnectionLost, ConnectionUnavailable, SqlFailure } from './sql.ts';

/** MongoDB's error codes that the gateway itself gives or asks for. */
export const Code = {
  internal: 1,
  badValue: 2,
  failedToParse: 9,
  authenticationFailed: 18,
  illegalOperation: 20,
  lockTimeout: 24,
  namespaceNotFound: 26,
  cursorNotFound: 43,
  maxTimeExpired: 50,
  commandNotFound: 59,
  shutdownInProgress: 91,
  writeConflict: 112,
  commandNotSupported: 115,
  conflictingOperation: 117,
  transactionTooOld: 225,
  noSuchTransaction: 251,
  exceededTimeLimit: 262,
  invalidBson: 22,
  duplicateKey: 11000,
  interruptedAtShutdown: 11600,
  cursorInUse: 12051,
} as const;

const NAMES: Readonly<Record<number, string>> = {
  1: 'InternalError',
  2: 'BadValue',
  9: 'FailedToParse',
  14: 'TypeMismatch',
  18: 'AuthenticationFailed',
  20: 'IllegalOperation',
  22: 'InvalidBSON',
  24: 'LockTimeout',
  26: 'NamespaceNotFound',
  27: 'IndexNotFound',
  40: 'ConflictingUpdateOperators',
  43: 'CursorNotFound',
  48: 'NamespaceExists',
  50: 'MaxTimeMSExpired',
  52: 'DollarPrefixedFieldName',
  59: 'CommandNotFound',
  66: 'ImmutableField',
  72: 'InvalidOptions',
  85: 'IndexOptionsConflict',
  86: 'IndexKeySpecsConflict',
  91: 'ShutdownInProgress',
  112: 'WriteConflict',
  115: 'CommandNotSupported',
  117: 'ConflictingOperationInProgress',
  121: 'DocumentValidationFailure',
  225: 'TransactionTooOld',
  251: 'NoSuchTransaction',
  262: 'ExceededTimeLimit',
  263: 'OperationNotSupportedInTransaction',
  11000: 'DuplicateKey',
  11600: 'InterruptedAtShutdown',
  12051: 'CursorInUse',
};

/** What drivers do with an error: run the transaction again, commit again, or send the write again. */
export type ErrorLabel = 'TransientTransactionError' | 'UnknownTransactionCommitResult' | 'RetryableWriteError';

const TRANSIENT: readonly ErrorLabel[] = ['TransientTransactionError'];

/** A failure that the client is told about, with MongoDB's code for it. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
  readonly code: number;
  readonly labels: readonly ErrorLabel[];

  constructor(code: number, message: string, labels: readonly ErrorLabel[] = []) {
    super(message);
    this.code = code;
    this.labels = labels;
  }
}

/** Under what circumstances a statement failed; they decide the labels. */
export interface Situation {
  readonly inTransaction: boolean;
  /** The driver marked the write as one that it would send again. */
  readonly retryableWrite: boolean;
}

const SERIALIZATION_STATES: ReadonlySet<string> = new Set(['40001', '40P01', '55P03']);

/** Above every code of MongoDB's; a state whose last character is not 0 is at least this much. */
const SMALLEST_PACKED_STATE = 2 ** 24;
/** The states that end in 0 and do come: features that are missing, internal errors, and each 36th of DocumentDB's own. */
const PACKED_NOT_SUPPORTED = 1_088;
const PACKED_INTERNAL = 2_600;
const PACKED_OWN = { remainder: 29, modulus: 2 ** 18 };

/**
 * A SQLSTATE as DocumentDB packs it into a write error's code: five characters of six bits, the first one lowest.
 * @returns undefined where the code is one of MongoDB's own already
 */
export function unpackState(code: number): string | undefined {
  const isOwn = code % PACKED_OWN.modulus === PACKED_OWN.remainder;
  const isPacked = code >= SMALLEST_PACKED_STATE || isOwn || code === PACKED_NOT_SUPPORTED || code === PACKED_INTERNAL;
  if (!isPacked) return undefined;
  const character = (place: number): string => String.fromCharCode((Math.floor(code / 64 ** place) % 64) + 48);
  return [0, 1, 2, 3, 4].map(character).join('');
}

/**
 * MongoDB's error for a SQLSTATE. DocumentDB's own states are M and the ordinal of an error in base 36; the table
 * error-codes.json holds MongoDB's code for each ordinal.
 */
export function errorOfState(state: string, message: string, inTransaction: boolean): CommandError {
  const labels = inTransaction ? TRANSIENT : [];
  if (state.startsWith('M')) {
    const code = ordinals[Number.parseInt(state.slice(1), 36)] ?? Code.internal;
    return new CommandError(code, message, code === Code.writeConflict ? labels : []);
  }
  if (state === '23505' || state === '23P01') {
    // a unique violation that does not speak of a duplicate key is a race between two transactions' own bookkeeping
    if (inTransaction && !/duplicate/i.test(message)) return new CommandError(Code.writeConflict, message, labels);
    return new CommandError(Code.duplicateKey, message);
  }
  if (SERIALIZATION_STATES.has(state)) return new CommandError(Code.writeConflict, message, labels);
  if (state === '42P01') return new CommandError(Code.namespaceNotFound, message);
  if (state === '57014') return new CommandError(Code.maxTimeExpired, 'operation exceeded time limit');
  if (state === '0A000') return new CommandError(Code.commandNotSupported, message);
  const code = state.startsWith('22') ? Code.badValue : Code.internal;
  return new CommandError(code, `${message} (SQLSTATE ${state})`);
}

/** MongoDB's error for whatever a statement or a handler threw. */
export function errorOfFailure(failure: unknown, situation: Situation): CommandError {
  if (failure instanceof CommandError) return failure;
  if (failure instanceof SqlFailure) return errorOfState(failure.state, failure.message, situation.inTransaction);
  if (failure instanceof ConnectionUnavailable) {
    // nothing was sent, so sending it again is safe
    const again: ErrorLabel[] = situation.retryableWrite ? ['RetryableWriteError'] : [];
    const labels = situation.inTransaction ? TRANSIENT : again;
    return new CommandError(Code.shutdownInProgress, 'the database is not reachable at the moment', labels);
  }
  if (failure instanceof ConnectionLost) {
    // a write may have taken effect: only a transaction, of which nothing is kept, may simply be run again
    const labels = situation.inTransaction ? TRANSIENT : [];
    return new CommandError(Code.interruptedAtShutdown, 'the connection to the database broke', labels);
  }
  const message = failure instanceof Error ? failure.message : String(failure);
  return new CommandError(
    failure instanceof Error && failure.name === 'MalformedBson' ? Code.invalidBson : Code.internal,
    message,
  );
}

/** The reply that tells the client about an error. */
export function errorReply(error: CommandError, extra: Document = {}): Buffer {
  return encode({
    ok: double(0),
    errmsg: error.message,
    code: int(error.code),
    codeName: NAMES[error.code] ?? `Location${String(error.code)}`,
    ...extra,
    ...(error.labels.length > 0 ? { errorLabels: [...error.labels] } : {}),
  });
}
