import { Component, computed, effect, inject, input, signal, untracked } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoDirective, provideTranslocoScope } from '@jsverse/transloco';
import { FailureText } from '../../../core/services/failure-text';
import { I18nService } from '../../../core/services/i18n';
import { AccountActions } from '../../../shared/account/account-actions';
import { LoadState } from '../../../shared/account/load-state';
import { Banner } from '../../../shared/components/banner/banner';
import { Icon } from '../../../shared/components/icon/icon';
import { LinkTabs, type LinkTab } from '../../../shared/components/link-tabs/link-tabs';
import type { Leavable } from '../../../shared/guards/leave-guard';
import { CourseTabs } from '../../../shared/teach/course-tabs';
import { Leaving, guardUnload } from '../../../shared/teach/leaving';
import { SaveStateLine } from '../../../shared/teach/save-state';
import { Texts } from '../../../shared/texts/texts';
import { LessonActions } from './lesson-actions';
import { setRule, unfinishedOf } from './lesson-draft';
import { LessonStore } from './lesson-store';
import { BlockList } from './parts/block-list';
import { HistoryPanel } from './parts/history-panel';
import { LessonFacts } from './parts/lesson-facts';
import { LessonPreview } from './parts/lesson-preview';
import type { RuleChange } from './parts/rules-editor';
import { VersionChoice } from './parts/version-choice';

const views = ['edit', 'preview', 'history'] as const;

/** A lesson while it is written: blocks in order, saved by themselves, published when they are ready. */
@Component({
  selector: 'app-lesson-page',
  imports: [
    Banner,
    BlockList,
    CourseTabs,
    HistoryPanel,
    Icon,
    LessonFacts,
    LessonPreview,
    LinkTabs,
    LoadState,
    RouterLink,
    SaveStateLine,
    TranslocoDirective,
    VersionChoice,
  ],
  providers: [provideTranslocoScope('desk', 'teach', 'account', 'files'), LessonActions, LessonStore],
  templateUrl: './lesson-page.html',
  styleUrls: ['../../../shared/teach/teach-page.css', './lesson-page.css'],
})
export default class LessonPage implements Leavable {
  private readonly dialogs = inject(AccountActions);
  private readonly failureText = inject(FailureText);
  private readonly i18n = inject(I18nService);
  private readonly leaving = inject(Leaving);
  private readonly texts = inject(Texts);
  protected readonly actions = inject(LessonActions);
  protected readonly store = inject(LessonStore);
  /** The ids in the address, and which view is open. */
  readonly course = input.required<string>();
  readonly lesson = input.required<string>();
  readonly view = input<string>();
  /** Publishing was asked for while something was unfinished. */
  protected readonly wanted = signal(false);
  protected readonly current = computed(() => views.find((view) => view === this.view()) ?? 'edit');
  protected readonly tabs: readonly LinkTab[] = views.map((id) => ({
    id,
    label: `teach.lesson.view.${id}`,
    link: [],
    query: { view: id === 'edit' ? null : id },
  }));
  protected readonly lang = computed(() => this.store.lesson()?.language ?? 'en');
  protected readonly files = computed(() => [...this.store.files().values()]);
  protected readonly state = this.store.autosave.state;
  protected readonly why = computed(() => {
    const state = this.state();
    return state.kind === 'refused' ? this.failureText.of(state.failure) : '';
  });
  protected readonly theirs = computed(() => {
    const state = this.state();
    return state.kind === 'conflict'
      ? { by: state.theirs.savedBy, at: this.i18n.dateTime(state.theirs.savedAt) }
      : null;
  });
  protected readonly copyTime = computed(() => {
    const copy = this.store.copy();
    return copy ? this.i18n.dateTime(copy.at) : '';
  });
  protected readonly unfinished = computed(() =>
    (this.store.draft()?.blocks ?? []).flatMap((block, index) => {
      const left = unfinishedOf(block);
      return left === null ? [] : [{ id: block.id, type: block.type, number: index + 1, left }];
    }),
  );

  constructor() {
    effect(() => {
      this.store.open(this.lesson());
    });
    effect(() => {
      const blocks = this.store.draft()?.blocks ?? [];
      untracked(() => void this.actions.name(blocks));
    });
    guardUnload(() => this.store.autosave.unsaved());
  }

  async mayLeave(): Promise<boolean> {
    return this.leaving.allow(await this.store.autosave.flush());
  }

  protected change(changes: { readonly title?: string; readonly minutes?: number; readonly required?: boolean }): void {
    this.store.edit((draft) => ({ ...draft, ...changes }));
  }

  protected rule({ rule, chosen }: RuleChange): void {
    this.store.edit((draft) => setRule(draft, rule, chosen));
  }

  protected async publish(): Promise<void> {
    this.wanted.set(this.store.draft()?.blocks.length === 0 || this.unfinished().length > 0);
    if (!this.wanted() && (await this.store.publish())) this.dialogs.tell('teach.lesson.nowPublished');
  }

  protected async unpublish(): Promise<void> {
    const title = this.store.draft()?.title ?? '';
    const sure = await this.dialogs.confirm({
      heading: this.texts.of('teach.unpublish.heading', { title }),
      points: ['effect', 'kept'].map((point) => this.texts.of(`teach.unpublish.${point}`)),
      confirm: this.texts.of('teach.unpublish.submit'),
      danger: false,
    });
    if (sure && (await this.store.unpublish())) this.dialogs.tell('teach.lesson.nowUnpublished');
  }

  protected async restore(revisionId: string): Promise<void> {
    if (await this.store.restore(revisionId)) this.dialogs.tell('teach.history.restored');
  }
}
