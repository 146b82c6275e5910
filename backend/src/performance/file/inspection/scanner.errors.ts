import { AppError } from '../../../common/response/app-error.js';

/** A file in which the scanner found something. `virus` is what the scanner calls it. */
export class InfectedFile extends AppError {
  constructor(readonly virus: string) {
    super('FILE_REFUSED', `The virus scanner found ${virus} in this file, so it was not taken.`, { severity: 'warn' });
    this.name = 'InfectedFile';
  }
}

/** The scanner did not answer, or not in a way that can be understood: whether the file is clean is not known. */
export class ScannerUnavailable extends AppError {
  constructor(cause: unknown) {
    super(
      'SERVICE_UNAVAILABLE',
      'The virus scanner does not answer, so the file cannot be used yet. Try again later.',
      {
        severity: 'error',
        cause,
      },
    );
    this.name = 'ScannerUnavailable';
  }
}
