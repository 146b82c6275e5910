import { AppError } from '../../common/response/app-error.js';

/** The same for a certificate of somebody else and for one that does not exist. */
export function noCertificate(): AppError {
  return new AppError('NOT_FOUND', 'There is no such certificate of yours.');
}

/** What a revoked certificate is not given out as any more. */
export function revokedCertificate(): AppError {
  return new AppError('CONFLICT', 'This certificate was revoked. Ask the teachers of the course why.');
}
