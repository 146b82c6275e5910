import { Injectable } from '@nestjs/common';
import type { Acting } from '../../../common/events/actor.js';
import { AppError } from '../../../common/response/app-error.js';
import { FileRepository } from '../file.repository.js';
import type { FileDocument } from '../file.schema.js';
import { FileInspector } from '../inspection/file-inspector.js';
import { FileScanner } from '../inspection/file-scanner.js';
import type { Suspect } from '../inspection/inspected.js';
import { InfectedFile } from '../inspection/scanner.errors.js';
import { BY_THE_SYSTEM, FileNews } from '../lifecycle/file-news.js';
import { FileObjects } from '../objects/file-objects.js';
import { hashOf } from './staging.js';

/** An upload whose bytes are all there. */
export interface Arrived extends Suspect {
  readonly fileId: string;
  readonly ownerId: string;
  readonly courseId: string | null;
  /** Who brought it; null where nobody knows any more. */
  readonly acting: Acting | null;
  /** What the sender says the SHA-256 of the bytes is; null where nothing was said. */
  readonly declaredSha256: string | null;
  /** When to look whether the file was told of; null where whoever brought it sees to that. */
  readonly dueAt: Date | null;
}

/** From bytes that have arrived to a file: a look at them, the scanner, the storage. Each step may be done again after a crash. */
@Injectable()
export class FileProcessing {
  constructor(
    private readonly files: FileRepository,
    private readonly inspector: FileInspector,
    private readonly scanner: FileScanner,
    private readonly objects: FileObjects,
    private readonly news: FileNews,
  ) {}

  /**
   * The bytes at `path` stay; whoever brought them clears them away.
   * @throws AppError FILE_REFUSED, MALFORMED_REQUEST where they are not those that were sent, and what scanner and storage throw
   */
  async process(arrived: Arrived): Promise<FileDocument> {
    const { fileId, ownerId, declaredSha256, dueAt } = arrived;
    const source = await hashOf(arrived.path);
    if (declaredSha256 !== null && declaredSha256 !== source) {
      throw new AppError(
        'MALFORMED_REQUEST',
        'The bytes that arrived are not those that were sent. Upload the file again.',
      );
    }
    const findings = await this.inspector.look(arrived);
    await this.scan(arrived);
    const holding = { fileId, ownerId, source, shape: findings.shape };
    const object = (await this.objects.reuse(holding)) ?? (await this.store(arrived, findings, holding));
    const { name, duration } = findings;
    const stored = await this.files.finish(
      fileId,
      {
        ...object,
        width: object.width ?? findings.width,
        height: object.height ?? findings.height,
        name: findings.shape === 'as_is' ? name : this.inspector.nameOf(arrived, object.type),
        duration,
      },
      dueAt,
    );
    if (stored === null)
      throw new AppError('MALFORMED_REQUEST', 'The upload was given up before it was complete. Try again.');
    return stored;
  }

  private async scan({ path, fileId, purpose, name, size, courseId, acting }: Arrived): Promise<void> {
    try {
      await this.scanner.scan(path);
    } catch (error) {
      if (error instanceof InfectedFile) {
        const { virus } = error;
        await this.news.tellInfected({ virus, fileId, purpose, name, size, courseId }, acting ?? BY_THE_SYSTEM);
      }
      throw error;
    }
  }

  private async store(
    arrived: Arrived,
    findings: Awaited<ReturnType<FileInspector['look']>>,
    holding: Parameters<FileObjects['reuse']>[0],
  ): ReturnType<FileObjects['keep']> {
    const parts = await this.inspector.make(arrived, findings);
    const main = parts[0];
    const sha256 = main === undefined || main.path === arrived.path ? holding.source : await hashOf(main.path);
    return await this.objects.keep(holding, parts, sha256);
  }
}
