import { DOCUMENT, Service, computed, inject, signal } from '@angular/core';
import type { AnalyticsBucket } from '@classy-book/contracts/analytics';
import { toApiFailure } from '../../../core/services/api';
import { FailureText } from '../../../core/services/failure-text';
import { AccountActions } from '../../../shared/account/account-actions';
import { saveFile } from '../../../shared/account/save-file';
import { AnalyticsClient, type AnalyticsTable } from './analytics-client';

/** How a course goes. Provided by the page. */
@Service({ autoProvided: false })
export class AnalyticsStore {
  private readonly actions = inject(AccountActions);
  private readonly client = inject(AnalyticsClient);
  private readonly document = inject(DOCUMENT);
  private readonly failureText = inject(FailureText);
  private readonly courseId = signal<string | null>(null);
  private readonly pieces = signal<AnalyticsBucket>('day');
  private readonly found = this.client.of(this.courseId, this.pieces);

  readonly bucket = this.pieces.asReadonly();
  readonly analytics = computed(() => (this.found.hasValue() ? this.found.value() : null));
  readonly problem = computed(() => {
    const error = this.found.error();
    return error === undefined ? null : this.failureText.of(toApiFailure(error));
  });

  open(course: string): void {
    this.courseId.set(course);
  }

  choose(bucket: AnalyticsBucket): void {
    this.pieces.set(bucket);
  }

  reload(): void {
    this.found.reload();
  }

  async save(table: AnalyticsTable): Promise<void> {
    const course = this.courseId();
    if (course === null) return;
    const outcome = await this.actions.attempt(() => this.client.exportCsv(course, table, this.pieces()));
    if (outcome.ok) saveFile(this.document, outcome.value, `analytics-${table}.csv`);
  }
}
