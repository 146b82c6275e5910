import { AppError } from '../../../common/response/app-error.js';

const BROKE_OFF = 'The connection broke off, or another one took over. Resume the upload.';
/** What the library of the protocol refuses with, in our words. */
const BY_STATUS: Readonly<Record<number, () => AppError>> = {
  404: () => new AppError('NOT_FOUND', 'There is no such upload.'),
  409: () =>
    new AppError('CONFLICT', 'Upload-Offset is not how far the upload is. Ask with HEAD, and go on from there.'),
  410: () => new AppError('NOT_FOUND', 'The upload was given up: no piece has come for too long. Begin anew.'),
  413: () => new AppError('PAYLOAD_TOO_LARGE', 'These are more bytes than were announced with Upload-Length.'),
};
const STREAM_CODES = new Set(['ECONNRESET', 'ERR_STREAM_PREMATURE_CLOSE', 'ABORT_ERR', 'EPIPE']);

/** The protocol version that a client speaks is another one (tus 1.0.0: 412 with `Tus-Version`). */
export class UnknownTusVersion extends AppError {
  override readonly status = 412;

  constructor() {
    super('MALFORMED_REQUEST', 'Say Tus-Resumable: 1.0.0. No other version of the protocol is spoken here.');
  }
}

/**
 * What is thrown for a request that the library refused.
 * @param error what it refused for, where it says so
 */
export function toUploadFailure(status: number, error: unknown): unknown {
  if (error instanceof AppError) return error;
  if (error instanceof Error && !('status_code' in error)) {
    const isBroken = 'code' in error && typeof error.code === 'string' && STREAM_CODES.has(error.code);
    return isBroken ? new AppError('MALFORMED_REQUEST', BROKE_OFF, { cause: error }) : error;
  }
  if (error === undefined || status === 400) {
    const sentence = error === undefined ? 'A header of the upload is missing, or not as it should be.' : BROKE_OFF;
    return new AppError('MALFORMED_REQUEST', sentence);
  }
  return BY_STATUS[status]?.() ?? new AppError('MALFORMED_REQUEST', 'The upload cannot be done in this way.');
}
