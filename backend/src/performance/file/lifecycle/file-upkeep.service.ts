import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Looker } from '../../../common/background/looker.js';
import { Clock } from '../../../common/clock/clock.js';
import { FileUpkeepRepository } from './file-upkeep.repository.js';
import { LeftOvers } from './left-overs.js';
import { UnusedFiles } from './unused-files.js';

const EVERY_MS = 60_000;
/** Longer than a batch takes: whoever has the lease takes it anew before each. */
const LEASE_MS = 120_000;
/** So many batches of a hundred files in a round; the others wait for the next one. */
const MOST_BATCHES = 20;

/** Looks after stored files, in one process at a time: what nothing names goes, and so does what is left of what died. */
@Injectable()
export class FileUpkeepService extends Looker {
  private readonly self = randomUUID();

  constructor(
    private readonly upkeep: FileUpkeepRepository,
    private readonly unused: UnusedFiles,
    private readonly leftOvers: LeftOvers,
    private readonly clock: Clock,
  ) {
    super(EVERY_MS, 'files cannot be looked after now; trying again');
  }

  /** One round; nothing where another process is at it. */
  async round(): Promise<void> {
    const lease = await this.take();
    if (lease === null) return;
    let { objectsAfter } = lease;
    try {
      await this.inBatches(async () => await this.unused.check());
      await this.unused.mark();
      await this.inBatches(async () => await this.unused.throwAway());
      objectsAfter = await this.leftOvers.releaseStrayObjects(objectsAfter);
      await this.leftOvers.clearIncoming();
    } finally {
      await this.upkeep.release(this.self, this.clock.now(), objectsAfter);
    }
  }

  protected override async look(): Promise<void> {
    await this.round();
  }

  private async inBatches(next: () => Promise<boolean>): Promise<void> {
    await this.workOff(async () => (await this.take()) !== null && (await next()), MOST_BATCHES);
  }

  private async take(): ReturnType<FileUpkeepRepository['take']> {
    const now = this.clock.now();
    return await this.upkeep.take(this.self, now, new Date(now.getTime() + LEASE_MS));
  }
}
