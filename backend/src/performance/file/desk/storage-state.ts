import type { StorageReport } from '@classy-book/contracts/file-desk';
import { Injectable } from '@nestjs/common';
import { FileScanner } from '../inspection/file-scanner.js';
import { StorageHealthService } from '../objects/storage-health.service.js';

/** How the storage and the scanner are at this moment, for the desk. */
@Injectable()
export class StorageState {
  constructor(
    private readonly health: StorageHealthService,
    private readonly scanner: FileScanner,
  ) {}

  async ofStorage(): Promise<StorageReport['storage']> {
    const { kind, working, free, problem } = await this.health.standingNow();
    return { kind, working, free, problem };
  }

  async ofScanner(): Promise<StorageReport['scanner']> {
    const { configured } = this.scanner;
    return { configured, working: configured && (await this.scanner.ping()) };
  }
}
