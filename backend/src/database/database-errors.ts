import { mongo, Error as MongooseError } from 'mongoose';

/** The answer of the database to a second document with a unique key. */
export function isDuplicateKey(error: unknown): boolean {
  return error instanceof mongo.MongoServerError && error.code === 11000;
}

/**
 * Runs an upsert, and once more where it met another one of the same new document: the second time it finds the document
 * of the first.
 * @throws what the upsert throws, a second duplicate key too
 */
export async function upsertOrMeet<T>(upsert: () => Promise<T>): Promise<T> {
  try {
    return await upsert();
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
    return await upsert();
  }
}

// ShutdownInProgress, PrimarySteppedDown, InterruptedAtShutdown, NotWritablePrimary, HostUnreachable, MaxTimeMSExpired ...
const AWAY_CODES = new Set([6, 7, 50, 89, 91, 189, 262, 9001, 10107, 11600, 11602, 13435, 13436]);

/** True when the database is away, does not answer in time, or is about to go: worth trying again later. */
export function isDatabaseAway(error: unknown): boolean {
  if (error instanceof mongo.MongoServerError) return typeof error.code === 'number' && AWAY_CODES.has(error.code);
  return (
    error instanceof mongo.MongoNetworkError ||
    error instanceof mongo.MongoServerSelectionError ||
    error instanceof mongo.MongoNotConnectedError ||
    error instanceof mongo.MongoTopologyClosedError ||
    error instanceof MongooseError.MongooseServerSelectionError ||
    // the driver does not export the class of a full connection pool
    (error instanceof mongo.MongoDriverError && error.name === 'MongoWaitQueueTimeoutError')
  );
}
