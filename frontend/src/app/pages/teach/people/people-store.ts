import { DOCUMENT, Service, computed, effect, inject, signal, untracked } from '@angular/core';
import type { CoursePerson, PeopleCounts } from '@classy-book/contracts/course-people';
import { FailureText } from '../../../core/services/failure-text';
import { AccountActions } from '../../../shared/account/account-actions';
import { saveFile } from '../../../shared/account/save-file';
import { CursorList } from '../../../shared/lists/cursor-list';
import { UrlFilter } from '../../../shared/lists/url-filter';
import { Texts } from '../../../shared/texts/texts';
import { ExpiryDialog } from './parts/expiry-dialog';
import { PeopleClient, type PeopleChange } from './people-client';
import { filterFromUrl, filterToQuery, filterToUrl, noFilter, type PeopleListFilter } from './people-filter';

/** The filter and the order. */
@Service({ autoProvided: false })
export class PeopleFilterStore extends UrlFilter<PeopleListFilter> {
  readonly filtered = computed(() => Object.keys(filterToQuery(this.filter())).length > 0);

  constructor() {
    super(filterFromUrl, filterToUrl);
  }

  /** Going back in the browser does not undo letter by letter what was typed. */
  override change(changes: Partial<PeopleListFilter>): void {
    const typing = Object.keys(changes).join() === 'q' && this.filter().q !== '' && changes.q !== '';
    super.change(changes, typing);
  }

  /** Shows everybody again, in the order of the moment. */
  clear(): void {
    this.change({ ...noFilter, sort: this.filter().sort });
  }
}

/** What can be done to the people that are chosen. */
export const bulkActions = ['approve', 'reject', 'expiry', 'remove'] as const;
export type BulkAction = (typeof bulkActions)[number];

const MOST = 100;

/** The people of a course under the filter, who of them is chosen, and what is done to those. Provided by the page. */
@Service({ autoProvided: false })
export class PeopleStore {
  private readonly actions = inject(AccountActions);
  private readonly client = inject(PeopleClient);
  private readonly document = inject(DOCUMENT);
  private readonly failureText = inject(FailureText);
  private readonly filters = inject(PeopleFilterStore);
  private readonly texts = inject(Texts);
  private readonly courseId = signal<string | null>(null);
  private readonly chosen = signal<ReadonlySet<string>>(new Set());
  private readonly working = signal(false);
  private readonly known = signal<PeopleCounts | null>(null);

  readonly most = MOST;
  readonly list = new CursorList<CoursePerson>(
    {
      firstPage: (query) => this.client.firstPage(this.courseId, query),
      nextPage: (query, cursor) => this.client.nextPage(this.courseId() ?? '', query, cursor),
    },
    ({ id }) => id,
    () => ({ ...filterToQuery(this.filters.filter()), sort: this.filters.filter().sort }),
  );
  readonly course = this.courseId.asReadonly();
  readonly counts = this.known.asReadonly();
  readonly busy = this.working.asReadonly();
  readonly selected = this.chosen.asReadonly();
  readonly full = computed(() => this.chosen().size >= MOST);
  readonly all = computed(() => {
    const shown = this.list.shown().slice(0, MOST);
    return shown.length > 0 && shown.every(({ id }) => this.chosen().has(id));
  });
  readonly problem = computed(() => {
    const failure = this.list.failure();
    return failure && this.failureText.of(failure);
  });

  constructor() {
    // another filter is another choice
    effect(() => {
      this.filters.filter();
      untracked(() => {
        this.clear();
      });
    });
  }

  open(course: string): void {
    this.courseId.set(course);
    void this.count();
  }

  toggle(id: string): void {
    const chosen = new Set(this.chosen());
    if (!chosen.delete(id) && !this.full()) chosen.add(id);
    this.chosen.set(chosen);
  }

  toggleAll(): void {
    const shown = this.list.shown().slice(0, MOST);
    this.chosen.set(new Set(this.all() ? [] : shown.map(({ id }) => id)));
  }

  clear(): void {
    this.chosen.set(new Set());
  }

  /** Reads everything again, after somebody came in or went. */
  reload(): void {
    this.list.reload();
    void this.count();
  }

  /** One action on everybody that is chosen: it is said what will happen, then done and told. */
  async run(action: BulkAction): Promise<void> {
    const [course, ids] = [this.courseId(), [...this.chosen()]];
    if (this.working() || course === null || ids.length === 0) return;
    const change = await this.ask(action, ids.length);
    if (change === null) return;
    this.working.set(true);
    const outcome = await this.actions.attempt(() => this.client.change(course, ids, change));
    this.working.set(false);
    if (!outcome.ok) return;
    this.actions.tellCount('people.bulk.done', outcome.value.changed);
    this.clear();
    this.reload();
  }

  /** Saves everybody under the filter as a CSV file. */
  async save(): Promise<void> {
    const course = this.courseId();
    if (this.working() || course === null) return;
    this.working.set(true);
    const query = filterToQuery(untracked(this.filters.filter));
    const outcome = await this.actions.attempt(() => this.client.exportCsv(course, query));
    this.working.set(false);
    if (outcome.ok) saveFile(this.document, outcome.value, `people-${new Date().toISOString().slice(0, 10)}.csv`);
  }

  private async ask(action: BulkAction, count: number): Promise<PeopleChange | null> {
    const heading = this.texts.plural(`people.bulk.${action}.heading`, count);
    const effect = this.texts.of(`people.bulk.${action}.effect`);
    if (action === 'expiry') {
      const expiresAt = await this.actions.ask<string | null>(ExpiryDialog, { heading, effect });
      return expiresAt === undefined ? null : { path: 'expiry', expiresAt };
    }
    const confirm = this.texts.of(`people.bulk.${action}.button`);
    const danger = action !== 'approve';
    if (!(await this.actions.confirm({ heading, points: [effect], confirm, danger }))) return null;
    return action === 'remove' ? { path: 'removals' } : { path: 'decisions', decision: action };
  }

  private async count(): Promise<void> {
    const course = this.courseId();
    if (course === null) return;
    try {
      this.known.set(await this.client.counts(course));
    } catch {
      // the list says what is wrong
      this.known.set(null);
    }
  }
}
