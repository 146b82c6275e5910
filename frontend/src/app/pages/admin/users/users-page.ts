import { Component, DestroyRef, computed, inject, viewChild } from '@angular/core';
import { Router } from '@angular/router';
import { MAX_BULK, userStates, type UserState } from '@classy-book/contracts/users';
import { TranslocoDirective, TranslocoPipe, provideTranslocoScope } from '@jsverse/transloco';
import { AuthService } from '../../../core/services/auth';
import { FailureText } from '../../../core/services/failure-text';
import { ChoiceFilter } from '../../../shared/components/filter-chip/choice-filter';
import type { Choice } from '../../../shared/components/filter-chip/choice-list';
import { ColumnChip } from '../../../shared/components/filter-chip/column-chip';
import { Icon } from '../../../shared/components/icon/icon';
import { LinkTabs } from '../../../shared/components/link-tabs/link-tabs';
import { SearchBox } from '../../../shared/components/search-box/search-box';
import { SelectionBar } from '../../../shared/components/selection-bar/selection-bar';
import { DeskClock } from '../../../shared/desk/desk-clock';
import { mediaQuery } from '../../../shared/media/media-query';
import { InviteStore } from '../../../shared/people/invite-store';
import { peopleTabs } from '../../../shared/people/people-tabs';
import { RoleDirectory } from '../../../shared/people/role-directory';
import { Texts } from '../../../shared/texts/texts';
import { BulkStore, type BulkAction } from './bulk-store';
import { UsersColumnStore, optionalColumns, type ColumnName } from './columns';
import { UsersExportStore } from './export-store';
import { UsersTable } from './parts/users-table';
import { SelectionStore } from './selection-store';
import { isFiltered, isSortable, nextSort, sortOf, type SecondFactorFilter } from './users-filter';
import { UsersKeys } from './users-keys';
import { UsersFilterStore, UsersStore } from './users-store';

/** Everybody with an account: who they are, what they may do, and whether their account is all right. */
@Component({
  selector: 'app-users-page',
  imports: [
    ChoiceFilter,
    ColumnChip,
    Icon,
    LinkTabs,
    SearchBox,
    SelectionBar,
    TranslocoDirective,
    TranslocoPipe,
    UsersTable,
  ],
  providers: [
    provideTranslocoScope('desk', 'users'),
    BulkStore,
    InviteStore,
    RoleDirectory,
    SelectionStore,
    UsersExportStore,
    UsersFilterStore,
    UsersKeys,
    UsersStore,
  ],
  templateUrl: './users-page.html',
  styleUrls: ['../../../shared/desk/desk-page.css', '../../../shared/components/data-table/list-page.css'],
})
export default class UsersPage {
  private readonly auth = inject(AuthService);
  private readonly failureText = inject(FailureText);
  private readonly invites = inject(InviteStore);
  private readonly router = inject(Router);
  private readonly texts = inject(Texts);
  protected readonly bulk = inject(BulkStore);
  protected readonly clock = inject(DeskClock);
  protected readonly columnStore = inject(UsersColumnStore);
  protected readonly exports = inject(UsersExportStore);
  protected readonly filters = inject(UsersFilterStore);
  protected readonly keys = inject(UsersKeys);
  protected readonly roles = inject(RoleDirectory);
  protected readonly selection = inject(SelectionStore);
  protected readonly store = inject(UsersStore);
  protected readonly phone = mediaQuery('(max-width: 699.98px)');
  private readonly table = viewChild(UsersTable);

  protected readonly mayInvite = computed(() => this.auth.has('users:invite'));
  protected readonly tabs = computed(() => peopleTabs((permission) => this.auth.has(permission)));
  protected readonly states = userStates.map((value): Choice<UserState> => ({ value, label: `users.state.${value}` }));
  protected readonly factors: readonly Choice<SecondFactorFilter>[] = [
    { value: 'on', label: 'users.factor.on' },
    { value: 'off', label: 'users.factor.off' },
  ];
  protected readonly most = MAX_BULK;
  protected readonly actions = computed(() =>
    this.bulk.actions().map((value): Choice<BulkAction> => ({ value, label: `users.bulk.${value}.button` })),
  );
  protected readonly columnChoices = optionalColumns.map((value): Choice<ColumnName> => ({
    value,
    label: `users.column.${value}`,
  }));
  protected readonly roleChoices = computed(() =>
    this.roles.list().map((role): Choice => ({ value: role.key, label: '', text: this.roles.nameOf(role.key) })),
  );
  protected readonly chosenRole = computed(() => {
    const { role } = this.filters.filter();
    return role === null ? [] : [role];
  });
  protected readonly chosenFactor = computed(() => {
    const { secondFactor } = this.filters.filter();
    return secondFactor === null ? [] : [secondFactor];
  });
  protected readonly filtered = computed(() => isFiltered(this.filters.filter()));
  protected readonly columns = computed(() =>
    this.columnStore
      .shown()
      .filter((key) => key !== 'select' || this.bulk.any())
      .map((key) => ({
        key,
        label: this.texts.of(`users.column.${key}`),
        unlabelled: key === 'select',
        ...(isSortable(key) ? { sort: sortOf(key, this.filters.filter().sort) } : {}),
      })),
  );
  protected readonly roleText = computed(() => {
    const { role } = this.filters.filter();
    return this.chip('role', role === null ? null : this.roles.nameOf(role));
  });
  protected readonly stateText = computed(() => {
    const names = this.filters.filter().states.map((state) => this.texts.of(`users.state.${state}`));
    return this.chip('state', names.length === 0 ? null : names.join(this.texts.of('desk.and')));
  });
  protected readonly factorText = computed(() => {
    const { secondFactor } = this.filters.filter();
    return this.chip('factor', secondFactor === null ? null : this.texts.of(`users.factor.${secondFactor}`));
  });
  protected readonly problem = computed(() => {
    const failure = this.store.list.failure();
    return failure && this.failureText.of(failure);
  });

  constructor() {
    const stop = [
      this.store.follow(),
      this.keys.listen({
        reveal: (index) => this.table()?.reveal(index),
        open: (id) => void this.router.navigate(['/admin/users', id]),
      }),
    ];
    inject(DestroyRef).onDestroy(() => {
      for (const end of stop) end();
    });
  }

  protected sort(column: string): void {
    if (isSortable(column)) this.filters.change({ sort: nextSort(column, this.filters.filter().sort) });
  }

  protected invite(): void {
    void this.invites.run();
  }

  protected save(): void {
    void this.exports.run();
  }

  protected run(action: BulkAction): void {
    void this.bulk.run(action);
  }

  protected loadMore(): void {
    void this.store.list.loadMore();
  }

  private chip(name: 'role' | 'state' | 'factor', value: string | null): string {
    return this.texts.of('users.filter.chip', {
      name: this.texts.of(`users.column.${name}`),
      value: value ?? this.texts.of('users.filter.any'),
    });
  }
}
