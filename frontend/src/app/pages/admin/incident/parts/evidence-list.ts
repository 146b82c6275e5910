import { Component, input } from '@angular/core';
import type { IncidentTimelineEntry } from '@classy-book/contracts/incidents';
import { TimeAgo } from '../../../../shared/components/time-ago/time-ago';

/** One event of the log, ready to show. */
export interface EvidenceLine {
  readonly id: IncidentTimelineEntry['id'];
  readonly at: string;
  readonly what: string;
  readonly who: string;
  readonly address: string;
}

/** The headings of the table. */
type EvidenceHeadings = Readonly<Record<'at' | 'what' | 'who' | 'address', string>>;

/** The newest events of the log that show the incident. */
@Component({
  selector: 'app-evidence-list',
  imports: [TimeAgo],
  template: `
    <div class="scroll" role="group" tabindex="0" [attr.aria-label]="label()">
      <table [attr.aria-label]="label()">
        <thead>
          <tr>
            <th scope="col">{{ headings().at }}</th>
            <th scope="col">{{ headings().what }}</th>
            <th scope="col">{{ headings().who }}</th>
            <th scope="col">{{ headings().address }}</th>
          </tr>
        </thead>
        <tbody>
          @for (line of lines(); track line.id) {
            <tr>
              <td><app-time-ago [at]="line.at" [now]="now()" /></td>
              <td>{{ line.what }}</td>
              <td>
                <bdi [title]="line.who">{{ line.who }}</bdi>
              </td>
              <td>
                <bdi class="mono" dir="ltr">{{ line.address }}</bdi>
              </td>
            </tr>
          }
        </tbody>
      </table>
    </div>
  `,
  styles: `
    :host {
      display: block;
      min-inline-size: 0;
    }
    .scroll {
      max-block-size: 320px;
      overflow: auto;
    }
    table {
      inline-size: 100%;
      font-size: var(--text-sm);
    }
    th {
      position: sticky;
      inset-block-start: 0;
      background: var(--surface);
      color: var(--ink-2);
      font-size: var(--text-xs);
      font-weight: var(--weight-semi);
    }
    th,
    td {
      padding: 6px 12px 6px 0;
      padding-inline: 0 12px;
      border-block-end: 1px solid var(--line);
      text-align: start;
      white-space: nowrap;
    }
    td {
      color: var(--ink-2);
    }
  `,
})
export class EvidenceList {
  readonly lines = input.required<readonly EvidenceLine[]>();
  readonly headings = input.required<EvidenceHeadings>();
  readonly label = input.required<string>();
  readonly now = input.required<number>();
}
