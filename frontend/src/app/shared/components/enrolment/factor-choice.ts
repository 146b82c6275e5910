import { Component, input, output } from '@angular/core';
import { TranslocoPipe, provideTranslocoScope } from '@jsverse/transloco';
import { Icon } from '../icon/icon';
import type { FactorKind } from './enrolment-store';

/** Chooses between an authenticator app and a passkey. */
@Component({
  selector: 'app-factor-choice',
  imports: [Icon, TranslocoPipe],
  providers: [provideTranslocoScope('identity')],
  template: `
    <h2>{{ 'identity.enrol.choose' | transloco }}</h2>
    <ul>
      <li>
        <button type="button" (click)="chosen.emit('totp')">
          <app-icon name="qr-code" />
          <span class="name">{{ 'identity.enrol.app' | transloco }}</span>
          <span class="text">{{ 'identity.enrol.appText' | transloco }}</span>
        </button>
      </li>
      <li>
        <button type="button" [disabled]="!passkeys()" (click)="chosen.emit('passkey')">
          <app-icon name="passkey" />
          <span class="name">{{ 'identity.enrol.passkey' | transloco }}</span>
          <span class="text">
            {{ (passkeys() ? 'identity.enrol.passkeyText' : 'identity.enrol.passkeyUnsupported') | transloco }}
          </span>
        </button>
      </li>
    </ul>
  `,
  styles: `
    :host {
      display: grid;
      gap: var(--space-4);
    }
    h2 {
      font-size: var(--text-lg);
      font-weight: var(--weight-semi);
    }
    ul {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(min(200px, 100%), 1fr));
      gap: var(--space-3);
    }
    button {
      display: grid;
      grid-template-columns: auto 1fr;
      align-content: start;
      gap: var(--space-1) var(--space-3);
      inline-size: 100%;
      block-size: 100%;
      padding: var(--space-4);
      border: 1px solid var(--line-2);
      border-radius: var(--radius-md);
      background: var(--surface);
      color: var(--ink);
      text-align: start;
      transition:
        background var(--motion-fast),
        border-color var(--motion-fast);
    }
    button:hover:not(:disabled) {
      border-color: var(--accent);
      background: var(--accent-tint);
    }
    button:disabled {
      background: var(--surface-2);
    }
    app-icon {
      grid-row: span 2;
      color: var(--accent);
      font-size: 1.375rem;
    }
    .name {
      font-weight: var(--weight-semi);
    }
    .text {
      color: var(--ink-2);
      font-size: var(--text-sm);
    }
  `,
})
export class FactorChoice {
  /** False where this browser knows no passkeys. */
  readonly passkeys = input(true);
  readonly chosen = output<FactorKind>();
}
