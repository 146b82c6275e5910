import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { Component, inject } from '@angular/core';
import type { SavedView } from '@classy-book/contracts/saved-views';
import { TranslocoPipe, provideTranslocoScope } from '@jsverse/transloco';
import { DialogFrame } from '../components/dialog/dialog-frame';
import { PeopleTasks } from '../people/people-tasks';
import { SaveViewDialog, type NamedView } from './save-view-dialog';
import type { ViewsStore } from './views-store';

/** The own views of a page: renames, shares, deletes them, and chooses the one that opens by itself. */
@Component({
  selector: 'app-manage-views-dialog',
  imports: [DialogFrame, TranslocoPipe],
  providers: [provideTranslocoScope('desk')],
  template: `
    <app-dialog-frame
      [heading]="'desk.views.manage' | transloco"
      [closeLabel]="'desk.close' | transloco"
      (dismissed)="dialog.close()"
    >
      <ul>
        @for (view of store.own(); track view.id) {
          <li>
            <bdi>{{ view.name }}</bdi>
            @if (view.shared) {
              <span class="tag info">{{ 'desk.views.shared' | transloco }}</span>
            }
            <span class="actions">
              <button
                type="button"
                class="btn"
                [attr.aria-pressed]="view.isDefault"
                [attr.aria-label]="'desk.views.defaultNamed' | transloco: { name: view.name }"
                (click)="store.change(view, { isDefault: !view.isDefault })"
              >
                {{ (view.isDefault ? 'desk.views.default' : 'desk.views.makeDefault') | transloco }}
              </button>
              <button
                type="button"
                class="btn"
                [attr.aria-label]="'desk.views.changeNamed' | transloco: { name: view.name }"
                (click)="change(view)"
              >
                {{ 'desk.views.rename' | transloco }}
              </button>
              <button
                type="button"
                class="btn"
                [attr.aria-label]="'desk.views.deleteNamed' | transloco: { name: view.name }"
                (click)="store.remove(view)"
              >
                {{ 'desk.views.delete' | transloco }}
              </button>
            </span>
          </li>
        } @empty {
          <li>{{ 'desk.views.none' | transloco }}</li>
        }
      </ul>
      <button actions type="button" class="btn primary" (click)="dialog.close()">
        {{ 'desk.close' | transloco }}
      </button>
    </app-dialog-frame>
  `,
  styles: `
    ul {
      display: grid;
      gap: var(--space-3);
    }
    li {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 6px var(--space-2);
      color: var(--ink);
      overflow-wrap: anywhere;
    }
    .actions {
      display: flex;
      flex-wrap: wrap;
      gap: 6px;
      margin-inline-start: auto;
    }
    li .btn {
      min-block-size: 30px;
      padding: 3px 10px;
    }
  `,
})
export class ManageViewsDialog {
  private readonly tasks = inject(PeopleTasks);
  protected readonly store = inject<ViewsStore>(DIALOG_DATA);
  protected readonly dialog = inject<DialogRef>(DialogRef);

  protected async change(view: SavedView): Promise<void> {
    const named = await this.tasks.ask<NamedView>(SaveViewDialog, view, '420px');
    if (named !== undefined) await this.store.change(view, named);
  }
}
