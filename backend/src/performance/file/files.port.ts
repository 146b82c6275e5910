import type { FileUse } from '@classy-book/contracts/file-desk';
import type { FileInfo, FilePurpose } from '@classy-book/contracts/files';
import type { Readable } from 'node:stream';
import type { Acting } from '../../common/events/actor.js';
import type { Principal } from '../../common/http/request-context.js';

/** A stored file. `courseId` is null where it belongs to a person only. */
export interface FileRecord {
  readonly id: string;
  readonly purpose: FilePurpose;
  readonly ownerId: string;
  readonly courseId: string | null;
  readonly name: string;
  readonly type: string;
  readonly size: number;
  readonly width: number | null;
  readonly height: number | null;
  readonly duration: number | null;
}

/** Who wants to read a file; null is somebody who is not signed in. */
export type FileReader = Pick<Principal, 'userId' | 'permissions'> | null;

/** Who may put a file into a course, and who may read one. Features register theirs by purpose; without one it is no. */
export interface FileRules {
  /** @throws AppError where somebody may not upload this (NOT_FOUND or FORBIDDEN) */
  requireUpload(
    purpose: FilePurpose,
    courseId: string | null,
    principal: Pick<Principal, 'userId' | 'permissions'>,
  ): Promise<void>;
  mayRead(file: FileRecord, reader: FileReader): Promise<boolean>;
  /**
   * What names these files at this moment, by their ids; a file that nothing names may be left out. Files that nothing names for a week
   * are thrown away: everything through which somebody may still want one has to be told, drafts and history too.
   */
  usesOf(ids: readonly string[]): Promise<ReadonlyMap<string, readonly FileUse[]>>;
}

/** A file that the server has itself. `acting` is who is on record for it: the system where it is left out. */
export interface StoredByServer {
  readonly purpose: FilePurpose;
  readonly name: string;
  readonly courseId: string | null;
  readonly ownerId: string;
  readonly acting?: Acting;
}

/** Files, for the other features. */
export abstract class FilesPort {
  abstract contribute(purposes: readonly FilePurpose[], rules: FileRules): void;

  /** Tells the lists of files what courses are called; called once at the start by who knows it. */
  abstract nameCoursesWith(titles: (ids: readonly string[]) => Promise<ReadonlyMap<string, string>>): void;

  /**
   * Files that somebody is about to name. Whoever finds one here has a quarter of an hour to name it before it can be thrown away
   * because nothing does.
   */
  abstract find(ids: readonly string[]): Promise<FileRecord[]>;

  /** Describes files, in no order, with addresses that are signed for the reader; unknown ids are left out. Who may see them is the caller's to check. */
  abstract describe(ids: readonly string[], reader: FileReader): Promise<FileInfo[]>;

  /** The address of a picture that everybody may see (a cover); null where there is none. */
  abstract publicUrl(id: string | null): string | null;

  /** The address of a file, signed for one reader, whether the file is there or not: it asks the database nothing. */
  abstract addressFor(id: string, readerId: string): string;

  /** The bytes, for exports. */
  abstract open(id: string): Promise<Readable>;

  /** Stores bytes that the server has itself (imports, demonstration), through the same checks as an upload. */
  abstract store(from: Readable, about: StoredByServer): Promise<FileRecord>;

  /** Deletes files; those that are gone already are no error. */
  abstract remove(ids: readonly string[], acting?: Acting): Promise<void>;
}
