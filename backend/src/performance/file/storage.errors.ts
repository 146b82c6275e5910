import { AppError } from '../../common/response/app-error.js';

/** The storage does not answer, or answers with a failure of its own. */
export class StorageUnavailable extends AppError {
  constructor(cause: unknown) {
    super('SERVICE_UNAVAILABLE', 'Files cannot be reached at the moment. Try again in some minutes.', {
      severity: 'error',
      cause,
    });
  }
}

/** There is no room left where files are stored. */
export class StorageFull extends AppError {
  constructor(cause: unknown) {
    super('SERVICE_UNAVAILABLE', 'There is no room for this file at the moment. Tell an administrator.', {
      severity: 'error',
      cause,
    });
  }
}
