import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleInit,
} from '@nestjs/common';
import { Clock } from '../../common/clock/clock.js';
import { randomToken } from '../../common/crypto/keys.js';
import { SecretBox } from '../../common/crypto/secret-box.js';
import { AppError } from '../../common/response/app-error.js';
import { APP_CONFIG, type AppConfig } from '../../config/app-config.js';
import { type Delivery, MailTransport } from './mail-transport.js';
import { type ClaimedEmail, OutgoingEmailRepository } from './outgoing-email.repository.js';
import { nextTry } from './retry-waits.js';
import type { RenderedEmail } from './templates/render.js';

const POLL_MS = 2_000;
const LEASE_MS = 60_000;
const AT_ONCE = 3;
const DAY_MS = 86_400_000;
/** What waits longer than this, because no mail server is configured, is of no use to anybody: its links have expired. */
const WAITING_LIFE_MS = 3 * DAY_MS;
const FINISHED_LIFE_MS = 7 * DAY_MS;
/** More than these do not wait. */
const MAX_WAITING = 10_000;
const STOP_WITHIN_MS = 15_000;
const MOST_TOLD = 100;

/**
 * Mails on their way, in the database: what was put here is sent by whichever process comes first, tried again with
 * growing waits for about a day, and never sent twice, unless the process that was sending it died: then once more when
 * its lease has run out.
 */
@Injectable()
export class EmailQueueService implements OnModuleInit, OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(EmailQueueService.name);
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | null = null;
  private wanted = false;
  private stopped = false;

  constructor(
    private readonly emails: OutgoingEmailRepository,
    private readonly transport: MailTransport,
    private readonly box: SecretBox,
    private readonly clock: Clock,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  onModuleInit(): void {
    if (!this.transport.isConfigured) {
      this.logger.warn(
        this.config.production
          ? 'SMTP_URL is not set: mails are not sent, and wait in the queue for three days.'
          : 'SMTP_URL is not set: mails are kept at /dev/mailbox instead of being sent.',
      );
    }
  }

  onApplicationBootstrap(): void {
    if (!this.transport.isConfigured) return;
    this.timer = setInterval(() => {
      this.wake();
    }, POLL_MS).unref();
    this.wake();
  }

  /** Lets what is being sent end, and begins nothing new. */
  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    clearInterval(this.timer);
    let limit: NodeJS.Timeout | undefined;
    const tooLong = new Promise<void>((resolve) => {
      limit = setTimeout(resolve, STOP_WITHIN_MS);
    });
    await Promise.race([this.running, tooLong]);
    clearTimeout(limit);
  }

  /**
   * Stores a mail; it is sent at once where the mail server answers.
   * @throws AppError SERVICE_UNAVAILABLE where too many wait already
   */
  async add(template: string, email: RenderedEmail): Promise<void> {
    if ((await this.emails.countWaiting(MAX_WAITING)) >= MAX_WAITING) {
      throw new AppError('SERVICE_UNAVAILABLE', 'Too many mails wait to be sent. Try again later.');
    }
    const now = this.clock.now();
    const id = this.emails.newId();
    const sealed = this.box.seal(JSON.stringify(email), contextOf(id));
    await this.emails.insert(id, template, sealed, now, new Date(now.getTime() + WAITING_LIFE_MS));
    this.wake();
  }

  /**
   * How many mails wait because the mail server did not take them, counted up to 100; null where none is configured.
   * @throws the driver's error when the database is away
   */
  async countRefused(): Promise<number | null> {
    return this.transport.isConfigured ? await this.emails.countRefused(MOST_TOLD) : null;
  }

  private wake(): void {
    if (this.stopped || !this.transport.isConfigured) return;
    this.wanted = true;
    this.running ??= this.run();
  }

  private async run(): Promise<void> {
    try {
      // a mail that was added while the lanes came to their end would wait for the next look
      while (this.wanted && !this.stopped) {
        this.wanted = false;
        await Promise.all(Array.from({ length: AT_ONCE }, async () => this.work()));
      }
    } catch (error) {
      this.logger.debug({ err: error }, 'the mail queue cannot be looked at; trying again');
    } finally {
      this.running = null;
    }
  }

  private async work(): Promise<void> {
    while (!this.stopped) {
      const now = this.clock.now();
      const lease = randomToken(12);
      const email = await this.emails.claim(lease, now, new Date(now.getTime() + LEASE_MS));
      if (email === null) return;
      await this.settle(email, lease, await this.sendUnderLease(email, lease));
    }
  }

  private async sendUnderLease(email: ClaimedEmail, lease: string): Promise<Delivery> {
    const rendered = this.open(email);
    if (rendered === null) return { kind: 'refused', reason: 'unreadable' };
    const hold = setInterval(() => {
      const leaseEnd = new Date(this.clock.now().getTime() + LEASE_MS);
      this.emails.extendLease(email.id, lease, leaseEnd).catch((error: unknown) => {
        this.logger.debug({ err: error }, 'could not hold on to a mail');
      });
    }, LEASE_MS / 3);
    try {
      return await this.transport.deliver(email.id, rendered);
    } finally {
      clearInterval(hold);
    }
  }

  private async settle(email: ClaimedEmail, lease: string, delivery: Delivery): Promise<void> {
    const now = this.clock.now();
    const forgetAt = new Date(now.getTime() + FINISHED_LIFE_MS);
    const { id, template, attempts } = email;
    if (delivery.kind === 'sent') {
      await this.emails.finish(id, lease, 'sent', now, forgetAt, null);
      return;
    }
    const { reason } = delivery;
    const dueAt = delivery.kind === 'refused' ? null : nextTry(attempts, email.createdAt, now);
    if (dueAt === null) {
      this.logger.warn({ id, template, attempts, reason }, 'a mail could not be sent and was given up');
      await this.emails.finish(id, lease, 'given_up', now, forgetAt, reason);
      return;
    }
    this.logger.log({ id, template, attempts, reason, dueAt }, 'a mail could not be sent yet');
    await this.emails.putBack(id, lease, dueAt, reason);
  }

  // a key that was taken out of the configuration too early makes what it sealed unreadable
  private open({ id, sealed }: ClaimedEmail): RenderedEmail | null {
    try {
      return JSON.parse(this.box.open(sealed, contextOf(id))) as RenderedEmail;
    } catch (error) {
      this.logger.error({ err: error, id }, 'a mail in the queue cannot be read');
      return null;
    }
  }
}

function contextOf(id: string): string {
  return `outgoing-email:${id}`;
}
