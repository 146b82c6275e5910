import { Service, computed, inject, signal } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { NavigationEnd, Router } from '@angular/router';
import type { SavedView, UpdateSavedViewRequest, ViewPage } from '@classy-book/contracts/saved-views';
import { filter, map, startWith } from 'rxjs';
import { PeopleTasks } from '../people/people-tasks';
import { Texts } from '../texts/texts';
import { queryOf, withQuery } from './view-query';
import { ViewsClient } from './views-client';

/** The views of one page: what there is, which one is open, and what is done to them. */
@Service({ autoProvided: false })
export class ViewsStore {
  private readonly client = inject(ViewsClient);
  private readonly router = inject(Router);
  private readonly tasks = inject(PeopleTasks);
  private readonly texts = inject(Texts);
  private readonly wanted = signal<{ readonly page: ViewPage } | undefined>(undefined);
  private readonly resource = this.client.views(this.wanted);
  private readonly url = toSignal(
    this.router.events.pipe(
      filter((event) => event instanceof NavigationEnd),
      map(() => this.router.url),
      startWith(this.router.url),
    ),
    { initialValue: this.router.url },
  );

  readonly list = computed<readonly SavedView[]>(() => (this.resource.hasValue() ? this.resource.value() : []));
  readonly own = computed(() => this.list().filter(({ own }) => own));
  readonly query = computed(() => queryOf(this.url()));

  open(page: ViewPage): void {
    this.wanted.set({ page });
  }

  isOpen(view: SavedView): boolean {
    return queryOf(`?${view.query}`) === this.query();
  }

  /** Goes to the page as the view shows it; the way back is the browser's. */
  apply(view: SavedView, replaceUrl = false): void {
    void this.router.navigateByUrl(withQuery(this.router.url, view.query), { replaceUrl });
  }

  save(name: string, shared: boolean): Promise<boolean> {
    const page = this.wanted()?.page;
    if (page === undefined) return Promise.resolve(false);
    return this.run(() => this.client.create({ page, name, query: this.query(), shared }), 'saved', name);
  }

  change({ id, name }: SavedView, changes: UpdateSavedViewRequest): Promise<boolean> {
    return this.run(() => this.client.update(id, changes), 'changed', changes.name ?? name);
  }

  remove({ id, name }: SavedView): Promise<boolean> {
    return this.run(() => this.client.remove(id), 'deleted', name);
  }

  private async run(call: () => Promise<void>, told: string, name: string): Promise<boolean> {
    const done = await this.tasks.run(call, () => ({ message: this.texts.of(`desk.views.done.${told}`, { name }) }));
    if (done) this.wanted.update((wanted) => wanted && { ...wanted });
    return done;
  }
}
