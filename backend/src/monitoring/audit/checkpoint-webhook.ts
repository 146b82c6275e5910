import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable, Logger } from '@nestjs/common';

const ANSWER_WITHIN_MS = 5_000;
const WAITS_MS = [0, 2_000, 10_000, 60_000];

/** Posts checkpoints to an address outside of this installation, with some patience but without a guarantee. */
@Injectable()
export class CheckpointWebhook {
  private readonly logger = new Logger(CheckpointWebhook.name);

  /** Posts a line, at most four times. */
  async post(url: string, line: string, waits: readonly number[] = WAITS_MS): Promise<boolean> {
    for (const wait of waits) {
      await sleep(wait, undefined, { ref: false });
      try {
        const answer = await fetch(url, {
          method: 'POST',
          body: line,
          headers: { 'Content-Type': 'application/json' },
          // who was named gets it, and nobody else
          redirect: 'error',
          signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
        });
        await answer.body?.cancel();
        if (answer.ok) return true;
        this.logger.debug({ status: answer.status }, 'a checkpoint was not taken');
      } catch (error) {
        this.logger.debug({ err: error }, 'a checkpoint could not be posted');
      }
    }
    this.logger.warn({ tries: waits.length }, 'a checkpoint could not be posted to AUDIT_CHECKPOINT_URL');
    return false;
  }
}
