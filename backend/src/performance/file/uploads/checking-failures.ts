import { AppError } from '../../../common/response/app-error.js';
import { isDatabaseAway } from '../../../database/database-errors.js';
import type { FileDocument, ResumableUpload } from '../file.schema.js';
import { ScannerUnavailable } from '../inspection/scanner.errors.js';
import { StorageFull, StorageUnavailable } from '../storage.errors.js';

/** A check that has given no sign of life for this long has died with its process. */
export const LEASE_MS = 30_000;
/** What fails as often as this for a reason that is not known is given up. */
export const MAX_TRIES = 8;
const FIRST_WAIT_MS = 5_000;
const LONGEST_WAIT_MS = 600_000;

/** How long to wait for the next try after so many. */
export function backoff(tries: number): number {
  return Math.min(FIRST_WAIT_MS * 2 ** tries, LONGEST_WAIT_MS);
}

/** What an upload waits for that failed with this; null where that is not known. */
export function waitingFor(error: unknown): ResumableUpload['waitingFor'] {
  if (error instanceof StorageUnavailable || error instanceof StorageFull) return 'storage';
  return error instanceof ScannerUnavailable ? 'scanner' : null;
}

/** Something that ends by itself, or that an administrator ends. */
export function isKnownOutage(error: unknown): boolean {
  return (error instanceof AppError && error.code === 'SERVICE_UNAVAILABLE') || isDatabaseAway(error);
}

/** Why an upload that failed with this is no file; null where it is worth another try. */
export function refusalOf(error: unknown, tries: number): FileDocument['refusal'] {
  if (error instanceof AppError && error.status < 500) return { code: error.code, message: error.message };
  if (isKnownOutage(error) || tries + 1 < MAX_TRIES) return null;
  return { code: 'INTERNAL', message: 'The file could not be looked at. Try another one, or tell an administrator.' };
}
