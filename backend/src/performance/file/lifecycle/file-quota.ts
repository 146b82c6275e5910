import type { FileUsage } from '@classy-book/contracts/file-desk';
import { MAX_UNFINISHED_UPLOADS } from '@classy-book/contracts/file-uploads';
import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../../common/clock/clock.js';
import { AppError } from '../../../common/response/app-error.js';
import { APP_CONFIG, type AppConfig } from '../../../config/app-config.js';
import { type AnnouncedFile, FileRepository } from '../file.repository.js';
import type { ResumableUpload } from '../file.schema.js';
import { UploadRepository } from '../uploads/upload.repository.js';
import { FileQuotaRepository } from './file-quota.repository.js';

/** How long an upload lives without a sign of life; it gives one three times as often. */
const LEASE_MS = 90_000;
const MAX_FILES = 20_000;

/** How much one person may store, and upload at once. */
@Injectable()
export class FileQuota {
  constructor(
    private readonly files: FileRepository,
    private readonly uploads: UploadRepository,
    private readonly quotas: FileQuotaRepository,
    private readonly clock: Clock,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  /** How much each of these people may store; `own` where it is not the usual quota. */
  async quotasOf(
    ownerIds: readonly string[],
  ): Promise<ReadonlyMap<string, { readonly bytes: number; readonly own: boolean }>> {
    const own = await this.quotas.find(ownerIds);
    return new Map(
      ownerIds.map((id) => [id, { bytes: own.get(id) ?? this.config.files.quotaBytes, own: own.has(id) }]),
    );
  }

  /** What somebody has, uploads that still run counted as they were announced, and how much they may have. */
  async usageOf(ownerId: string): Promise<FileUsage> {
    const [{ bytes, files }, quotas] = await Promise.all([this.files.usageOf(ownerId), this.quotasOf([ownerId])]);
    const { bytes: quota = 0, own = false } = quotas.get(ownerId) ?? {};
    return { files, bytes, quota, own };
  }

  /** Sets how many bytes somebody may store, null for the usual quota; answers what it was before in the same form. */
  async set(ownerId: string, bytes: number | null, setBy: string): Promise<number | null> {
    if (bytes === null) return await this.quotas.remove(ownerId);
    return await this.quotas.set({ _id: ownerId, bytes, setBy, setAt: this.clock.now() });
  }

  /**
   * Begins an upload. It is noted with what it announced before anything is counted: of several at the same moment too
   * many may be refused, but never too many let in. `upload` where it comes in pieces: then it outlives its process.
   * @returns the id of the file to be
   * @throws AppError LIMIT_REACHED
   */
  async reserve(file: AnnouncedFile, upload: ResumableUpload | null = null): Promise<string> {
    const now = this.clock.now();
    const keptUntil = new Date(now.getTime() + this.config.files.uploadHours * 3_600_000);
    const id = await this.files.begin(file, now, upload === null ? this.leaseEnd() : keptUntil, upload);
    const [{ bytes, files }, busy, quotas] = await Promise.all([
      this.files.usageOf(file.ownerId),
      upload === null ? this.tooManyAtOnce(file.ownerId) : this.tooManyUnfinished(file.ownerId),
      this.quotasOf([file.ownerId]),
    ]);
    const { bytes: quotaBytes = 0 } = quotas.get(file.ownerId) ?? {};
    const problem =
      busy ??
      (bytes > quotaBytes || files > MAX_FILES
        ? 'There is no room for this file among yours. Delete files that you do not need any more.'
        : null);
    if (problem === null) return id;
    await this.files.delete(id);
    throw new AppError('LIMIT_REACHED', problem);
  }

  /** For an upload in pieces that is about to receive bytes, and counted already. @throws AppError LIMIT_REACHED */
  async requireTurn(ownerId: string): Promise<void> {
    const problem = await this.tooManyAtOnce(ownerId);
    if (problem !== null) throw new AppError('LIMIT_REACHED', problem);
  }

  /** Keeps an upload alive until the function that it answers is called. */
  keepAlive(id: string): () => void {
    const timer = setInterval(() => {
      // one that cannot be extended is found to be dead when it ends
      void this.files.extend(id, this.leaseEnd()).catch(() => undefined);
    }, LEASE_MS / 3).unref();
    return () => {
      clearInterval(timer);
    };
  }

  private async tooManyAtOnce(ownerId: string): Promise<string | null> {
    const { uploadsAtOnce } = this.config.files;
    if ((await this.uploads.receivingOf(ownerId, this.clock.now())) <= uploadsAtOnce) return null;
    return `You are uploading ${String(uploadsAtOnce)} files already. Wait until one of them is complete.`;
  }

  private async tooManyUnfinished(ownerId: string): Promise<string | null> {
    if ((await this.uploads.countUnfinished(ownerId)) <= MAX_UNFINISHED_UPLOADS) return null;
    return `You have begun ${String(MAX_UNFINISHED_UPLOADS)} uploads already. Complete one of them, or give it up.`;
  }

  private leaseEnd(): Date {
    return new Date(this.clock.now().getTime() + LEASE_MS);
  }
}
