import type { StorageReport } from '@classy-book/contracts/file-desk';
import { Injectable } from '@nestjs/common';
import { AppError } from '../../../common/response/app-error.js';
import { FileScanner } from '../inspection/file-scanner.js';
import { Storages } from '../objects/storages.js';

const PATIENCE_MS = 3_000;

/** How the storage and the scanner are at this moment, for the desk. */
@Injectable()
export class StorageState {
  constructor(
    private readonly storages: Storages,
    private readonly scanner: FileScanner,
  ) {}

  async ofStorage(): Promise<StorageReport['storage']> {
    const { kind } = this.storages.current;
    try {
      const { free } = await within(PATIENCE_MS, this.storages.current.check());
      return { kind, working: true, free, problem: null };
    } catch (error) {
      const problem = error instanceof AppError ? error.message : 'The storage does not answer.';
      return { kind, working: false, free: null, problem };
    }
  }

  async ofScanner(): Promise<StorageReport['scanner']> {
    const { configured } = this.scanner;
    return { configured, working: configured && (await this.scanner.ping()) };
  }
}

async function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new Error('no answer in time'));
    }, milliseconds);
  });
  return await Promise.race([work, late]).finally(() => {
    clearTimeout(timer);
  });
}
