import type { FileInfo } from '@classy-book/contracts/files';
import { Injectable } from '@nestjs/common';
import { AppError } from '../../common/response/app-error.js';
import { FileAddresses } from './serving/file-addresses.js';
import { FileRulesRegistry } from './file-rules-registry.js';
import { toFileInfo, toFileRecord } from './file.mapper.js';
import { FileRepository } from './file.repository.js';
import type { FileDocument } from './file.schema.js';
import type { FileReader } from './files.port.js';

/** What is known of stored files, with addresses for whoever asks. */
@Injectable()
export class FileDirectory {
  constructor(
    private readonly files: FileRepository,
    private readonly rules: FileRulesRegistry,
    private readonly addresses: FileAddresses,
  ) {}

  async find(ids: readonly string[]): Promise<FileDocument[]> {
    return await this.files.findStored(ids);
  }

  /** Somebody may be about to name these files. */
  async spare(ids: readonly string[]): Promise<void> {
    await this.files.spare(ids);
  }

  /** @throws AppError NOT_FOUND where there is none, or the reader may not read it */
  async read(id: string, reader: FileReader): Promise<FileInfo> {
    const [file] = await this.files.findStored([id]);
    if (file === undefined || !(await this.rules.mayRead(toFileRecord(file), reader))) {
      throw new AppError('NOT_FOUND', 'There is no such file.');
    }
    return this.describe(file, reader);
  }

  /** Asks no rules: an address is good only as long as they say so when it is opened. */
  describe(file: FileDocument, reader: FileReader): FileInfo {
    const id = file._id.toHexString();
    const isOpen = reader === null && file.purpose === 'cover';
    return toFileInfo(file, isOpen ? this.addresses.ofCover(id) : this.addresses.of(id, reader?.userId ?? null));
  }

  /** The address of a file for one reader, whether it is there or not. */
  addressFor(id: string, readerId: string): string {
    return this.addresses.of(id, readerId);
  }

  /** The address of a cover, whether it is there or not. */
  coverAddress(id: string): string {
    return this.addresses.ofCover(id);
  }
}
