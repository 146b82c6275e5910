import { Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { FailureText } from '../../../../core/services/failure-text';
import { Segmented, type SegmentOption } from '../../../../shared/components/segmented/segmented';
import { DeskClock } from '../../../../shared/desk/desk-clock';
import { May } from '../../../../shared/directives/may';
import { Texts } from '../../../../shared/texts/texts';
import { ActivityStore } from '../activity-store';
import { ActivityList } from '../parts/activity-list';
import type { ActivityView } from '../user-client';
import { UserStore } from '../user-store';

/** What the person did, or what was done to them. */
@Component({
  selector: 'app-audit-section',
  imports: [ActivityList, May, RouterLink, Segmented, TranslocoPipe],
  providers: [ActivityStore],
  template: `
    <app-segmented
      name="activity-view"
      [label]="'users.activity.view' | transloco"
      [options]="views()"
      [value]="store.view()"
      (chosen)="store.show($event)"
    />
    <p *appMay="'audit:read'">
      <a routerLink="/admin/audit" [queryParams]="{ actor: user.id() }">{{ 'audit.ofPerson' | transloco }}</a>
    </p>
    <app-activity-list
      class="card"
      [items]="store.list.items()"
      [state]="store.list.state()"
      [problem]="problem()"
      [now]="clock.now()"
      [more]="store.list.more()"
      [loadingMore]="store.list.loadingMore()"
      (moreWanted)="store.list.loadMore()"
      (retried)="store.list.reload()"
    />
  `,
  styleUrl: './section.css',
})
export class AuditSection {
  private readonly failureText = inject(FailureText);
  private readonly texts = inject(Texts);
  protected readonly clock = inject(DeskClock);
  protected readonly store = inject(ActivityStore);
  protected readonly user = inject(UserStore);
  protected readonly views = computed<readonly SegmentOption<ActivityView>[]>(() => [
    { value: 'by', label: this.texts.of('users.activity.by') },
    { value: 'about', label: this.texts.of('users.activity.about') },
  ]);
  protected readonly problem = computed(() => {
    const failure = this.store.list.failure();
    return failure && this.failureText.of(failure);
  });
}
