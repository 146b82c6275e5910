import { Component, computed, input, output } from '@angular/core';
import { attemptMethods, attemptReasons } from '@classy-book/contracts/attempts';
import type { OwnSignIn } from '@classy-book/contracts/account';
import { factorMethods } from '@classy-book/contracts/second-factor';
import { TranslocoPipe } from '@jsverse/transloco';
import { DevicePlace } from '../../../../shared/account/device-place';
import { When } from '../../../../shared/account/when';
import { OutcomeTag } from '../../../../shared/components/outcome-tag/outcome-tag';

/** One sign-in or attempt at one: how it went, where it came from, and the way to say that it was somebody else. */
@Component({
  selector: 'app-sign-in-row',
  imports: [DevicePlace, OutcomeTag, TranslocoPipe, When],
  template: `
    <app-device-place [device]="signIn().device" [ipAddress]="signIn().ipAddress" [country]="signIn().country">
      <app-outcome-tag [outcome]="signIn().outcome" />
      <ng-container more>
        <span>
          {{ method() | transloco }}
          @if (factor(); as factor) {
            {{ factor | transloco }}
          }
        </span>
        @if (reason(); as reason) {
          <span>{{ reason | transloco }}</span>
        }
        <app-when [at]="signIn().timestamp" />
      </ng-container>
    </app-device-place>
    @if (signIn().outcome === 'succeeded') {
      <button type="button" class="btn quiet" (click)="disowned.emit()">
        {{ 'account.signIns.notMe' | transloco }}
        <span class="visually-hidden">({{ signIn().device.label }}, {{ signIn().ipAddress }})</span>
      </button>
    }
  `,
  styles: `
    :host {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      justify-content: space-between;
      gap: var(--space-2) var(--space-4);
    }
    app-device-place {
      flex: 1 1 280px;
    }
  `,
})
export class SignInRow {
  readonly signIn = input.required<OwnSignIn>();
  readonly disowned = output();
  protected readonly method = computed(() => known('method', attemptMethods, this.signIn().method));
  protected readonly factor = computed(() => {
    const { factor } = this.signIn();
    return factor === null ? null : known('factor', factorMethods, factor);
  });
  protected readonly reason = computed(() => {
    const { reason } = this.signIn();
    return reason === null ? null : known('reason', attemptReasons, reason);
  });
}

/** The key of a text; what a newer server says stands under `other`. */
function known(kind: string, all: readonly string[], value: string): string {
  return `account.signIns.${kind}.${all.includes(value) ? value : 'other'}`;
}
