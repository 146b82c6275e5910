import { LiveAnnouncer } from '@angular/cdk/a11y';
import { DOCUMENT, Injector, Service, afterNextRender, inject } from '@angular/core';
import { ToastService } from '../../../core/services/toasts';
import { AccountActions } from '../../../shared/account/account-actions';
import { Texts } from '../../../shared/texts/texts';
import { BuilderClient } from './builder-client';
import { BuilderStore } from './builder-store';
import {
  lessonStep,
  lessonTo,
  lessonsOf,
  orderOf,
  placeOf,
  sectionStep,
  sectionTo,
  withLesson,
  wrongOrder,
  type Move,
  type Sections,
} from './outline-moves';
import { MoveDialog, type MoveQuestion, type Target } from './parts/move-dialog';
import type { OutlineAsk } from './parts/outline-asks';
import { RequiresDialog, type RequiresQuestion } from './parts/requires-dialog';

/** Does what is asked for in the outline: asked first where it cannot be taken back, and said to those who hear the page. */
@Service({ autoProvided: false })
export class BuilderActions {
  private readonly announcer = inject(LiveAnnouncer);
  private readonly client = inject(BuilderClient);
  private readonly dialogs = inject(AccountActions);
  private readonly document = inject(DOCUMENT);
  private readonly injector = inject(Injector);
  private readonly store = inject(BuilderStore);
  private readonly texts = inject(Texts);
  private readonly toasts = inject(ToastService);

  do(ask: OutlineAsk): void {
    switch (ask.kind) {
      case 'stepLesson':
        this.moveLesson(ask.id, lessonStep(ask.id, ask.by));
        break;
      case 'placeLesson':
        this.moveLesson(ask.id, lessonTo(ask.id, ask.sectionId, ask.index));
        break;
      case 'moveLesson':
        void this.askWhere(ask.id);
        break;
      case 'stepSection':
        this.moveSection(ask.id, sectionStep(ask.id, ask.by));
        break;
      case 'placeSection':
        this.moveSection(ask.id, sectionTo(ask.id, ask.index));
        break;
      case 'addLesson':
        this.addLesson(ask.sectionId, ask.title);
        break;
      case 'renameLesson':
        this.renameLesson(ask.id, ask.title);
        break;
      case 'renameSection':
        this.changeSection(ask.id, { title: ask.title });
        break;
      case 'publish':
        void this.publish(ask.id, ask.published);
        break;
      case 'preview':
        this.changeLesson(ask.id, { preview: ask.preview });
        break;
      case 'lessonRequires':
        void this.askLessonRequires(ask.id);
        break;
      case 'sectionRequires':
        void this.askSectionRequires(ask.id);
        break;
      case 'removeLesson':
        void this.removeLesson(ask.id);
        break;
      case 'removeSection':
        this.removeSection(ask.id);
        break;
    }
  }

  addSection(title: string): void {
    this.store.change({
      words: this.texts.of('teach.change.addSection', { title }),
      send: ({ id, version }) => this.client.addSection(id, version, title),
      done: () => {
        this.say('teach.builder.added', { title });
      },
    });
  }

  /** Gives the focus to an element once it stands where it belongs. */
  focus(element: string): void {
    const take = () => this.document.getElementById(element)?.focus();
    afterNextRender({ read: take }, { injector: this.injector });
  }

  private sections(): Sections {
    return this.store.course()?.sections ?? [];
  }

  private moveLesson(id: string, move: Move): void {
    const after = this.reorder(move, lessonsOf(this.sections()).find((lesson) => lesson.id === id)?.title ?? '');
    const place = after && placeOf(after, id);
    const section = place && after[place.section];
    this.focus(`lesson-${id}`);
    if (!place || !section) return;
    const [place1, count] = [String(place.lesson + 1), String(section.lessons.length)];
    const title = section.lessons[place.lesson]?.title ?? '';
    this.say('teach.builder.movedLesson', { title, place: place1, count, section: section.title });
  }

  private moveSection(id: string, move: Move): void {
    const title = this.sections().find((section) => section.id === id)?.title ?? '';
    const after = this.reorder(move, title);
    this.focus(`section-${id}`);
    if (!after) return;
    const place = String(after.findIndex((section) => section.id === id) + 1);
    this.say('teach.builder.movedSection', { title, place, count: String(after.length) });
  }

  /** The order after the move; null where it changes nothing or would put something before what it needs. */
  private reorder(move: Move, title: string): Sections | null {
    const before = this.sections();
    const after = move(before);
    if (JSON.stringify(orderOf(after)) === JSON.stringify(orderOf(before))) return null;
    const wrong = wrongOrder(after);
    if (wrong) {
      this.toasts.show({ kind: 'warn', message: this.texts.of('teach.builder.wrongOrder', { ...wrong }) });
      return null;
    }
    this.store.change({
      words: this.texts.of('teach.change.move', { title }),
      local: move,
      send: ({ id, version, sections }) => this.client.reorder(id, { version, sections: orderOf(move(sections)) }),
    });
    return after;
  }

  private async askWhere(id: string): Promise<void> {
    const data: MoveQuestion = { sections: this.sections(), lessonId: id };
    const target = await this.dialogs.ask<Target>(MoveDialog, data);
    if (target) this.moveLesson(id, lessonTo(id, target.sectionId, target.index));
    else this.focus(`lesson-${id}`);
  }

