import type { FileUse } from '@classy-book/contracts/file-desk';
import { Injectable } from '@nestjs/common';
import { FileRulesRegistry } from '../file-rules-registry.js';
import type { FileDocument } from '../file.schema.js';

/** So many uses of a file are shown and kept. */
const MOST_USES = 10;

/** What names files at this moment. */
@Injectable()
export class FileUses {
  constructor(private readonly rules: FileRulesRegistry) {}

  /** Whether the answer for such a file can be relied on: somebody has said what names files of its purpose. */
  areKnown({ purpose }: Pick<FileDocument, 'purpose'>): boolean {
    return this.rules.knows(purpose);
  }

  /** What names each of these stored files, at most ten each; what nothing names, and what is no file yet, is left out. */
  async of(
    files: readonly Pick<FileDocument, '_id' | 'purpose' | 'state'>[],
  ): Promise<ReadonlyMap<string, readonly FileUse[]>> {
    const stored = files.filter(({ state }) => state === 'stored');
    const uses = await this.rules.usesOf(stored.map(({ _id, purpose }) => ({ id: _id.toHexString(), purpose })));
    return new Map([...uses].map(([id, all]) => [id, all.slice(0, MOST_USES)]));
  }
}
