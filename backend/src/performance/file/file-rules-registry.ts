import type { FileUse } from '@classy-book/contracts/file-desk';
import type { FilePurpose } from '@classy-book/contracts/files';
import { Injectable } from '@nestjs/common';
import { AppError } from '../../common/response/app-error.js';
import type { FileReader, FileRecord, FileRules } from './files.port.js';

/** The titles of courses by their ids; courses that are gone are left out. */
export type CourseTitles = (ids: readonly string[]) => Promise<ReadonlyMap<string, string>>;

/** What names files, by their ids. */
export type UsesOfFiles = ReadonlyMap<string, readonly FileUse[]>;

/** Files that belong to a person and to no course. */
const PERSONAL: readonly FilePurpose[] = ['submission', 'course_archive', 'avatar'];

/** Who may upload and read files of each purpose, as the features say. Where none has said anything the answer is no. */
@Injectable()
export class FileRulesRegistry {
  private readonly rules = new Map<FilePurpose, FileRules>();
  private titles: CourseTitles = () => Promise.resolve(new Map());

  /** Whoever speaks last for a purpose decides. */
  contribute(purposes: readonly FilePurpose[], rules: FileRules): void {
    for (const purpose of purposes) this.rules.set(purpose, rules);
  }

  /** @throws AppError VALIDATION_FAILED without the course, FORBIDDEN where no feature takes such files, and what the rules throw */
  async requireUpload(purpose: FilePurpose, courseId: string | null, reader: NonNullable<FileReader>): Promise<void> {
    if (courseId === null && !PERSONAL.includes(purpose)) {
      throw new AppError('VALIDATION_FAILED', 'Say to which course the file belongs.', {
        details: [{ path: 'courseId', message: 'is needed for a file of this purpose' }],
      });
    }
    const rules = this.rules.get(purpose);
    if (rules === undefined) throw new AppError('FORBIDDEN', 'Files of this kind cannot be uploaded here.');
    await rules.requireUpload(purpose, courseId, reader);
  }

  nameCoursesWith(titles: CourseTitles): void {
    this.titles = titles;
  }

  async titlesOf(courseIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
    return courseIds.length === 0 ? new Map<string, string>() : await this.titles([...new Set(courseIds)]);
  }

  /** What names these files at this moment, one question for each feature; files that nothing names are left out. */
  async usesOf(files: readonly { readonly id: string; readonly purpose: FilePurpose }[]): Promise<UsesOfFiles> {
    const asked = new Map<FileRules, string[]>();
    for (const { id, purpose } of files) {
      const rules = this.rules.get(purpose);
      if (rules !== undefined) asked.set(rules, [...(asked.get(rules) ?? []), id]);
    }
    const answers = await Promise.all([...asked].map(async ([rules, ids]) => await rules.usesOf(ids)));
    return new Map(answers.flatMap((answer) => [...answer]).filter(([, uses]) => uses.length > 0));
  }

  /** Whether somebody has said what names files of this purpose: of others it is not known that nothing does. */
  knows(purpose: FilePurpose): boolean {
    return this.rules.has(purpose);
  }

  async mayRead(file: FileRecord, reader: FileReader): Promise<boolean> {
    return (await this.rules.get(file.purpose)?.mayRead(file, reader)) ?? false;
  }
}
