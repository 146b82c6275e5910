import { Component, computed, input, output } from '@angular/core';
import type { AuditProgress, AuditSealView } from '@classy-book/contracts/audit';
import { TranslocoPipe } from '@jsverse/transloco';
import { Icon } from '../../../../shared/components/icon/icon';
import { CountPipe, FullTimePipe } from '../../../../shared/texts/format-pipes';
import { PluralPipe } from '../../../../shared/texts/plural-pipe';

/** The seal of the log: up to where it was proved, by whom, and what it was compared with; and a verification under way. */
@Component({
  selector: 'app-seal-card',
  imports: [CountPipe, FullTimePipe, Icon, PluralPipe, TranslocoPipe],
  templateUrl: './seal-card.html',
  styleUrl: './seal-card.css',
})
export class SealCard {
  readonly seal = input.required<AuditSealView>();
  /** How far the verification has come; null where none is on its way. */
  readonly progress = input.required<AuditProgress | null>();
  readonly problem = input.required<'busy' | 'stopped' | null>();
  readonly verifyWanted = output();
  readonly cancelled = output();
  /** The record at which the log is broken is asked for. */
  readonly recordWanted = output<string>();

  protected readonly verification = computed(() => this.seal().verification);
  protected readonly state = computed(() => {
    const last = this.verification();
    if (last === null) return 'never';
    return last.ok ? 'ok' : 'broken';
  });
  protected readonly icon = computed(() => (this.state() === 'broken' ? 'warning' : 'verified-user'));
  protected readonly brokenId = computed(() => {
    const id = this.verification()?.broken?.recordId ?? '';
    return /^[0-9a-f]{24}$/.test(id) ? id : null;
  });
}
