import { Component, computed, input, output } from '@angular/core';
import type { ApiKey } from '@classy-book/contracts/api-keys';
import { TranslocoPipe } from '@jsverse/transloco';
import { When } from '../../../../shared/account/when';
import { CountPipe } from '../../../../shared/texts/format-pipes';
import type { KeyState } from '../key-rules';

const tones: Readonly<Record<KeyState, string>> = { active: 'ok', expired: 'neutral', revoked: 'danger' };

/** One key: what it is, what it may do, when it was used, and the way to revoke it. */
@Component({
  selector: 'app-key-row',
  imports: [CountPipe, TranslocoPipe, When],
  templateUrl: './key-row.html',
  styleUrl: './key-row.css',
})
export class KeyRow {
  readonly key = input.required<ApiKey>();
  readonly state = input.required<KeyState>();
  readonly busy = input(false);
  readonly revoked = output();
  protected readonly tone = computed(() => tones[this.state()]);
  protected readonly scopeTexts = computed(() =>
    this.key().scopes.map((scope) => `account.scope.${scope.replace(':', '_')}`),
  );
}
