import { Component, DestroyRef, computed, inject, viewChild } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoDirective, provideTranslocoScope } from '@jsverse/transloco';
import { AuthService } from '../../../core/services/auth';
import { FailureText } from '../../../core/services/failure-text';
import { Banner } from '../../../shared/components/banner/banner';
import { EmptyState } from '../../../shared/components/empty-state/empty-state';
import { Skeleton } from '../../../shared/components/skeleton/skeleton';
import { DeskClock } from '../../../shared/desk/desk-clock';
import { Texts } from '../../../shared/texts/texts';
import { IncidentActions } from './incident-actions';
import { IncidentClient } from './incident-client';
import { IncidentFacts } from './incident-facts';
import { IncidentStore } from './incident-store';
import { ContainmentPanel } from './parts/containment-panel';
import { EntitiesList } from './parts/entities-list';
import { EvidenceList } from './parts/evidence-list';
import { FactList } from './parts/fact-list';
import { HandlingPanel } from './parts/handling-panel';
import { IncidentHead } from './parts/incident-head';
import { NoteForm } from './parts/note-form';
import { StoryList } from './parts/story-list';
import { relatedQuery } from './related-query';
import { StoryLines } from './story-lines';

/** One incident: who has a part in it, what happened, what a rule had before it, and what can be done. */
@Component({
  selector: 'app-incident-page',
  imports: [
    Banner,
    ContainmentPanel,
    EmptyState,
    EntitiesList,
    EvidenceList,
    FactList,
    HandlingPanel,
    IncidentHead,
    NoteForm,
    RouterLink,
    Skeleton,
    StoryList,
    TranslocoDirective,
  ],
  providers: [provideTranslocoScope('desk', 'audit', 'incidents', 'rules'), IncidentActions, IncidentStore],
  templateUrl: './incident-page.html',
  styleUrls: ['../../../shared/desk/desk-page.css', './incident-page.css'],
})
export default class IncidentPage {
  private readonly auth = inject(AuthService);
  private readonly facts = inject(IncidentFacts);
  private readonly failureText = inject(FailureText);
  private readonly lines = inject(StoryLines);
  private readonly texts = inject(Texts);
  private readonly noteForm = viewChild(NoteForm);
  protected readonly actions = inject(IncidentActions);
  protected readonly clock = inject(DeskClock);
  protected readonly store = inject(IncidentStore);

  private readonly colleagues = inject(IncidentClient).assignees(this.actions.allowed);
  protected readonly people = computed(() => (this.colleagues.hasValue() ? this.colleagues.value() : []));
  protected readonly mayLookAtPeople = computed(() => this.auth.has('users:read'));
  protected readonly missing = computed(() => [400, 404].includes(this.store.failure()?.status ?? 0));
  protected readonly problem = computed(() => {
    const failure = this.store.failure();
    return failure && this.failureText.of(failure);
  });
  protected readonly storyProblem = computed(() => {
    const failure = this.store.storyFailure();
    return failure && this.failureText.of(failure);
  });
  protected readonly story = computed(() => this.store.story()?.map((entry) => this.lines.of(entry)) ?? null);
  protected readonly evidence = computed(() => this.store.evidence().map((entry) => this.facts.evidence(entry)));
  protected readonly headings = computed(() => ({
    at: this.texts.of('incidents.evidence.at'),
    what: this.texts.of('incidents.evidence.what'),
    who: this.texts.of('incidents.evidence.who'),
    address: this.texts.of('incidents.evidence.address'),
  }));
  protected readonly known = computed(() => {
    const incident = this.store.incident();
    if (incident === null) return null;
    return {
      times: [...this.facts.times(incident), ...this.facts.durations(incident)],
      counts: this.facts.counts(incident),
      rule: this.facts.rule(incident),
      related: relatedQuery(incident),
    };
  });

  constructor() {
    inject(DestroyRef).onDestroy(this.store.follow());
  }

  protected async note(text: string): Promise<void> {
    if (await this.actions.note(text)) this.noteForm()?.clear();
  }
}
