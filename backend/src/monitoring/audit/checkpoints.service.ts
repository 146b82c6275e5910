import type { AuditCheckpoint } from '@classy-book/contracts/audit';
import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { Clock } from '../../common/clock/clock.js';
import { APP_CONFIG, type AppConfig } from '../../config/app-config.js';
import { AuditLogService } from './audit-log.service.js';
import { type ChainHead, NO_HASH } from './audit-record.js';
import { CheckpointCopyRepository } from './checkpoint-copy.repository.js';
import { CheckpointFile } from './checkpoint-file.js';
import { type CheckpointBody, CheckpointSigner, lineHash, toCheckpoint } from './checkpoint.js';
import { CheckpointWebhook } from './checkpoint-webhook.js';

const COPY_LIFE_MS = 7 * 86_400_000;
const MINUTE_MS = 60_000;

/**
 * Signed checkpoints of the ends of the chains, written where nobody who can write to the database can change them: into
 * the log of the process, to a file, to a webhook. Each process makes its own, from what it knows of its own chain by
 * itself, and from what it sees of the others' in the database.
 */
@Injectable()
export class CheckpointsService implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(CheckpointsService.name);
  private readonly signer: CheckpointSigner;
  private readonly file: CheckpointFile | null;
  // how far each chain had come at the last checkpoint
  private readonly told = new Map<string, number>();
  private number = 0;
  private previous: string | null = null;
  private running: Promise<void> = Promise.resolve();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly log: AuditLogService,
    private readonly copies: CheckpointCopyRepository,
    private readonly webhook: CheckpointWebhook,
    private readonly clock: Clock,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {
    this.signer = new CheckpointSigner(config.secrets.audit);
    const { checkpointFile } = config.audit;
    this.file = checkpointFile === null ? null : new CheckpointFile(checkpointFile);
  }

  onApplicationBootstrap(): void {
    const everyMs = this.config.audit.checkpointMinutes * MINUTE_MS;
    this.timer = setInterval(() => void this.make(), everyMs).unref();
  }

  /** The last one of this process, for what it knows by itself: the database may be going as well. */
  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.make({ alone: true });
  }

  /**
   * Makes a checkpoint where a chain has grown since the last one, one after the other. A failure is logged, and the next
   * one tells what this one would have told.
   * @param alone looks at no other chain and leaves no copy in the database
   */
  async make({ alone = false } = {}): Promise<void> {
    this.running = this.running.then(async () => {
      try {
        await this.write(alone);
      } catch (error) {
        this.logger.error({ err: error }, 'a checkpoint of the audit log could not be written');
      }
    });
    await this.running;
  }

  /** The newest checkpoint of any process; null where there is none. */
  async newest(): Promise<AuditCheckpoint | null> {
    const line = await this.copies.newest();
    const read = line === null ? null : this.signer.read(line);
    return read === null || read === 'forged' ? null : toCheckpoint(read.body);
  }

  private async write(alone: boolean): Promise<void> {
    const own = this.log.confirmedHead();
    const others = alone ? [] : (await this.log.otherHeads()).filter(({ writer }) => writer !== own?.writer);
    const ends = [...(own === null ? [] : [own]), ...others];
    if (!ends.some(({ writer, seq }) => seq > (this.told.get(writer) ?? 0))) return;
    const body = await this.compose(ends, alone);
    const line = this.signer.line(body);
    await this.file?.append(line);
    this.number = body.number;
    this.previous = lineHash(line);
    for (const { writer, seq } of ends) this.told.set(writer, seq);
    this.logger.log({ checkpoint: line }, 'checkpoint of the audit log');
    this.send(line, alone);
    if (alone) return;
    const at = new Date(body.at);
    const expiresAt = new Date(at.getTime() + COPY_LIFE_MS);
    await this.copies.add({ _id: `${body.writer} ${String(body.number)}`, line, at, expiresAt });
  }

  private async compose(ends: readonly ChainHead[], alone: boolean): Promise<CheckpointBody> {
    return {
      writer: this.log.writer,
      number: this.number + 1,
      at: this.clock.now().toISOString(),
      ends,
      records: alone ? ends.reduce((sum, { seq }) => sum + seq, 0) : await this.log.estimateCount(),
      prev: this.previous ?? (await this.file?.lastHash()) ?? NO_HASH,
    };
  }

  private send(line: string, last: boolean): void {
    const { checkpointUrl } = this.config.audit;
    // who is going tries once
    if (checkpointUrl !== null) void this.webhook.post(checkpointUrl, line, last ? [0] : undefined);
  }
}
