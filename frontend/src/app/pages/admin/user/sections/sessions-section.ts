import { Component, computed, inject, input } from '@angular/core';
import type { UserDetail } from '@classy-book/contracts/users';
import { TranslocoPipe } from '@jsverse/transloco';
import { FailureText } from '../../../../core/services/failure-text';
import { Panel } from '../../../../shared/account/panel';
import { DeskClock } from '../../../../shared/desk/desk-clock';
import { SessionsList } from '../parts/sessions-list';
import { SessionsStore } from '../sessions-store';
import { UserActions } from '../user-actions';
import { UserStore } from '../user-store';

/** Where the person is signed in, with the way to end it. */
@Component({
  selector: 'app-sessions-section',
  imports: [Panel, SessionsList, TranslocoPipe],
  providers: [SessionsStore],
  template: `
    <app-panel name="sessions" [heading]="'users.tab.sessions' | transloco" [lead]="'users.session.lead' | transloco">
      @if (store.may('end_sessions') && sessions.sessions().length > 0) {
        <button actions type="button" class="btn" (click)="actions.endSessions(user())">
          {{ 'users.session.endAll' | transloco }}
        </button>
      }
      <app-sessions-list
        [sessions]="sessions.sessions()"
        [state]="sessions.state()"
        [problem]="problem()"
        [now]="clock.now()"
        [allowed]="store.may('end_sessions')"
        (endAsked)="actions.endSession(user(), $event)"
        (retried)="sessions.reload()"
      />
    </app-panel>
  `,
  styleUrl: './section.css',
})
export class SessionsSection {
  private readonly failureText = inject(FailureText);
  protected readonly actions = inject(UserActions);
  protected readonly clock = inject(DeskClock);
  protected readonly sessions = inject(SessionsStore);
  protected readonly store = inject(UserStore);
  readonly user = input.required<UserDetail>();
  protected readonly problem = computed(() => {
    const failure = this.sessions.failure();
    return failure && this.failureText.of(failure);
  });
}