  private addLesson(sectionId: string, title: string): void {
    this.store.change({
      words: this.texts.of('teach.change.addLesson', { title }),
      send: ({ id, version }) => this.client.addLesson(id, version, sectionId, title),
      done: () => {
        this.say('teach.builder.added', { title });
      },
    });
  }

  private renameLesson(lessonId: string, title: string): void {
    this.store.change({
      words: this.texts.of('teach.change.rename', { title }),
      local: withLesson(lessonId, { title }),
      send: async () => {
        await this.client.renameLesson(lessonId, title);
        return null;
      },
    });
  }

  private changeLesson(lessonId: string, changes: { readonly preview?: boolean; readonly requires?: string[] }): void {
    this.store.change({
      words: this.texts.of('teach.change.lesson', { title: this.titleOf(lessonId) }),
      local: withLesson(lessonId, changes),
      send: ({ id, version }) => this.client.changeLesson(id, lessonId, { version, ...changes }),
    });
  }

  private changeSection(sectionId: string, changes: { readonly title?: string; readonly requires?: string[] }): void {
    this.store.change({
      words: this.texts.of('teach.change.section', { title: changes.title ?? this.titleOf(sectionId) }),
      local: (sections) => sections.map((one) => (one.id === sectionId ? { ...one, ...changes } : one)),
      send: ({ id, version }) => this.client.changeSection(id, sectionId, { version, ...changes }),
    });
  }

  private async publish(lessonId: string, published: boolean): Promise<void> {
    const title = this.titleOf(lessonId);
    const sure =
      published ||
      (await this.dialogs.confirm({
        heading: this.texts.of('teach.unpublish.heading', { title }),
        points: ['effect', 'kept'].map((point) => this.texts.of(`teach.unpublish.${point}`)),
        confirm: this.texts.of('teach.unpublish.submit'),
        danger: false,
      }));
    if (!sure) return;
    this.store.change({
      words: this.texts.of(published ? 'teach.change.publish' : 'teach.change.unpublish', { title }),
      send: async () => {
        await this.client.setPublished(lessonId, published);
        return null;
      },
      done: () => {
        this.say(published ? 'teach.builder.nowPublished' : 'teach.builder.nowUnpublished', { title });
      },
    });
  }

  private async askLessonRequires(id: string): Promise<void> {
    const all = lessonsOf(this.sections());
    const index = all.findIndex((lesson) => lesson.id === id);
    const requires = await this.askRequires(id, all[index]?.requires ?? [], all.slice(0, index));
    if (requires) this.changeLesson(id, { requires });
    this.focus(`lesson-${id}`);
  }

  private async askSectionRequires(id: string): Promise<void> {
    const all = this.sections();
    const index = all.findIndex((section) => section.id === id);
    const requires = await this.askRequires(id, all[index]?.requires ?? [], all.slice(0, index));
    if (requires) this.changeSection(id, { requires });
    this.focus(`section-${id}`);
  }

  private askRequires(
    id: string,
    chosen: readonly string[],
    choices: RequiresQuestion['choices'],
  ): Promise<string[] | undefined> {
    const data: RequiresQuestion = { title: this.titleOf(id), chosen, choices };
    return this.dialogs.ask<string[]>(RequiresDialog, data);
  }

  private async removeLesson(lessonId: string): Promise<void> {
    const title = this.titleOf(lessonId);
    const sure = await this.dialogs.confirm({
      heading: this.texts.of('teach.removeLesson.heading', { title }),
      points: ['content', 'progress', 'noUndo'].map((point) => this.texts.of(`teach.removeLesson.${point}`)),
      confirm: this.texts.of('teach.removeLesson.submit'),
      danger: true,
    });
    if (!sure) return;
    const place = placeOf(this.sections(), lessonId);
    this.store.change({
      words: this.texts.of('teach.change.remove', { title }),
      send: ({ id, version }) => this.client.removeLesson(id, lessonId, version),
      done: (course) => {
        this.say('teach.builder.removed', { title });
        const section = course.sections[place?.section ?? 0];
        const next = section?.lessons[Math.min(place?.lesson ?? 0, section.lessons.length - 1)];
        this.focus(next ? `lesson-${next.id}` : `add-${section?.id ?? ''}`);
      },
    });
  }

  private removeSection(sectionId: string): void {
    const section = this.sections().find(({ id }) => id === sectionId);
    if (!section) return;
    if (section.lessons.length > 0) {
      this.toasts.show({ kind: 'warn', message: this.texts.of('teach.builder.notEmpty', { title: section.title }) });
      this.focus(`section-${sectionId}`);
      return;
    }
    this.store.change({
      words: this.texts.of('teach.change.remove', { title: section.title }),
      local: (sections) => sections.filter(({ id }) => id !== sectionId),
      send: ({ id, version }) => this.client.removeSection(id, sectionId, version),
      done: () => {
        this.say('teach.builder.removed', { title: section.title });
      },
    });
    this.focus('add-section');
  }

  private titleOf(id: string): string {
    const all = [...this.sections(), ...lessonsOf(this.sections())];
    return all.find((one) => one.id === id)?.title ?? '';
  }

  private say(key: string, values: Readonly<Record<string, string>>): void {
    void this.announcer.announce(this.texts.of(key, values), 'polite');
  }
}
