import { Component, afterRenderEffect, computed, inject, untracked, viewChild } from '@angular/core';
import { TranslocoDirective, TranslocoPipe, provideTranslocoScope } from '@jsverse/transloco';
import { FailureText } from '../../../core/services/failure-text';
import { I18nService } from '../../../core/services/i18n';
import { actionKey } from '../../../shared/audit/action-text';
import { Icon } from '../../../shared/components/icon/icon';
import { Menu, MenuItem } from '../../../shared/components/menu/menu';
import { DeskClock } from '../../../shared/desk/desk-clock';
import { mediaQuery } from '../../../shared/media/media-query';
import { Texts } from '../../../shared/texts/texts';
import { SavedViews } from '../../../shared/views/saved-views';
import { isFiltered, noFilter, type AuditLogFilter, type TimeFilter } from './audit-filter';
import { AuditFilterStore, AuditStore } from './audit-store';
import { AuditTable } from './parts/audit-table';
import { FilterBar, type ChipTexts } from './parts/filter-bar';
import { RecordPanel } from './parts/record-panel';
import { SealCard } from './parts/seal-card';
import { SealStore } from './seal-store';

/** The audit log: searched, opened record by record, proved, and taken out. */
@Component({
  selector: 'app-audit-page',
  imports: [
    AuditTable,
    FilterBar,
    Icon,
    Menu,
    MenuItem,
    RecordPanel,
    SavedViews,
    SealCard,
    TranslocoDirective,
    TranslocoPipe,
  ],
  providers: [provideTranslocoScope('audit', 'desk'), AuditFilterStore, AuditStore, SealStore],
  templateUrl: './audit-page.html',
  styleUrls: ['../../../shared/desk/desk-page.css', '../../../shared/desk/over-page.css'],
})
export default class AuditPage {
  private readonly failureText = inject(FailureText);
  private readonly i18n = inject(I18nService);
  private readonly texts = inject(Texts);
  protected readonly clock = inject(DeskClock);
  protected readonly filters = inject(AuditFilterStore);
  protected readonly seals = inject(SealStore);
  protected readonly store = inject(AuditStore);
  protected readonly phone = mediaQuery('(max-width: 699.98px)');
  private readonly table = viewChild(AuditTable);
  private readonly panel = viewChild(RecordPanel);

  protected readonly filtered = computed(() => isFiltered(this.filters.filter()));
  protected readonly columns = computed(() => [
    {
      key: 'time',
      label: this.texts.of('audit.column.time'),
      sort: this.filters.filter().sort === 'timestamp' ? ('ascending' as const) : ('descending' as const),
    },
    { key: 'what', label: this.texts.of('audit.column.action') },
    { key: 'actor', label: this.texts.of('audit.column.actor') },
    { key: 'resource', label: this.texts.of('audit.column.resource') },
    { key: 'address', label: this.texts.of('audit.column.address') },
  ]);
  protected readonly chips = computed((): ChipTexts => {
    const { actor, actions, time, resource, address, requestId } = this.filters.filter();
    const any = this.texts.of('audit.filter.any');
    return {
      actor: actor || this.texts.of('audit.filter.actor'),
      action: this.chip('action', actions.length === 0 ? any : this.actionText(actions)),
      range: this.chip('range', time === null ? any : this.timeText(time)),
      resource: resource?.id ?? this.texts.of('audit.filter.resource'),
      address: address || this.texts.of('audit.filter.address'),
      request: requestId || this.texts.of('audit.filter.request'),
    };
  });
  protected readonly problem = computed(() => {
    const failure = this.store.list.failure();
    return failure && this.failureText.of(failure);
  });
  protected readonly recordProblem = computed(() => {
    const failure = this.store.recordFailure();
    return failure && this.failureText.of(failure);
  });

  constructor() {
    afterRenderEffect(() => {
      if (this.store.openId() !== null) untracked(() => this.panel()?.focus());
    });
  }

  protected sort(): void {
    this.filters.change({ sort: this.filters.filter().sort === 'timestamp' ? '-timestamp' : 'timestamp' });
  }

  protected close(): void {
    const id = this.store.openId();
    this.store.close();
    if (id !== null) this.table()?.focus(id);
  }

  /** Shows what a record asks for, and nothing but that. */
  protected only(changes: Partial<AuditLogFilter>): void {
    this.filters.change({ ...noFilter, ...changes });
  }

  protected loadMore(): void {
    void this.store.list.loadMore();
  }

  private chip(name: 'action' | 'range', value: string): string {
    return this.texts.of('audit.filter.chip', { name: this.texts.of(`audit.filter.${name}`), value });
  }

  private timeText(time: TimeFilter): string {
    if (typeof time === 'string') return this.texts.of(`audit.range.${time}`);
    return this.texts.of('audit.range.span', { from: this.i18n.dateTime(time.from), to: this.i18n.dateTime(time.to) });
  }

  private actionText(actions: readonly string[]): string {
    const [first = ''] = actions;
    if (actions.length > 1) return this.texts.of('audit.filter.many', { count: actions.length });
    const key = actionKey(first);
    return key === null ? first : this.texts.of(key);
  }
}
