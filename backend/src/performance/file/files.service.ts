import type { Readable } from 'node:stream';
import type { FileInfo, FilePurpose, UploadQuery } from '@classy-book/contracts/files';
import { Injectable } from '@nestjs/common';
import type { Acting } from '../../common/events/actor.js';
import type { Caller } from '../../common/http/parameters.decorator.js';
import { AppError } from '../../common/response/app-error.js';
import { FileDirectory } from './file-directory.js';
import { FileIntake } from './uploads/file-intake.js';
import { BY_THE_SYSTEM, FileNews } from './lifecycle/file-news.js';
import { FileRemoval } from './lifecycle/file-removal.js';
import { type CourseTitles, FileRulesRegistry } from './file-rules-registry.js';
import { toFileRecord } from './file.mapper.js';
import type { FileDocument } from './file.schema.js';
import { type FileReader, type FileRecord, type FileRules, FilesPort, type StoredByServer } from './files.port.js';
import { FileObjects } from './objects/file-objects.js';

type Upload = Omit<UploadQuery, 'courseId'> & { readonly courseId?: string | null | undefined };

/** A body on its way in: its bytes, and how many they are said to be. */
export interface ArrivingBody {
  readonly stream: Readable;
  readonly announced: number | null;
}

/** Files: taken in, described, removed. Who may do it is for the features to say, each for its purposes. */
@Injectable()
export class FilesService extends FilesPort {
  constructor(
    private readonly directory: FileDirectory,
    private readonly intake: FileIntake,
    private readonly removal: FileRemoval,
    private readonly rules: FileRulesRegistry,
    private readonly objects: FileObjects,
    private readonly news: FileNews,
  ) {
    super();
  }

  contribute(purposes: readonly FilePurpose[], rules: FileRules): void {
    this.rules.contribute(purposes, rules);
  }

  nameCoursesWith(titles: CourseTitles): void {
    this.rules.nameCoursesWith(titles);
  }

  /**
   * Takes an upload in.
   * @throws AppError what the rules of the purpose throw, and what the intake throws
   */
  async upload(
    { purpose, name, courseId = null, type }: Upload,
    body: ArrivingBody,
    caller: Caller,
  ): Promise<FileInfo> {
    await this.rules.requireUpload(purpose, courseId, caller.principal);
    const { userId: ownerId } = caller.principal;
    const file = await this.intake.take(body.stream, {
      ...{ ownerId, purpose, courseId, name, declaredType: type ?? null },
      announced: body.announced,
      acting: caller,
    });
    await this.news.tell('uploaded', file, caller);
    return this.directory.describe(file, caller.principal);
  }

  /** @throws AppError NOT_FOUND where there is none, or the caller may not read it */
  async info(id: string, { principal }: Caller): Promise<FileInfo> {
    return await this.directory.read(id, principal);
  }

  async find(ids: readonly string[]): Promise<FileRecord[]> {
    // before it is read: what is there then stays for as long as it takes to name it
    await this.directory.spare(ids);
    return (await this.directory.find(ids)).map(toFileRecord);
  }

  async describe(ids: readonly string[], reader: FileReader): Promise<FileInfo[]> {
    return (await this.directory.find(ids)).map((file) => this.directory.describe(file, reader));
  }

  publicUrl(id: string | null): string | null {
    return id === null ? null : this.directory.coverAddress(id);
  }

  addressFor(id: string, readerId: string): string {
    return this.directory.addressFor(id, readerId);
  }

  async open(id: string): Promise<Readable> {
    const [file] = await this.directory.find([id]);
    const stream = file === undefined ? null : await this.objects.open(file);
    if (stream === null) throw new AppError('NOT_FOUND', 'There is no such file.');
    return stream;
  }

  async store(from: Readable, { acting = BY_THE_SYSTEM, ...about }: StoredByServer): Promise<FileRecord> {
    const file = await this.intake.take(from, { ...about, acting, announced: null });
    await this.news.tell('uploaded', file, acting);
    return toFileRecord(file);
  }

  async remove(ids: readonly string[], acting: Acting = BY_THE_SYSTEM): Promise<void> {
    const found = await this.directory.find(ids);
    const hidden: FileDocument[] = [];
    for (const file of found) if ((await this.removal.hide(file)) !== null) hidden.push(file);
    for (const file of hidden) {
      await this.news.tell('deleted', file, acting);
      await this.removal.erase(file);
    }
  }
}
