import { Component, computed, input, output } from '@angular/core';
import type { CourseCode, CourseInvitation } from '@classy-book/contracts/enrolments';
import { TranslocoPipe } from '@jsverse/transloco';
import { Icon } from '../../../../shared/components/icon/icon';
import { TimeAgo } from '../../../../shared/components/time-ago/time-ago';
import { CountPipe, FullTimePipe } from '../../../../shared/texts/format-pipes';
import { PluralPipe } from '../../../../shared/texts/plural-pipe';

const codeTones: Readonly<Record<CourseCode['state'], string>> = { open: 'ok', full: 'warn', ended: 'neutral' };
const invitationTones: Readonly<Record<CourseInvitation['state'], string>> = {
  open: 'info',
  accepted: 'ok',
  withdrawn: 'neutral',
  expired: 'warn',
};

/** What lets people into the course: its codes and the invitations that were sent. */
@Component({
  selector: 'app-access-panels',
  imports: [CountPipe, FullTimePipe, Icon, PluralPipe, TimeAgo, TranslocoPipe],
  templateUrl: './access-panels.html',
  styleUrl: './access-panels.css',
})
export class AccessPanels {
  readonly codes = input.required<readonly CourseCode[]>();
  readonly invitations = input.required<readonly CourseInvitation[]>();
  readonly now = input.required<number>();
  readonly busy = input(false);
  readonly codeAsked = output();
  readonly codeCopied = output<CourseCode>();
  readonly codeEnded = output<CourseCode>();
  readonly withdrawn = output<CourseInvitation>();

  protected readonly codeTones = codeTones;
  protected readonly invitationTones = invitationTones;
  protected readonly open = computed(() => this.invitations().filter(({ state }) => state === 'open').length);
}
