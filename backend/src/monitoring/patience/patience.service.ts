import { Injectable } from '@nestjs/common';
import { AppError } from '../../common/response/app-error.js';
import { DatabaseService } from '../../database/database.service.js';

const FIRST_LOOK_MS = 300;
const LOOK_AGAIN_MS = 1_000;
const LONGEST_MS = 30_000;

/**
 * Waits for queries that may take long over a large database, but only as long as the database lives: a query on the
 * patient connection would wait a minute for one that hangs.
 */
@Injectable()
export class PatienceService {
  constructor(private readonly database: DatabaseService) {}

  /**
   * Runs a query. When it has not answered soon, the database is asked for signs of life beside it.
   * @param query is to end when its signal is aborted
   * @throws what the query throws; the driver's error within two seconds when the database is away or hangs; AppError
   *   SERVICE_UNAVAILABLE after half a minute
   */
  async wait<T>(query: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const control = new AbortController();
    const end = performance.now() + LONGEST_MS;
    let timer: NodeJS.Timeout | undefined;
    const look = async (): Promise<void> => {
      try {
        await this.database.ping();
        if (control.signal.aborted) return;
        if (performance.now() > end) control.abort(tookTooLong());
        else timer = setTimeout(() => void look(), LOOK_AGAIN_MS);
      } catch (error) {
        control.abort(error);
      }
    };
    timer = setTimeout(() => void look(), FIRST_LOOK_MS);
    try {
      return await Promise.race([query(control.signal), aborted(control.signal)]);
    } finally {
      clearTimeout(timer);
      // a look under way is to start no further one
      control.abort();
    }
  }
}

async function aborted(signal: AbortSignal): Promise<never> {
  return await new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => {
      reject(signal.reason as Error);
    });
  });
}

function tookTooLong(): AppError {
  return new AppError('SERVICE_UNAVAILABLE', 'This took too long. Ask for a shorter time or fewer attempts.');
}
