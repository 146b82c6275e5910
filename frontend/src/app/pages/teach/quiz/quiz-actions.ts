import { LiveAnnouncer } from '@angular/cdk/a11y';
import { DOCUMENT, Injector, Service, afterNextRender, inject, signal } from '@angular/core';
import { MAX_QUESTIONS, type Question, type QuestionType } from '@classy-book/contracts/quizzes';
import { ToastService } from '../../../core/services/toasts';
import { AccountActions } from '../../../shared/account/account-actions';
import { saveFile } from '../../../shared/account/save-file';
import { Texts } from '../../../shared/texts/texts';
import { ImportDialog, type ImportData } from './parts/import-dialog';
import type { FileFormat } from './quiz-client';
import { copyOf, insertQuestions, moveQuestion, newQuestion, putBack, removeQuestion } from './quiz-draft';
import { QuizStore } from './quiz-store';

/** What people do to the questions of a quiz, said to those who hear the page; the focus stays with what was moved. */
@Service({ autoProvided: false })
export class QuizActions {
  private readonly actions = inject(AccountActions);
  private readonly announcer = inject(LiveAnnouncer);
  private readonly document = inject(DOCUMENT);
  private readonly injector = inject(Injector);
  private readonly store = inject(QuizStore);
  private readonly texts = inject(Texts);
  private readonly toasts = inject(ToastService);
  private readonly shown = signal<string | null>(null);

  /** The question that is open for editing. */
  readonly open = this.shown.asReadonly();

  toggle(id: string): void {
    this.shown.update((open) => (open === id ? null : id));
  }

  add(type: QuestionType): void {
    if (!this.hasRoom()) return;
    const question = newQuestion(type);
    this.store.edit((draft) => insertQuestions(draft, draft.questions.length, [question]));
    this.shown.set(question.id);
    this.say('quiz.said.added', this.questions().length);
    this.focusIn(question.id);
  }

  duplicate(id: string): void {
    const index = this.indexOf(id);
    const question = this.questions()[index];
    if (!question || !this.hasRoom()) return;
    const copy = copyOf(question);
    this.store.edit((draft) => insertQuestions(draft, index + 1, [copy]));
    this.say('quiz.said.copied', index + 2);
    this.focus(copy.id);
  }

  /** Puts a question at a place, counted without itself. */
  move(id: string, index: number): void {
    const before = this.indexOf(id);
    this.store.edit((draft) => moveQuestion(draft, id, index));
    const after = this.indexOf(id);
    if (after !== before) this.say('quiz.said.moved', after + 1);
  }

  /** Moves a question up or down; the focus goes back to what moved it. */
  step(id: string, by: 1 | -1): void {
    const holder = this.document.activeElement?.id ?? '';
    this.move(id, this.indexOf(id) + by);
    const take = (): void => {
      const element = this.document.getElementById(holder);
      if (element && !element.matches(':disabled')) element.focus();
      else this.element(id)?.focus();
    };
    afterNextRender({ read: take }, { injector: this.injector });
  }

  remove(id: string): void {
    const index = this.indexOf(id);
    const question = this.questions()[index];
    if (!question) return;
    this.store.edit((draft) => removeQuestion(draft, id));
    this.focus(this.questions()[Math.min(index, this.questions().length - 1)]?.id ?? null);
    this.toasts.show({
      kind: 'info',
      message: this.texts.of('quiz.said.removed', { number: String(index + 1) }),
      action: {
        label: this.texts.of('quiz.undo'),
        run: () => {
          this.store.edit((draft) => putBack(draft, question, index));
          this.focus(question.id);
        },
      },
    });
  }

  /** Takes questions over from a file. */
  async importFile(): Promise<void> {
    const data: ImportData = {
      read: (request) => this.store.readFile(request),
      room: MAX_QUESTIONS - this.questions().length,
    };
    const chosen = await this.actions.ask<readonly Question[]>(ImportDialog, data, '760px');
    if (!chosen || chosen.length === 0) return;
    this.store.edit((draft) => insertQuestions(draft, draft.questions.length, chosen));
    this.actions.tellCount('quiz.taken', chosen.length);
    this.focus(chosen[0]?.id ?? null);
  }

  async exportFile(format: FileFormat): Promise<void> {
    const outcome = await this.actions.attempt(() => this.store.exportFile(format));
    if (!outcome.ok) return;
    const title = (this.store.draft()?.title ?? '').replace(/[\\/:*?"<>|]+/g, ' ').trim();
    if (outcome.value) saveFile(this.document, outcome.value, `${title || 'quiz'}.${format}`);
    else this.toasts.show({ kind: 'warn', message: this.texts.of('quiz.notSaved') });
  }

  private questions(): readonly Question[] {
    return this.store.draft()?.questions ?? [];
  }

  private indexOf(id: string): number {
    return this.questions().findIndex((question) => question.id === id);
  }

  private hasRoom(): boolean {
    const fits = this.questions().length < MAX_QUESTIONS;
    if (!fits) this.toasts.show({ kind: 'warn', message: this.texts.plural('quiz.full', MAX_QUESTIONS) });
    return fits;
  }

  private say(key: string, number: number): void {
    const count = String(this.questions().length);
    void this.announcer.announce(this.texts.of(key, { number: String(number), count }));
  }

  private element(id: string): HTMLElement | null {
    return this.document.getElementById(`question-${id}`);
  }

  /** The head of a question, or the button that adds one where there is none. */
  private focus(id: string | null): void {
    const take = (): void => {
      const add = this.document.querySelector<HTMLElement>('#add-question button');
      (id === null ? add : this.element(id))?.focus();
    };
    afterNextRender({ read: take }, { injector: this.injector });
  }

  /** The text of a question that has just been opened. */
  private focusIn(id: string): void {
    const take = (): void => {
      const field = this.document.querySelector<HTMLElement>(`#editor-${id} [contenteditable]`);
      (field ?? this.element(id))?.focus();
    };
    // the field is made after it was drawn
    const later = () => requestAnimationFrame(take);
    afterNextRender({ read: later }, { injector: this.injector });
  }
}
