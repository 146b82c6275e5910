import { Component, DestroyRef, computed, inject, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoDirective, provideTranslocoScope } from '@jsverse/transloco';
import { Preferences } from '../../../core/services/preferences';
import { Icon } from '../../../shared/components/icon/icon';
import { DefencesStore } from '../../../shared/desk/defences-store';
import { FiguresStore } from './figures-store';
import { ReadinessStore } from './readiness-store';
import { CardsSection } from './sections/cards-section';
import { DaySection } from './sections/day-section';
import { IncidentsSection } from './sections/incidents-section';
import { DecisionsSection } from './sections/decisions-section';
import { SystemSection } from './sections/system-section';

const HINT_SEEN = 'attack-hint-seen';

/** The desk at a glance: the figures of a day, what needs a decision, and how the system is. */
@Component({
  selector: 'app-overview-page',
  imports: [
    CardsSection,
    DaySection,
    DecisionsSection,
    Icon,
    IncidentsSection,
    RouterLink,
    SystemSection,
    TranslocoDirective,
  ],
  providers: [provideTranslocoScope('desk', 'overview'), FiguresStore, ReadinessStore],
  templateUrl: './overview-page.html',
  styleUrls: ['../../../shared/desk/desk-page.css', './overview-page.css'],
})
export default class OverviewPage {
  private readonly figures = inject(FiguresStore);
  private readonly preferences = inject(Preferences);
  private readonly hintSeen = signal(this.preferences.read(HINT_SEEN) !== null);
  /** Shown to newcomers until the first attack, or until they close it. */
  protected readonly hint = computed(() => this.figures.quiet() && !this.hintSeen());

  constructor() {
    inject(DestroyRef).onDestroy(inject(DefencesStore).watch());
  }

  protected closeHint(): void {
    this.hintSeen.set(true);
    this.preferences.write(HINT_SEEN, '1');
  }
}
