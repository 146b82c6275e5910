import { setTimeout as delay } from 'node:timers/promises';
import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../../common/clock/clock.js';
import type { Acting } from '../../../common/events/actor.js';
import { AppError } from '../../../common/response/app-error.js';
import type { FileDocument } from '../file.schema.js';
import { BY_THE_SYSTEM, FileNews } from '../lifecycle/file-news.js';
import { FileObjects } from '../objects/file-objects.js';
import { backoff, isKnownOutage, LEASE_MS, MAX_TRIES, refusalOf, waitingFor } from './checking-failures.js';
import { FileProcessing } from './file-processing.js';
import { Staging } from './staging.js';
import { type UploadDocument, UploadRepository } from './upload.repository.js';

const ANSWER_WITHIN_MS = 15_000;
const LOOK_AGAIN_MS = 400;
const WAITING_MS = 2_000;
const BUSY_WAIT_MS = 3_000;
const REFUSAL_KEPT_MS = 24 * 3_600_000;
/** Checks that this process takes up again at the same time. */
const RETRIES_AT_ONCE = 2;

/**
 * From an upload whose bytes are all there to a file, once: whoever moves it from `uploading` to `checking` does it, with a lease in its
 * document. What dies with its process, or waits for the scanner or the storage, is taken up again. That the file came is told after it
 * is stored; it is told twice where the process dies in the moment between that and its note.
 */
@Injectable()
export class UploadCompletion implements BeforeApplicationShutdown {
  private readonly logger = new Logger(UploadCompletion.name);
  private readonly runs = new Map<string, Promise<void>>();
  private readonly stopping = new AbortController();

  constructor(
    private readonly uploads: UploadRepository,
    private readonly processing: FileProcessing,
    private readonly staging: Staging,
    private readonly objects: FileObjects,
    private readonly news: FileNews,
    private readonly clock: Clock,
  ) {}

  /** Who waits for an answer gets `checking`; the checks themselves go on elsewhere, or after the restart. */
  beforeApplicationShutdown(): void {
    this.stopping.abort();
  }

  /**
   * Begins to check an upload, or joins whoever does. Resolves when it has ended, has to wait for something, or after 15 seconds.
   * @throws AppError CONFLICT where bytes are missing
   */
  async complete(upload: UploadDocument, sha256: string | null, acting: Acting): Promise<void> {
    const id = upload._id.toHexString();
    if (upload.state === 'uploading') await this.start(upload, sha256, acting);
    else if (upload.state === 'checking') await this.takeUp(id);
    await this.ended(id);
  }

  /**
   * Takes up one check that waits for another try, or whose process died; it goes on by itself.
   * @returns false where there is none, or enough of them go on here
   */
  async retryDue(): Promise<boolean> {
    if (this.stopping.signal.aborted || this.runs.size >= RETRIES_AT_ONCE) return false;
    return await this.takeUp();
  }

  private async start(upload: UploadDocument, sha256: string | null, acting: Acting): Promise<void> {
    const id = upload._id.toHexString();
    const { size } = await this.staging.settle(id);
    if (size !== upload.size) {
      throw new AppError(
        'CONFLICT',
        `${String(upload.size - size)} of ${String(upload.size)} bytes are missing. Resume the upload.`,
      );
    }
    const end = performance.now() + BUSY_WAIT_MS;
    for (;;) {
      const now = this.clock.now();
      const started = await this.uploads.startChecking(id, { now, dueAt: this.leaseEnd(), sha256, acting });
      if (started !== null) {
        this.run(started);
        return;
      }
      // somebody else has begun, or a request has the lock for another moment
      if ((await this.uploads.find(id))?.state !== 'uploading') return;
      if (performance.now() > end) throw new AppError('CONFLICT', 'A connection still sends this upload. Try again.');
      await delay(LOOK_AGAIN_MS / 2);
    }
  }

  private async takeUp(id?: string): Promise<boolean> {
    const due = await this.uploads.takeDue(this.clock.now(), this.leaseEnd(), id);
    if (due !== null) this.run(due);
    return due !== null;
  }

  private run(upload: UploadDocument): void {
    const id = upload._id.toHexString();
    if (this.runs.has(id)) return;
    const run = this.check(id, upload)
      .catch((error: unknown) => {
        this.logger.warn({ err: error, file: id }, 'an upload could not be checked to its end; it is taken up again');
      })
      .finally(() => this.runs.delete(id));
    this.runs.set(id, run);
  }

  private async check(id: string, upload: UploadDocument): Promise<void> {
    const alive = setInterval(() => {
      void this.uploads.keepChecking(id, this.leaseEnd()).catch(() => undefined);
    }, LEASE_MS / 3).unref();
    try {
      const file = upload.state === 'stored' ? upload : await this.process(id, upload);
      await this.staging.discard(id);
      await this.news.tell('uploaded', file, upload.upload.acting ?? BY_THE_SYSTEM);
      await this.uploads.close(id);
    } catch (error) {
      await this.fail(id, upload, error);
    } finally {
      clearInterval(alive);
    }
  }

  private async process(
    id: string,
    { ownerId, purpose, courseId, name, upload }: UploadDocument,
  ): Promise<FileDocument> {
    const { declaredType, sha256: declaredSha256, acting } = upload;
    const said = { fileId: id, ownerId, purpose, courseId, name, acting, declaredType, declaredSha256 };
    return await this.processing.process({ ...(await this.staging.settle(id)), ...said, dueAt: this.leaseEnd() });
  }

  private async fail(id: string, { upload: { tries } }: UploadDocument, error: unknown): Promise<void> {
    const refusal = refusalOf(error, tries);
    if (refusal === null) {
      const next = new Date(this.clock.now().getTime() + backoff(tries));
      const level = isKnownOutage(error) ? 'warn' : 'error';
      this.logger[level]({ err: error, file: id, next, tries, most: MAX_TRIES }, 'an upload cannot be checked now');
      await this.uploads.postpone(id, waitingFor(error), next);
      return;
    }
    await this.uploads.refuse(id, refusal, new Date(this.clock.now().getTime() + REFUSAL_KEPT_MS));
    // told of, or stored, by now: then its bytes are not ours to throw away
    const state = (await this.uploads.find(id))?.state;
    if (state === 'stored' || state === 'checking') return;
    await this.objects.release(id);
    await this.staging.discard(id);
  }

  private async ended(id: string): Promise<void> {
    const { signal } = this.stopping;
    const run = this.runs.get(id);
    const pause = async (ms: number) => delay(ms, null, { signal, ref: false }).catch(() => null);
    if (run !== undefined) {
      await Promise.race([run, pause(ANSWER_WITHIN_MS)]);
      return;
    }
    const end = performance.now() + ANSWER_WITHIN_MS;
    while (performance.now() < end && !signal.aborted) {
      const upload = await this.uploads.find(id);
      if (upload?.state !== 'checking') return;
      // it waits for something; whoever asks is to ask again, but not at once
      await pause(upload.upload.tries > 0 ? WAITING_MS : LOOK_AGAIN_MS);
      if (upload.upload.tries > 0) return;
    }
  }

  private leaseEnd(): Date {
    return new Date(this.clock.now().getTime() + LEASE_MS);
  }
}
