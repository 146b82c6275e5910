import { Component, computed, inject, signal } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { TranslocoPipe, provideTranslocoScope } from '@jsverse/transloco';
import { Icon } from '../../../shared/components/icon/icon';
import { AuthService } from '../../services/auth';
import { Preferences } from '../../services/preferences';

const DISMISSED = 'factor-nudge-until';
const QUIET_MS = 7 * 86_400_000;

/** Advises whoever may do much, and has no second factor, to add one. Dismissed, it stays away for a week. */
@Component({
  selector: 'app-factor-nudge',
  imports: [Icon, RouterLink, TranslocoPipe],
  providers: [provideTranslocoScope('identity')],
  template: `
    @if (shown()) {
      <aside [attr.aria-label]="'identity.nudge.action' | transloco">
        <app-icon name="shield" />
        <p>{{ 'identity.nudge.text' | transloco }}</p>
        <a class="btn primary" routerLink="/account/enrol" [queryParams]="{ returnUrl: here() }">
          {{ 'identity.nudge.action' | transloco }}
        </a>
        <button type="button" class="btn quiet" (click)="dismiss()">{{ 'identity.nudge.dismiss' | transloco }}</button>
      </aside>
    }
  `,
  styles: `
    :host {
      display: block;
      min-inline-size: 0;
    }
    aside {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--space-2) var(--space-3);
      margin: var(--space-3) var(--space-6) 0;
      padding: var(--space-2) var(--space-3) var(--space-2) var(--space-4);
      border-radius: var(--radius-sm);
      background: var(--accent-tint);
      font-size: var(--text-sm);
    }
    p {
      flex: 1 1 260px;
    }
    app-icon {
      color: var(--accent);
    }
  `,
})
export class FactorNudge {
  private readonly auth = inject(AuthService);
  private readonly preferences = inject(Preferences);
  private readonly router = inject(Router);
  private readonly dismissed = signal(Number(this.preferences.read(DISMISSED) ?? 0) > Date.now());
  protected readonly shown = computed(() => {
    const factor = this.auth.user()?.secondFactor;
    return factor?.advised === true && !factor.enabled && !this.dismissed();
  });

  protected here(): string {
    return this.router.url;
  }

  protected dismiss(): void {
    this.preferences.write(DISMISSED, String(Date.now() + QUIET_MS));
    this.dismissed.set(true);
  }
}
