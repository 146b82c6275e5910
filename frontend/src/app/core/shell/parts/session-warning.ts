import { DialogRef } from '@angular/cdk/dialog';
import { Component, computed, effect, inject, signal } from '@angular/core';
import { Router } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { DialogFrame } from '../../../shared/components/dialog/dialog-frame';
import { clockText } from '../../services/duration';
import { safeReturnUrl, signInPathFor } from '../../services/return-url';
import { SessionTimer } from '../../services/session-timer';
import { SignOut } from './sign-out';

/**
 * Asks, two minutes before the end of the session, whether to stay; before its last end it can only be told, and left to
 * finish what one is at. Closes by itself once there is nothing to ask.
 */
@Component({
  selector: 'app-session-warning',
  imports: [DialogFrame, TranslocoPipe],
  template: `
    <app-dialog-frame [heading]="(timer.last() ? 'session.lastTitle' : 'session.warningTitle') | transloco">
      <p>{{ (timer.last() ? 'session.lastText' : 'session.warningText') | transloco }}</p>
      <p class="clock num" role="timer" aria-live="off">
        <bdi>{{ left() }}</bdi>
      </p>
      @if (failed()) {
        <p class="failed" role="alert">{{ 'session.stayFailed' | transloco }}</p>
      }
      <ng-container actions>
        @if (timer.last()) {
          <button type="button" class="btn" (click)="dismiss()">{{ 'session.later' | transloco }}</button>
          <button type="button" class="btn primary" (click)="signInAgain()">
            {{ 'session.signInAgain' | transloco }}
          </button>
        } @else {
          <button type="button" class="btn" (click)="leave()">{{ 'account.signOut' | transloco }}</button>
          <button type="button" class="btn primary" [disabled]="busy()" (click)="stay()">
            {{ 'session.stay' | transloco }}
          </button>
        }
      </ng-container>
    </app-dialog-frame>
  `,
  styles: `
    .clock {
      margin-block-start: var(--space-3);
      color: var(--ink);
      font-size: var(--text-3xl);
      font-weight: var(--weight-bold);
      line-height: 1.1;
    }
    .failed {
      margin-block-start: var(--space-3);
      color: var(--danger);
    }
  `,
})
export class SessionWarning {
  protected readonly timer = inject(SessionTimer);
  private readonly router = inject(Router);
  private readonly signOut = inject(SignOut);
  private readonly dialog = inject<DialogRef<void>>(DialogRef);
  protected readonly busy = signal(false);
  protected readonly failed = signal(false);
  protected readonly left = computed(() => clockText(this.timer.remainingSeconds() ?? 0));

  constructor() {
    effect(() => {
      if (!this.timer.warning()) this.dialog.close();
    });
  }

  protected async stay(): Promise<void> {
    this.busy.set(true);
    this.failed.set(!(await this.timer.stay()));
    this.busy.set(false);
  }

  protected leave(): void {
    this.dialog.close();
    void this.signOut.run(signInPathFor(this.router.url));
  }

  protected signInAgain(): void {
    const here = this.router.url;
    this.dialog.close();
    void this.signOut.run(signInPathFor(here), safeReturnUrl(here));
  }

  protected dismiss(): void {
    this.dialog.close();
  }
}
