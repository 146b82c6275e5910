import { type BeforeApplicationShutdown, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { Clock } from '../../common/clock/clock.js';
import { BlockedAddressRepository, type CountedHits } from './blocked-address.repository.js';

interface Waiting {
  hits: number;
  lastAt: Date;
}

const FLUSH_MS = 3_000;
/** As many blocks are counted between two writes; the hits of further ones go uncounted. */
const MAX_WAITING = 5_000;
const WRITE = 1_000;

/**
 * Counts the requests that each block refuses. They are added up in memory and written together every few seconds, so
 * that a flood of refused requests costs the database nothing; what several processes add comes together there. What a
 * process that is killed had not written yet is lost.
 */
@Injectable()
export class BlockHits implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(BlockHits.name);
  private waiting = new Map<string, Waiting>();
  private timer: NodeJS.Timeout | undefined;
  private writing: Promise<void> = Promise.resolve();

  constructor(
    private readonly blocks: BlockedAddressRepository,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.flush(), FLUSH_MS).unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.flush();
  }

  /** A block refused a request. */
  count(blockId: string): void {
    const counted = this.waiting.get(blockId);
    if (counted !== undefined) {
      counted.hits += 1;
      counted.lastAt = this.clock.now();
    } else if (this.waiting.size < MAX_WAITING) {
      this.waiting.set(blockId, { hits: 1, lastAt: this.clock.now() });
    }
  }

  /** Writes what was counted. What cannot be written waits for the next time. */
  async flush(): Promise<void> {
    this.writing = this.writing.then(async () => {
      await this.write();
    });
    await this.writing;
  }

  private async write(): Promise<void> {
    const counted = [...this.waiting].map(([blockId, { hits, lastAt }]) => ({ blockId, hits, lastAt }));
    this.waiting = new Map();
    for (let start = 0; start < counted.length; start += WRITE) {
      const some = counted.slice(start, start + WRITE);
      try {
        await this.blocks.addHits(some);
      } catch (error) {
        this.logger.debug({ err: error }, 'could not write hits; trying again');
        for (const one of some) this.keep(one);
      }
    }
  }

  private keep({ blockId, hits, lastAt }: CountedHits): void {
    const newer = this.waiting.get(blockId);
    if (newer !== undefined) newer.hits += hits;
    else if (this.waiting.size < MAX_WAITING) this.waiting.set(blockId, { hits, lastAt });
  }
}
