import type { UploadStatus } from '@classy-book/contracts/file-uploads';
import { Injectable } from '@nestjs/common';
import type { Caller } from '../../../common/http/parameters.decorator.js';
import { AppError } from '../../../common/response/app-error.js';
import { FileRulesRegistry } from '../file-rules-registry.js';
import type { ResumableUpload } from '../file.schema.js';
import { FileQuota } from '../lifecycle/file-quota.js';
import { type TusAnswer, type TusRequest, TusServer } from './tus-server.js';
import { UploadCompletion } from './upload-completion.js';
import { UnknownTusVersion } from './upload-failures.js';
import { readLength, readMetadata } from './upload-metadata.js';
import { UploadStatuses } from './upload-statuses.js';
import { type UploadDocument, UploadRepository } from './upload.repository.js';

const BEGUN: Omit<ResumableUpload, 'declaredType'> = {
  ...{ sha256: null, lockedBy: null, lockedUntil: null, lockWanted: false },
  ...{ waitingFor: null, tries: 0, acting: null },
};

/** Uploads in pieces. Only who began one sees it; for everybody else there is none. */
@Injectable()
export class ResumableUploadsService {
  constructor(
    private readonly uploads: UploadRepository,
    private readonly tus: TusServer,
    private readonly rules: FileRulesRegistry,
    private readonly quota: FileQuota,
    private readonly completion: UploadCompletion,
    private readonly statuses: UploadStatuses,
  ) {}

  /** What the protocol offers here. */
  async offer(request: TusRequest): Promise<TusAnswer> {
    return await this.tus.handle(request, '');
  }

  /**
   * Begins an upload.
   * @throws AppError VALIDATION_FAILED, PAYLOAD_TOO_LARGE, LIMIT_REACHED, and what the rules of the purpose throw
   */
  async create(request: TusRequest, { principal }: Caller): Promise<TusAnswer> {
    requireVersion(request);
    const { purpose, name, courseId = null, type = null } = readMetadata(request.headers['upload-metadata']);
    const size = readLength(request.headers['upload-length'], purpose);
    await this.rules.requireUpload(purpose, courseId, principal);
    const announced = { ownerId: principal.userId, purpose, courseId, name, size };
    const id = await this.quota.reserve(announced, { ...BEGUN, declaredType: type });
    return await this.tus.handle(request, id);
  }

  /**
   * HEAD, PATCH and DELETE of an upload.
   * @throws AppError NOT_FOUND, CONFLICT for another offset than the upload has, PAYLOAD_TOO_LARGE, LIMIT_REACHED, MALFORMED_REQUEST,
   * SERVICE_UNAVAILABLE where the disk is full or the server ends; what has arrived is kept
   */
  async handle(id: string, request: TusRequest, caller: Caller): Promise<TusAnswer> {
    await this.own(id, caller);
    requireVersion(request);
    return await this.tus.handle(request, id);
  }

  /** The caller's uploads that have not ended, the newest first. */
  async list({ principal }: Caller): Promise<UploadStatus[]> {
    return await this.statuses.ofAll(await this.uploads.unfinishedOf(principal.userId), principal);
  }

  /** @throws AppError NOT_FOUND */
  async status(id: string, caller: Caller): Promise<UploadStatus> {
    return await this.statuses.of(await this.own(id, caller), caller.principal);
  }

  /**
   * Makes an upload a file, once: calling it again joins, or says what has become of it.
   * @throws AppError NOT_FOUND, CONFLICT where bytes are missing, and what the rules of the purpose throw
   */
  async complete(id: string, sha256: string | null, caller: Caller): Promise<UploadStatus> {
    const upload = await this.own(id, caller);
    const { purpose, courseId, state } = upload;
    if (state === 'uploading') await this.rules.requireUpload(purpose, courseId, caller.principal);
    const { actor, origin } = caller;
    await this.completion.complete(upload, sha256, { actor, origin });
    return await this.status(id, caller);
  }

  private async own(id: string, { principal }: Caller): Promise<UploadDocument> {
    const upload = await this.uploads.find(id);
    if (upload?.ownerId === principal.userId) return upload;
    throw new AppError('NOT_FOUND', 'There is no such upload.');
  }
}

function requireVersion({ headers }: TusRequest): void {
  if (headers['tus-resumable'] !== '1.0.0') throw new UnknownTusVersion();
}
