import { CdkTrapFocus } from '@angular/cdk/a11y';
import { Component, computed, input, output } from '@angular/core';
import type { AuditDetail } from '@classy-book/contracts/audit';
import { TranslocoPipe } from '@jsverse/transloco';
import { activityFacts, activityKey, changedFields } from '../../../../shared/audit/action-text';
import { Icon } from '../../../../shared/components/icon/icon';
import { Skeleton } from '../../../../shared/components/skeleton/skeleton';
import { CopiedText } from '../../../../shared/desk/copied-text';
import { SidePanel } from '../../../../shared/desk/side-panel';
import { CountPipe, FullTimePipe } from '../../../../shared/texts/format-pipes';
import type { AuditLogFilter } from '../audit-filter';

/**
 * One record whole: what it changed, who did it and from where, its place in the chain, and what else the same request
 * did. It lies over the table; on a phone (`modal`) it covers the page and holds the focus.
 */
@Component({
  selector: 'app-record-panel',
  imports: [CdkTrapFocus, CopiedText, CountPipe, FullTimePipe, Icon, Skeleton, TranslocoPipe],
  templateUrl: './record-panel.html',
  styleUrls: [
    '../../../../shared/desk/side-sheet.css',
    '../../../../shared/desk/panel-facts.css',
    './record-panel.css',
  ],
})
export class RecordPanel extends SidePanel {
  /** Null while it is loaded, or where that failed. */
  readonly record = input.required<AuditDetail | null>();
  readonly problem = input.required<string | null>();
  readonly opened = output<string>();
  readonly retried = output();
  readonly filterWanted = output<Partial<AuditLogFilter>>();

  protected readonly nobody: readonly string[] = ['system', 'anonymous', 'command line'];
  protected readonly keyOf = activityKey;
  protected readonly changed = computed(() => {
    const record = this.record();
    if (record === null || (record.before === null && record.after === null)) return [];
    return changedFields(record.before, record.after);
  });
  protected readonly facts = computed(() => {
    const record = this.record();
    return record === null ? [] : activityFacts(record);
  });
}
