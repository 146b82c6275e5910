import type { LoginAttempt } from '@classy-book/contracts/attempts';
import { AppError } from '../../common/response/app-error.js';
import type { AttemptSelection } from '../../monitoring/attempts/attempt-selection.port.js';
import type { FrameContent } from './pending-events.js';

/** The most different filters that are looked through for each frame of one process. */
export const MAX_FILTERS = 100;

/** The consoles under one filter: what it keeps of a frame is found out once for all of them. */
export class FilterGroup {
  private members = 0;
  private content: FrameContent | null = null;
  private kept: FrameContent | null = null;

  /**
   * @param selection null keeps everything
   * @param number tells the groups of a process apart
   */
  constructor(
    readonly selection: AttemptSelection | null,
    readonly number: number,
  ) {}

  get empty(): boolean {
    return this.members === 0;
  }

  enter(): this {
    this.members += 1;
    return this;
  }

  leave(): void {
    this.members -= 1;
  }

  /** What its consoles are sent of a frame; null where that is nothing. */
  keep(content: FrameContent): FrameContent | null {
    const { selection } = this;
    if (selection === null || content.stream !== 'monitoring:login-attempt') return content;
    if (this.content !== content) {
      const events = content.events.filter((event) => selection.keeps(event as LoginAttempt));
      this.content = content;
      this.kept = events.length === 0 ? null : { ...content, events };
    }
    return this.kept;
  }
}

/** The filters of the consoles of this process, each once. */
export class FilterGroups {
  private readonly groups = new Map<string, FilterGroup>();
  private made = 0;

  /** The groups that have consoles. */
  get all(): Iterable<FilterGroup> {
    return this.groups.values();
  }

  /**
   * Enters the group of a filter; `leave` undoes it.
   * @throws AppError LIMIT_REACHED where there are too many different filters
   */
  enter(selection: AttemptSelection | null): FilterGroup {
    const key = selection?.key ?? '';
    const known = this.groups.get(key);
    if (known !== undefined) return known.enter();
    const filters = this.groups.size - (this.groups.has('') ? 1 : 0);
    if (selection !== null && filters >= MAX_FILTERS) {
      throw new AppError('LIMIT_REACHED', 'Too many different filters are watched at the moment. Watch without one.');
    }
    this.made += 1;
    const group = new FilterGroup(selection, this.made);
    this.groups.set(key, group);
    return group.enter();
  }

  leave(group: FilterGroup): void {
    group.leave();
    if (group.empty) this.groups.delete(group.selection?.key ?? '');
  }
}
