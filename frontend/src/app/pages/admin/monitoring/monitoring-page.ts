import { Component, DestroyRef, computed, inject, viewChild } from '@angular/core';
import type { LoginAttempt } from '@classy-book/contracts/attempts';
import { TranslocoDirective, provideTranslocoScope } from '@jsverse/transloco';
import { WebsocketService } from '../../../core/services/websocket';
import { DefencesStore } from '../../../shared/desk/defences-store';
import { IncidentsStore } from '../../../shared/desk/incidents-store';
import { mediaQuery } from '../../../shared/media/media-query';
import { PluralPipe } from '../../../shared/texts/plural-pipe';
import { Texts } from '../../../shared/texts/texts';
import { AttemptCursor } from './attempt-cursor';
import type { DeskFilter } from './attempt-filter';
import { AttemptsStore } from './attempts-store';
import { DeskKeys } from './desk-keys';
import { DetailStore } from './detail-store';
import { ExportStore } from './export-store';
import { FilterStore } from './filter-store';
import { FilterTexts } from './filter-texts';
import { NewsStore } from './news-store';
import { FilterBar } from './parts/filter-bar';
import { StreamNotice } from './parts/stream-notice';
import { ChartSection } from './sections/chart-section';
import { FeedSection } from './sections/feed-section';
import { FiguresSection } from './sections/figures-section';
import { HeadSection } from './sections/head-section';
import { SideSection } from './sections/side-section';
import { TableSection } from './sections/table-section';
import { TimelineStore } from './timeline-store';

/** Sign-in attempts as they happen: figures, filters, a live chart, the attempts, and one attempt in detail. */
@Component({
  selector: 'app-monitoring-page',
  imports: [
    ChartSection,
    FeedSection,
    FiguresSection,
    FilterBar,
    HeadSection,
    PluralPipe,
    SideSection,
    StreamNotice,
    TableSection,
    TranslocoDirective,
  ],
  providers: [
    provideTranslocoScope('desk', 'monitoring'),
    AttemptCursor,
    AttemptsStore,
    DeskKeys,
    DetailStore,
    ExportStore,
    FilterStore,
    NewsStore,
    TimelineStore,
  ],
  templateUrl: './monitoring-page.html',
  styleUrls: ['../../../shared/desk/desk-page.css', '../../../shared/desk/over-page.css', './monitoring-page.css'],
})
export default class MonitoringPage {
  private readonly filterTexts = inject(FilterTexts);
  private readonly texts = inject(Texts);
  protected readonly attempts = inject(AttemptsStore);
  protected readonly cursor = inject(AttemptCursor);
  protected readonly defences = inject(DefencesStore);
  protected readonly filters = inject(FilterStore);
  protected readonly incidents = inject(IncidentsStore).incidents;
  protected readonly socket = inject(WebsocketService);
  private readonly table = viewChild(TableSection);
  private readonly side = viewChild(SideSection);

  /** Wide enough for the drawer to stand beside the page. */
  protected readonly wide = mediaQuery('(min-width: 1100px)');
  protected readonly phone = mediaQuery('(max-width: 699.98px)');
  protected readonly chips = computed(() => this.filterTexts.of(this.filters.filter()));
  protected readonly wrongCountry = computed(() => this.texts.of('monitoring.filter.countryWrong'));
  protected readonly wrongAddress = computed(() => this.texts.of('desk.error.address'));

  constructor() {
    const stop = [
      this.defences.watch(),
      inject(NewsStore).follow(),
      inject(DeskKeys).listen({
        reveal: (index) => this.table()?.reveal(index),
        open: () => {
          this.openActive();
        },
        close: () => {
          this.close();
        },
      }),
    ];
    inject(DestroyRef).onDestroy(() => {
      for (const end of stop) end();
    });
  }

  protected open(attempt: LoginAttempt): void {
    this.cursor.stand(attempt);
    this.attempts.select(attempt);
    setTimeout(() => this.side()?.focus());
  }

  protected close(): void {
    if (this.attempts.selected() === null) {
      // Whoever stands on a row holds them all still; without the focus they run again.
      this.table()?.leave();
      return;
    }
    this.attempts.select(null);
    // The focus goes back to where the drawer was opened from.
    if (this.cursor.index() >= 0) this.table()?.reveal(this.cursor.index());
  }

  protected changeFilter(changes: Partial<DeskFilter>): void {
    this.filters.change(changes);
  }

  private openActive(): void {
    const attempt = this.cursor.row();
    if (attempt !== null) this.open(attempt);
  }
}
