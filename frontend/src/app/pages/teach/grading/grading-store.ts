import { Service, computed, effect, inject, signal, untracked } from '@angular/core';
import type { GradingRow } from '@classy-book/contracts/gradebook';
import { toApiFailure, type ApiFailure } from '../../../core/services/api';
import { GradingClient } from './grading-client';
import { ofAssignment, ofEssays, pointsOf, type GradedWork, type Mark } from './graded-work';

/** What waits for the teachers of a course, and the piece that is being graded. Provided by the page. */
@Service({ autoProvided: false })
export class GradingStore {
  private readonly client = inject(GradingClient);
  private readonly course = signal<string | null>(null);
  private readonly item = signal<string | null>(null);
  private readonly waiting = signal<readonly GradingRow[]>([]);
  private readonly cursor = signal<string | null>(null);
  private readonly reading = signal(false);
  private readonly listProblem = signal<ApiFailure | null>(null);
  private readonly opened = signal<GradedWork | null>(null);
  private readonly workProblem = signal<ApiFailure | null>(null);
  private readonly busy = signal(false);
  private readonly resource = this.client.items(() => this.course() ?? '-');
  private asked = 0;

  readonly rows = this.waiting.asReadonly();
  readonly loading = this.reading.asReadonly();
  readonly more = computed(() => this.cursor() !== null);
  readonly listFailure = this.listProblem.asReadonly();
  readonly selected = signal<GradingRow | null>(null);
  readonly work = this.opened.asReadonly();
  readonly workFailure = this.workProblem.asReadonly();
  readonly saving = this.busy.asReadonly();
  readonly items = computed(() => (this.resource.hasValue() ? this.resource.value() : []));
  readonly place = computed(() => this.rows().findIndex(({ id }) => id === this.selected()?.id));

  constructor() {
    effect(() => {
      this.course();
      this.item();
      untracked(() => void this.begin());
    });
  }

  /** @param item the block to look at alone; null for all */
  open(course: string, item: string | null): void {
    this.course.set(course);
    this.item.set(item);
  }

  reload(): void {
    void this.begin();
  }

  async loadMore(): Promise<void> {
    if (!this.reading() && this.more()) await this.read(this.asked, this.cursor());
  }

  async select(row: GradingRow | null): Promise<void> {
    this.selected.set(row);
    this.opened.set(null);
    this.workProblem.set(null);
    if (row !== null) await this.readWork(row);
  }

  /** The row before or after the one that is open. */
  neighbour(step: 1 | -1): GradingRow | null {
    const place = this.place();
    return this.rows()[place < 0 ? 0 : place + step] ?? null;
  }

  /** Saves points and comments; `giveBack` returns an assignment. True where that worked. */
  async save(marks: ReadonlyMap<string, Mark>, giveBack: boolean): Promise<boolean> {
    const [course, work] = [this.course(), this.opened()];
    if (course === null || work === null || this.busy()) return false;
    this.busy.set(true);
    this.workProblem.set(null);
    try {
      this.opened.set(await this.send(course, work, marks, giveBack));
      return true;
    } catch (error) {
      const failure = toApiFailure(error);
      const row = this.selected();
      if (failure.code === 'STALE' && row !== null) await this.readWork(row);
      this.workProblem.set(failure);
      return false;
    } finally {
      this.busy.set(false);
    }
  }

  /** Takes what is graded out of the list. */
  settle(id: string): void {
    this.waiting.update((rows) => rows.filter((row) => row.id !== id));
    if (this.rows().length < 5) void this.loadMore();
  }

  private async send(
    course: string,
    work: GradedWork,
    marks: ReadonlyMap<string, Mark>,
    giveBack: boolean,
  ): Promise<GradedWork> {
    const { id, version, parts } = work;
    if (work.kind === 'assignment') {
      const mark = marks.get(id);
      const points = giveBack ? null : pointsOf(mark?.points ?? '', parts[0]?.maxPoints ?? 0);
      const comment = mark?.comment ?? '';
      return ofAssignment(await this.client.gradeAssignment(course, id, { version, points, comment }));
    }
    const essays = parts.flatMap((part) => {
      const mark = marks.get(part.id);
      const points = mark === undefined ? null : pointsOf(mark.points, part.maxPoints);
      return points === null ? [] : [{ questionId: part.id, points, comment: mark?.comment ?? '' }];
    });
    return ofEssays(await this.client.gradeEssays(course, id, { version, essays }));
  }

  private async readWork(row: GradingRow): Promise<void> {
    const course = this.course();
    if (course === null) return;
    try {
      const work =
        row.kind === 'quiz'
          ? ofEssays(await this.client.essays(course, row.id))
          : ofAssignment(await this.client.assignment(course, row.id));
      if (this.selected()?.id === row.id) this.opened.set(work);
    } catch (error) {
      if (this.selected()?.id === row.id) this.workProblem.set(toApiFailure(error));
    }
  }

  private async begin(): Promise<void> {
    this.asked += 1;
    this.waiting.set([]);
    this.cursor.set(null);
    await this.read(this.asked, null);
  }

  private async read(asked: number, cursor: string | null): Promise<void> {
    const [course, item] = [this.course(), this.item()];
    if (course === null) return;
    this.reading.set(true);
    this.listProblem.set(null);
    try {
      const page = await this.client.waiting(course, item === null ? {} : { blockId: item }, cursor);
      if (asked !== this.asked) return;
      this.waiting.update((rows) => [...rows, ...page.items]);
      this.cursor.set(page.next);
    } catch (error) {
      if (asked === this.asked) this.listProblem.set(toApiFailure(error));
    } finally {
      if (asked === this.asked) this.reading.set(false);
    }
  }
}
