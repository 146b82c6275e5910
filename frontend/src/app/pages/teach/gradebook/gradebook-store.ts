import { DOCUMENT, Service, computed, effect, inject, signal, untracked } from '@angular/core';
import type { GradebookRow } from '@classy-book/contracts/gradebook';
import { toApiFailure, type ApiFailure } from '../../../core/services/api';
import { ToastService } from '../../../core/services/toasts';
import { saveFile } from '../../../shared/account/save-file';
import { GradebookClient } from './gradebook-client';
import { GradebookFilterStore, queryOf } from './gradebook-filter';

/** As many learners as a course may reasonably have; a search finds the others. */
const MOST_ROWS = 20_000;

/** The gradebook of a course, as far as it was scrolled. Provided by the page. */
@Service({ autoProvided: false })
export class GradebookStore {
  private readonly client = inject(GradebookClient);
  private readonly document = inject(DOCUMENT);
  private readonly filters = inject(GradebookFilterStore);
  private readonly toasts = inject(ToastService);
  private readonly course = signal<string | null>(null);
  private readonly loaded = signal<readonly GradebookRow[]>([]);
  private readonly cursor = signal<string | null>(null);
  private readonly reading = signal(false);
  private readonly problem = signal<ApiFailure | null>(null);
  private readonly saving = signal(false);
  private readonly resource = this.client.columns(() => this.course() ?? '-');
  private asked = 0;

  readonly rows = this.loaded.asReadonly();
  readonly loading = this.reading.asReadonly();
  readonly exporting = this.saving.asReadonly();
  readonly more = computed(() => this.cursor() !== null && this.loaded().length < MOST_ROWS);
  readonly columns = computed(() => (this.resource.hasValue() ? this.resource.value() : null));
  readonly failure = computed(() => {
    const error = this.resource.error();
    return error === undefined ? this.problem() : toApiFailure(error);
  });

  constructor() {
    effect(() => {
      const [course] = [this.course(), this.filters.filter()];
      if (course !== null) untracked(() => void this.begin());
    });
  }

  open(course: string): void {
    this.course.set(course);
  }

  reload(): void {
    this.resource.reload();
    void this.begin();
  }

  /** Reads the next page; what was asked for under another filter is dropped. */
  async loadMore(): Promise<void> {
    if (!this.reading() && this.more()) await this.read(this.asked, this.cursor());
  }

  async export(): Promise<void> {
    const course = this.course();
    if (course === null || this.saving()) return;
    this.saving.set(true);
    try {
      const blob = await this.client.export(course, queryOf(this.filters.filter()));
      saveFile(this.document, blob, `grades-${new Date().toISOString().slice(0, 10)}.csv`);
    } catch (error) {
      this.toasts.showFailure(toApiFailure(error));
    } finally {
      this.saving.set(false);
    }
  }

  private async begin(): Promise<void> {
    this.asked += 1;
    this.loaded.set([]);
    this.cursor.set(null);
    await this.read(this.asked, null);
  }

  private async read(asked: number, cursor: string | null): Promise<void> {
    const course = this.course();
    if (course === null) return;
    this.reading.set(true);
    this.problem.set(null);
    try {
      const page = await this.client.page(course, queryOf(this.filters.filter()), cursor);
      if (asked !== this.asked) return;
      this.loaded.update((rows) => [...rows, ...page.items]);
      this.cursor.set(page.next);
    } catch (error) {
      if (asked !== this.asked) return;
      if (cursor === null) this.problem.set(toApiFailure(error));
      else this.toasts.showFailure(toApiFailure(error));
    } finally {
      if (asked === this.asked) this.reading.set(false);
    }
  }
}
