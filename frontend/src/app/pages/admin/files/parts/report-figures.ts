import { Component, computed, input, output } from '@angular/core';
import type { StorageReport } from '@classy-book/contracts/file-desk';
import { TranslocoPipe } from '@jsverse/transloco';
import { Skeleton } from '../../../../shared/components/skeleton/skeleton';
import { FileSizePipe } from '../../../../shared/texts/file-size-pipe';
import { PluralPipe } from '../../../../shared/texts/plural-pipe';
import { noFilter, type FilesFilter } from '../files-filter';

type Figure = 'total' | 'saved' | 'unused' | 'deleting' | 'checking';

const figures: readonly Figure[] = ['total', 'saved', 'unused', 'checking', 'deleting'];
/** The list that stands behind a figure. */
const lists: Partial<Readonly<Record<Figure, Partial<FilesFilter>>>> = {
  unused: { use: 'unused' },
  checking: { states: ['uploading', 'checking'] },
  deleting: { states: ['deleting'] },
};

/** How much is stored, in a row of figures; those with a list of their own lead there. Without a report they are skeletons. */
@Component({
  selector: 'app-report-figures',
  imports: [FileSizePipe, PluralPipe, Skeleton, TranslocoPipe],
  template: `
    <dl class="card" [attr.aria-busy]="report() === null">
      @for (name of figures; track name) {
        <div>
          <dt>{{ 'storage.desk.' + name | transloco }}</dt>
          @if (report(); as report) {
            <dd class="figure">{{ report[name].bytes | fileSize }}</dd>
            <dd class="note">
              @if (name === 'saved' && report.saved.files > 0) {
                {{ report.saved.files | plural: 'storage.desk.savedNote' }}
              } @else if (lists[name] && report[name].files > 0) {
                <button type="button" (click)="wanted.emit({ ...none, ...lists[name] })">
                  {{ report[name].files | plural: 'storage.files' }}
                  <span class="visually-hidden">({{ 'storage.desk.' + name | transloco }})</span>
                </button>
              } @else {
                {{ report[name].files | plural: 'storage.files' }}
              }
            </dd>
          } @else {
            <dd><app-skeleton width="60%" height="24px" /></dd>
          }
        </div>
      }
      <div>
        <dt>{{ 'storage.desk.free' | transloco }}</dt>
        @if (report(); as report) {
          <dd class="figure">
            @if (report.storage.free !== null) {
              {{ report.storage.free | fileSize }}
            } @else {
              <span class="unknown">{{ 'storage.desk.freeUnknown' | transloco }}</span>
            }
          </dd>
        } @else {
          <dd><app-skeleton width="60%" height="24px" /></dd>
        }
      </div>
    </dl>
    @if (report(); as report) {
      <p class="states">
        <span [class]="'tag ' + (report.storage.working ? 'ok' : 'danger')">{{
          (report.storage.working ? 'storage.desk.storageUp' : 'storage.desk.storageDown')
            | transloco: { storage: ('storage.kind.' + report.storage.kind | transloco) }
        }}</span>
        @if (report.storage.problem; as problem) {
          <!-- The server says it in English. -->
          <small lang="en" dir="ltr">{{ problem }}</small>
        }
        <span [class]="'tag ' + scanner().tone">{{ scanner().text | transloco }}</span>
      </p>
    }
  `,
  styles: `
    :host {
      display: grid;
      gap: var(--space-3);
    }
    dl {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(150px, 1fr));
      gap: 1px;
      overflow: hidden;
      background: var(--line);
    }
    dl > div {
      display: grid;
      align-content: start;
      gap: 2px;
      min-inline-size: 0;
      padding: 14px 16px;
      background: var(--surface);
    }
    dt {
      color: var(--ink-2);
      font-size: var(--text-sm);
    }
    .figure {
      font-size: 1.375rem;
      font-weight: var(--weight-bold);
      letter-spacing: -0.02em;
      line-height: 1.3;
      font-variant-numeric: tabular-nums;
    }
    .unknown {
      color: var(--ink-2);
      font-size: var(--text-md);
      font-weight: var(--weight-medium);
      letter-spacing: 0;
    }
    .note {
      color: var(--ink-2);
      font-size: var(--text-xs);
    }
    .note button {
      min-block-size: 24px;
      padding: 0;
      border: 0;
      background: none;
      color: var(--accent);
      font: inherit;
      text-decoration: underline;
      text-underline-offset: 2px;
    }
    .states {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--space-2);
    }
    small {
      color: var(--ink-2);
      font-size: var(--text-xs);
    }
  `,
})
export class ReportFigures {
  readonly report = input.required<StorageReport | null>();
  /** The filter of the list behind a figure. */
  readonly wanted = output<FilesFilter>();
  protected readonly figures = figures;
  protected readonly lists = lists;
  protected readonly none = noFilter;
  protected readonly scanner = computed(() => {
    const scanner = this.report()?.scanner;
    if (!scanner?.configured) return { tone: 'neutral', text: 'storage.desk.scannerOff' };
    return scanner.working
      ? { tone: 'ok', text: 'storage.desk.scannerUp' }
      : { tone: 'danger', text: 'storage.desk.scannerDown' };
  });
}
