import { Component, DOCUMENT, DestroyRef, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoDirective, provideTranslocoScope } from '@jsverse/transloco';
import { AuthService } from '../../../core/services/auth';
import { FailureText } from '../../../core/services/failure-text';
import { I18nService } from '../../../core/services/i18n';
import { fullNameOf } from '../../../core/services/person';
import { shownRange } from '../../../shared/components/address/cidr';
import { EmptyState } from '../../../shared/components/empty-state/empty-state';
import { Icon } from '../../../shared/components/icon/icon';
import { Skeleton } from '../../../shared/components/skeleton/skeleton';
import { DeskClock } from '../../../shared/desk/desk-clock';
import { IncidentNamePipe } from '../../../shared/desk/incident-name';
import { CountPipe, FullTimePipe } from '../../../shared/texts/format-pipes';
import { PluralPipe } from '../../../shared/texts/plural-pipe';
import { Texts } from '../../../shared/texts/texts';
import { IncidentFacts } from './incident-facts';
import { IncidentStore } from './incident-store';
import { FactList } from './parts/fact-list';
import { StoryLines } from './story-lines';

/** More than this fills pages without telling more; the export of the incident has all of it. */
const MOST_ENTITIES = 60;
const MOST_EVIDENCE = 50;

/** An incident on paper: for whoever has to know and does not work at the desk. */
@Component({
  selector: 'app-report-page',
  imports: [
    CountPipe,
    EmptyState,
    FactList,
    FullTimePipe,
    Icon,
    IncidentNamePipe,
    PluralPipe,
    RouterLink,
    Skeleton,
    TranslocoDirective,
  ],
  providers: [provideTranslocoScope('desk', 'audit', 'incidents', 'rules'), IncidentStore],
  templateUrl: './report-page.html',
  styleUrls: ['../../../shared/desk/desk-page.css', './report-page.css'],
})
export default class ReportPage {
  private readonly auth = inject(AuthService);
  private readonly clock = inject(DeskClock);
  private readonly document = inject(DOCUMENT);
  private readonly facts = inject(IncidentFacts);
  private readonly failureText = inject(FailureText);
  private readonly i18n = inject(I18nService);
  private readonly lines = inject(StoryLines);
  private readonly texts = inject(Texts);
  protected readonly store = inject(IncidentStore);
  protected readonly shown = shownRange;

  /** When the report was made: the clock does not run on on paper. */
  protected readonly madeAt = this.clock.now();
  protected readonly maker = computed(() => fullNameOf(this.auth.user()));
  protected readonly missing = computed(() => [400, 404].includes(this.store.failure()?.status ?? 0));
  protected readonly problem = computed(() => {
    const failure = this.store.failure();
    return failure && this.failureText.of(failure);
  });
  protected readonly story = computed(() => (this.store.story() ?? []).map((entry) => this.lines.of(entry)));
  protected readonly evidence = computed(() =>
    this.store
      .evidence()
      .slice(0, MOST_EVIDENCE)
      .map((entry) => this.facts.evidence(entry)),
  );
  protected readonly paper = computed(() => {
    const incident = this.store.incident();
    if (incident === null) return null;
    const entities = incident.entities.toSorted((one, other) => other.events - one.events);
    return {
      lead: this.texts.of('incidents.paper.lead', {
        kind: this.texts.of(`desk.incidentKind.${incident.kind}`),
        severity: this.texts.of(`desk.severity.${incident.severity}`),
        state: this.texts.of(`desk.incidentState.${incident.state}`),
        first: this.i18n.dateTime(incident.firstSeen),
        last: this.i18n.dateTime(incident.lastSeen),
      }),
      counts: this.texts.of('incidents.paper.counts', {
        failed: this.i18n.number(incident.counts.failed),
        succeeded: this.i18n.number(incident.counts.succeeded),
        accounts: this.i18n.number(incident.counts.accounts),
        addresses: this.i18n.number(incident.counts.addresses),
      }),
      times: [...this.facts.times(incident), ...this.facts.durations(incident)],
      figures: this.facts.counts(incident),
      rule: this.facts.rule(incident),
      entities: entities.slice(0, MOST_ENTITIES),
      others: Math.max(0, entities.length - MOST_ENTITIES),
    };
  });

  constructor() {
    inject(DestroyRef).onDestroy(this.store.follow());
  }

  protected print(): void {
    this.document.defaultView?.print();
  }
}
