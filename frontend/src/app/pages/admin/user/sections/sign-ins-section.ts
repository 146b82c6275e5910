import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { UserDetail } from '@classy-book/contracts/users';
import { TranslocoPipe } from '@jsverse/transloco';
import { FailureText } from '../../../../core/services/failure-text';
import { DeskClock } from '../../../../shared/desk/desk-clock';
import { mediaQuery } from '../../../../shared/media/media-query';
import { Texts } from '../../../../shared/texts/texts';
import { SignInsTable, signInColumns } from '../parts/sign-ins-table';
import { SignInsStore } from '../sign-ins-store';

/** Every attempt to sign in as this person. */
@Component({
  selector: 'app-sign-ins-section',
  imports: [RouterLink, SignInsTable, TranslocoPipe],
  providers: [SignInsStore],
  template: `
    <p class="lead">
      {{ 'users.signIns.lead' | transloco }}
      <a routerLink="/admin/monitoring" [queryParams]="{ email: user().email, range: '24h' }">{{
        'users.signIns.desk' | transloco
      }}</a>
    </p>
    <app-sign-ins-table
      class="card"
      [attempts]="store.list.items()"
      [columns]="columns()"
      [label]="'users.signIns.label' | transloco"
      [state]="store.list.state()"
      [problem]="problem()"
      [now]="clock.now()"
      [cards]="phone()"
      [more]="store.list.more()"
      [loadingMore]="store.list.loadingMore()"
      (endReached)="store.list.loadMore()"
      (retried)="store.list.reload()"
    />
  `,
  styles: `
    :host {
      display: grid;
      gap: var(--space-3);
      min-inline-size: 0;
    }
    .lead {
      color: var(--ink-2);
      font-size: var(--text-sm);
    }
  `,
})
export class SignInsSection {
  private readonly failureText = inject(FailureText);
  private readonly texts = inject(Texts);
  protected readonly clock = inject(DeskClock);
  protected readonly store = inject(SignInsStore);
  protected readonly phone = mediaQuery('(max-width: 699.98px)');
  readonly user = input.required<UserDetail>();
  protected readonly columns = computed(() =>
    signInColumns.map((key) => ({ key, label: this.texts.of(`users.signIns.column.${key}`) })),
  );
  protected readonly problem = computed(() => {
    const failure = this.store.list.failure();
    return failure && this.failureText.of(failure);
  });
}
