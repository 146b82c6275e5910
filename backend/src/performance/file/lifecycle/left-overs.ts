import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../../common/clock/clock.js';
import { APP_CONFIG, type AppConfig } from '../../../config/app-config.js';
import { FileObjects } from '../objects/file-objects.js';
import { FileUpkeepRepository } from './file-upkeep.repository.js';

const DAY_MS = 86_400_000;
const AT_ONCE = 100;

/** What processes left that died: bytes that arrived for nothing, and bytes that are held by files that are gone. */
@Injectable()
export class LeftOvers {
  private readonly logger = new Logger(LeftOvers.name);
  private readonly folder: string;

  constructor(
    private readonly files: FileUpkeepRepository,
    private readonly objects: FileObjects,
    private readonly clock: Clock,
    @Inject(APP_CONFIG) { dataDir }: AppConfig,
  ) {
    this.folder = join(dataDir, 'files', 'incoming');
  }

  /** Deletes what has lain where files arrive for more than a day and belongs to none that is on its way. */
  async clearIncoming(): Promise<void> {
    const old = await this.oldNames();
    for (let start = 0; start < old.length; start += AT_ONCE) {
      const names = old.slice(start, start + AT_ONCE);
      const arriving = await this.files.arriving([...new Set(names.flatMap((name) => idOf(name) ?? []))]);
      for (const name of names) {
        if (!arriving.has(idOf(name) ?? '')) await rm(join(this.folder, name), { force: true });
      }
    }
  }

  /**
   * Looks at the next hundred objects and lets those go that are held by files which are not there.
   * @param after the object behind which to go on
   * @returns where to go on the next time; empty at the end
   */
  async releaseStrayObjects(after: string): Promise<string> {
    const objects = await this.files.objectsBehind(after, AT_ONCE);
    const holders = [...new Set(objects.flatMap(({ heldBy }) => heldBy))];
    const existing = holders.length === 0 ? new Set<string>() : await this.files.existing(holders);
    for (const id of holders) if (!existing.has(id)) await this.release(id);
    return objects.length < AT_ONCE ? '' : (objects.at(-1)?._id ?? '');
  }

  private async release(id: string): Promise<void> {
    try {
      await this.objects.release(id);
    } catch (error) {
      this.logger.warn({ err: error, file: id }, 'bytes that no file holds cannot be deleted yet; trying again');
    }
  }

  private async oldNames(): Promise<string[]> {
    const before = this.clock.now().getTime() - DAY_MS;
    const entries = await readdir(this.folder, { withFileTypes: true }).catch(() => []);
    const old: string[] = [];
    for (const entry of entries) {
      if (!entry.isFile()) continue;
      // another process may clear away too
      const facts = await stat(join(this.folder, entry.name)).catch(() => null);
      if (facts !== null && facts.mtimeMs < before) old.push(entry.name);
    }
    return old;
  }
}

// what arrives, and what is made of it, begins with the id of its file
function idOf(name: string): string | null {
  return /^([0-9a-f]{24})(?![0-9a-f])/.exec(name)?.[1] ?? null;
}
