import type { StorageKind } from '@classy-book/contracts/file-desk';
import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../../common/clock/clock.js';
import { AppError } from '../../../common/response/app-error.js';
import { Storages } from './storages.js';

/** How the storage of new files is. `latencyMs` and `free` (bytes) are null where they are not known; `problem` says what is wrong. */
export interface StorageStanding {
  readonly kind: StorageKind;
  readonly working: boolean;
  readonly latencyMs: number | null;
  readonly free: number | null;
  readonly problem: string | null;
}

/** Anybody may ask, and Cloudinary counts the questions: an answer is good for so long. */
const GOOD_FOR_MS = 60_000;
const BAD_FOR_MS = 15_000;
const PATIENCE_MS = 3_000;

/** Asks the storage how it is, and remembers it for a while. */
@Injectable()
export class StorageHealthService {
  private readonly logger = new Logger(StorageHealthService.name);
  private asking: Promise<StorageStanding> | null = null;
  private known: { readonly standing: StorageStanding; readonly until: number } | null = null;

  constructor(
    private readonly storages: Storages,
    private readonly clock: Clock,
  ) {}

  /** An answer of the last minute, else a new one. */
  async standing(): Promise<StorageStanding> {
    if (this.known !== null && this.known.until > this.clock.now().getTime()) return this.known.standing;
    return await this.standingNow();
  }

  /** Asks the storage. Answers within three seconds: one that takes longer is told of as one that does not work. */
  async standingNow(): Promise<StorageStanding> {
    const { kind } = this.storages.current;
    this.asking ??= this.ask().finally(() => {
      this.asking = null;
    });
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<StorageStanding>((resolve) => {
      timer = setTimeout(resolve, PATIENCE_MS, failing(kind));
    });
    return await Promise.race([this.asking, late]).finally(() => {
      clearTimeout(timer);
    });
  }

  private async ask(): Promise<StorageStanding> {
    const { current } = this.storages;
    const { kind } = current;
    const start = performance.now();
    try {
      const { free } = await current.check();
      const latencyMs = performance.now() - start;
      return this.remember({ kind, working: true, latencyMs, free, problem: null }, GOOD_FOR_MS);
    } catch (error) {
      this.logger.warn({ err: error, kind }, 'the storage of files does not answer');
      return this.remember(failing(kind, error), BAD_FOR_MS);
    }
  }

  private remember(standing: StorageStanding, milliseconds: number): StorageStanding {
    this.known = { standing, until: this.clock.now().getTime() + milliseconds };
    return standing;
  }
}

function failing(kind: StorageKind, error?: unknown): StorageStanding {
  const problem = error instanceof AppError ? error.message : 'The storage does not answer.';
  return { kind, working: false, latencyMs: null, free: null, problem };
}
