import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../../common/clock/clock.js';
import { APP_CONFIG, type AppConfig } from '../../../config/app-config.js';
import { BY_THE_SYSTEM, FileNews } from './file-news.js';
import { FileRemoval } from './file-removal.js';
import { FileUpkeepRepository } from './file-upkeep.repository.js';
import { FileUses } from './file-uses.js';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const AT_ONCE = 100;
/** Longer than any request takes that names a file: who found it before it was about to go has named it by then. */
const LAST_LOOK_MS = 15 * MINUTE_MS;

/**
 * Files that nothing names any more. Each is looked at about once a day; what nothing has named for some days is marked, and goes a
 * quarter of an hour later if still nothing names it and nobody has found it meanwhile to do so (docs/adr/0033).
 */
@Injectable()
export class UnusedFiles {
  constructor(
    private readonly files: FileUpkeepRepository,
    private readonly uses: FileUses,
    private readonly removal: FileRemoval,
    private readonly news: FileNews,
    private readonly clock: Clock,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  /** Looks up what names the next files, at most a hundred; false where all were looked at. */
  async check(): Promise<boolean> {
    const now = this.clock.now();
    const files = await this.files.unchecked(new Date(now.getTime() - DAY_MS), AT_ONCE);
    const known = files.filter((file) => this.uses.areKnown(file));
    await this.files.noteUses(known, await this.uses.of(known), now);
    await this.files.putOff(
      files.filter((file) => !known.includes(file)),
      now,
    );
    return files.length === AT_ONCE;
  }

  /** Marks what nothing has named for as many days as such files are kept: archives of courses for one. */
  async mark(): Promise<void> {
    const now = this.clock.now();
    const { unusedDays } = this.config.files;
    const ago = (days: number) => new Date(now.getTime() - days * DAY_MS);
    await this.files.startLeaving(ago(unusedDays), ago(1), now);
  }

  /** Throws away what was marked long enough ago, at most a hundred; false where there is no more. */
  async throwAway(): Promise<boolean> {
    const now = this.clock.now();
    const found = await this.files.leaving(new Date(now.getTime() - LAST_LOOK_MS), AT_ONCE);
    const leaving = found.filter((file) => this.uses.areKnown(file));
    const uses = await this.uses.of(leaving);
    const named = leaving.filter(({ _id }) => uses.has(_id.toHexString()));
    await this.files.noteUses(named, uses, now);
    for (const file of leaving) {
      if (named.includes(file)) continue;
      if (!(await this.files.startDeleting(file, new Date(now.getTime() + MINUTE_MS)))) continue;
      await this.news.tell('deleted', file, BY_THE_SYSTEM);
      await this.removal.erase(file);
    }
    return found.length === AT_ONCE && leaving.length > 0;
  }
}
