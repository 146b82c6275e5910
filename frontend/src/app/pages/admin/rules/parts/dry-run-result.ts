import { Component, input } from '@angular/core';
import type { DryRunFinding } from '@classy-book/contracts/detection';
import { TranslocoPipe } from '@jsverse/transloco';
import { SeverityTag } from '../../../../shared/desk/incident-tags';
import { CountPipe, FullTimePipe } from '../../../../shared/texts/format-pipes';
import { PluralPipe } from '../../../../shared/texts/plural-pipe';

/** What a rule would have found. */
@Component({
  selector: 'app-dry-run-result',
  imports: [CountPipe, FullTimePipe, PluralPipe, SeverityTag, TranslocoPipe],
  template: `
    <p>
      @if (findings().length === 0) {
        {{ 'rules.try.nothing' | transloco }}
      } @else {
        <strong>{{ findings().length | plural: 'rules.try.found' }}</strong>
      }
      {{ checked() | plural: 'rules.try.checked' }}
    </p>
    @if (findings().length > 0) {
      <div class="scroll" role="region" tabindex="0" [attr.aria-label]="'rules.try.results' | transloco">
        <table>
          <thead>
            <tr>
              <th scope="col">{{ 'rules.try.severity' | transloco }}</th>
              <th scope="col">{{ 'rules.try.subject' | transloco }}</th>
              <th scope="col">{{ 'rules.try.events' | transloco }}</th>
              <th scope="col">{{ 'rules.try.when' | transloco }}</th>
            </tr>
          </thead>
          <tbody>
            @for (finding of findings(); track $index) {
              <tr>
                <td><app-severity-tag [severity]="finding.severity" /></td>
                <td>
                  <bdi dir="ltr">{{ finding.subject }}</bdi>
                </td>
                <td class="num">{{ finding.events | count }}</td>
                <td>{{ finding.firstSeen | fullTime }} – {{ finding.lastSeen | fullTime }}</td>
              </tr>
            }
          </tbody>
        </table>
      </div>
    }
    @if (truncated()) {
      <p>{{ 'rules.try.truncated' | transloco }}</p>
    }
  `,
  styles: `
    :host {
      display: grid;
      gap: var(--space-2);
      min-inline-size: 0;
      font-size: var(--text-sm);
    }
    p {
      color: var(--ink-2);
    }
    strong {
      color: var(--ink);
    }
    .scroll {
      max-block-size: 280px;
      overflow: auto;
    }
    table {
      inline-size: 100%;
    }
    th,
    td {
      padding: 5px 12px 5px 0;
      padding-inline: 0 12px;
      border-block-end: 1px solid var(--line);
      text-align: start;
      white-space: nowrap;
    }
    th {
      color: var(--ink-2);
      font-size: var(--text-xs);
      font-weight: var(--weight-semi);
    }
  `,
})
export class DryRunResult {
  readonly findings = input.required<readonly DryRunFinding[]>();
  readonly checked = input.required<number>();
  readonly truncated = input(false);
}
