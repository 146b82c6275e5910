import { Component, effect, inject, input, untracked } from '@angular/core';
import type { ViewPage } from '@classy-book/contracts/saved-views';
import { TranslocoDirective, provideTranslocoScope } from '@jsverse/transloco';
import { Icon } from '../components/icon/icon';
import { Menu, MenuItem } from '../components/menu/menu';
import { PeopleTasks } from '../people/people-tasks';
import { ManageViewsDialog } from './manage-views-dialog';
import { SaveViewDialog, type NamedView } from './save-view-dialog';
import { ViewsStore } from './views-store';

/**
 * The views of a list, as a menu: opens one, keeps the filters of now under a name, and leads to renaming, sharing and
 * deleting. It knows the filters by the URL only. A page opened without any shows the person's default view.
 */
@Component({
  selector: 'app-saved-views',
  imports: [Icon, Menu, MenuItem, TranslocoDirective],
  providers: [provideTranslocoScope('desk'), ViewsStore],
  template: `
    <app-menu *transloco="let t" [label]="t('desk.views.menu')" buttonClass="btn">
      <ng-container trigger>
        <app-icon name="bookmark" />{{ t('desk.views.menu') }}<app-icon name="keyboard-arrow-down" />
      </ng-container>
      @for (view of store.list(); track view.id) {
        <button type="button" appMenuItem [checked]="store.isOpen(view)" (click)="store.apply(view)">
          <bdi>{{ view.name }}</bdi>
          @if (!view.own) {
            <small
              ><bdi>{{ view.owner }}</bdi></small
            >
          } @else if (view.isDefault) {
            <small>{{ t('desk.views.default') }}</small>
          }
        </button>
      }
      <button type="button" appMenuItem (click)="save()">{{ t('desk.views.save') }}</button>
      @if (store.own().length > 0) {
        <button type="button" appMenuItem (click)="manage()">{{ t('desk.views.manage') }}</button>
      }
    </app-menu>
  `,
  styles: `
    :host {
      display: inline-flex;
    }
    small {
      margin-inline-start: 8px;
      color: var(--ink-2);
      font-size: var(--text-xs);
    }
  `,
})
export class SavedViews {
  private readonly tasks = inject(PeopleTasks);
  protected readonly store = inject(ViewsStore);
  readonly page = input.required<ViewPage>();
  private looked = false;

  constructor() {
    effect(() => {
      this.store.open(this.page());
    });
    effect(() => {
      const view = this.store.list().find(({ isDefault }) => isDefault);
      if (this.looked || this.store.list().length === 0) return;
      this.looked = true;
      if (view !== undefined && untracked(this.store.query) === '') this.store.apply(view, true);
    });
  }

  protected async save(): Promise<void> {
    const named = await this.tasks.ask<NamedView>(SaveViewDialog, null, '420px');
    if (named !== undefined) await this.store.save(named.name, named.shared);
  }

  protected async manage(): Promise<void> {
    await this.tasks.ask(ManageViewsDialog, this.store, '560px');
  }
}
