import type { FilePurpose } from '@classy-book/contracts/files';
import { Injectable } from '@nestjs/common';
import { AppError } from '../../common/response/app-error.js';
import type { FileReader, FileRecord, FileRules } from './files.port.js';

/** Who may upload and read files of each purpose, as the features say. Where none has said anything the answer is no. */
@Injectable()
export class FileRulesRegistry {
  private readonly rules = new Map<FilePurpose, FileRules>();

  /** Whoever speaks last for a purpose decides. */
  contribute(purposes: readonly FilePurpose[], rules: FileRules): void {
    for (const purpose of purposes) this.rules.set(purpose, rules);
  }

  /** @throws AppError FORBIDDEN where no feature takes such files, and what the rules throw */
  async requireUpload(purpose: FilePurpose, courseId: string | null, reader: NonNullable<FileReader>): Promise<void> {
    const rules = this.rules.get(purpose);
    if (rules === undefined) throw new AppError('FORBIDDEN', 'Files of this kind cannot be uploaded here.');
    await rules.requireUpload(purpose, courseId, reader);
  }

  async mayRead(file: FileRecord, reader: FileReader): Promise<boolean> {
    return (await this.rules.get(file.purpose)?.mayRead(file, reader)) ?? false;
  }
}
