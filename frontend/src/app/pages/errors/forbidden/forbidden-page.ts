import { Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { AuthService } from '../../../core/services/auth';
import { MessagePage } from '../../../shared/components/message-page/message-page';

/** A page that the person who is signed in may not see. */
@Component({
  selector: 'app-forbidden-page',
  imports: [MessagePage, RouterLink, TranslocoPipe],
  template: `
    <app-message-page
      icon="lock"
      code="403"
      [heading]="'forbidden.title' | transloco"
      [text]="'forbidden.text' | transloco: { email: email() }"
    >
      <a class="btn primary" routerLink="/account">{{ 'titles.account' | transloco }}</a>
      <a class="btn" routerLink="/">{{ 'notFound.home' | transloco }}</a>
    </app-message-page>
  `,
})
export default class ForbiddenPage {
  private readonly auth = inject(AuthService);
  protected readonly email = computed(() => this.auth.user()?.email ?? '');
}
