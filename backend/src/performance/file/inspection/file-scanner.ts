import { Inject, Injectable } from '@nestjs/common';
import { APP_CONFIG, type AppConfig } from '../../../config/app-config.js';
import { ClamdClient, type Verdict } from './clamd-client.js';
import { refused } from './refusal.js';
import { InfectedFile, ScannerUnavailable } from './scanner.errors.js';

/** Asks a virus scanner about files, where one is configured (CLAMAV_URL). Without one there is nothing against any file. */
@Injectable()
export class FileScanner {
  private readonly clamd: ClamdClient | null;

  constructor(@Inject(APP_CONFIG) { scanner }: AppConfig) {
    this.clamd = scanner === null ? null : new ClamdClient(scanner);
  }

  get configured(): boolean {
    return this.clamd !== null;
  }

  /**
   * Resolves where there is nothing against a file. One that is too large for the scanner is refused: nobody has looked at it.
   * @throws InfectedFile for a file with a virus, AppError FILE_REFUSED for one that the scanner does not take, ScannerUnavailable where it
   * did not answer
   */
  async scan(path: string): Promise<void> {
    if (this.clamd === null) return;
    let verdict: Verdict;
    try {
      verdict = await this.clamd.scan(path);
    } catch (error) {
      throw new ScannerUnavailable(error);
    }
    if (verdict.kind === 'infected') throw new InfectedFile(verdict.virus);
    if (verdict.kind === 'too_large') {
      throw refused(
        'The file is larger than the virus scanner of this school takes, so it could not be looked at. Send a smaller one, or ask an administrator.',
      );
    }
  }

  /** Whether the scanner answers; true where there is none. */
  async ping(): Promise<boolean> {
    if (this.clamd === null) return true;
    try {
      await this.clamd.ping();
      return true;
    } catch {
      return false;
    }
  }
}
