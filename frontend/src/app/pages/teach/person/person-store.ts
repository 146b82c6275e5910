import { Service, computed, inject, signal } from '@angular/core';
import type { CoursePerson } from '@classy-book/contracts/course-people';
import type { LearnerGrades } from '@classy-book/contracts/gradebook';
import type { LearnerProgress } from '@classy-book/contracts/learn';
import type { QuizAllowance } from '@classy-book/contracts/quiz-attempts';
import { toApiFailure, type ApiFailure } from '../../../core/services/api';
import { FailureText } from '../../../core/services/failure-text';
import { I18nService } from '../../../core/services/i18n';
import { AccountActions } from '../../../shared/account/account-actions';
import { Texts } from '../../../shared/texts/texts';
import { AllowanceDialog, type AllowanceQuestion } from './parts/allowance-dialog';
import type { QuizItem } from './parts/person-grades';
import { PersonClient } from './person-client';

/** What is known of one person in a course. */
interface Known {
  readonly person: CoursePerson;
  readonly progress: LearnerProgress;
  readonly grades: LearnerGrades;
}

/** One person of a course: how they stand, what they did, and beginning anew. Provided by the page. */
@Service({ autoProvided: false })
export class PersonStore {
  private readonly actions = inject(AccountActions);
  private readonly client = inject(PersonClient);
  private readonly failureText = inject(FailureText);
  private readonly i18n = inject(I18nService);
  private readonly texts = inject(Texts);
  private readonly found = signal<Known | null>(null);
  private readonly failed = signal<ApiFailure | null>(null);
  private readonly working = signal(false);
  private at: { readonly course: string; readonly id: string } | null = null;

  readonly known = this.found.asReadonly();
  readonly busy = this.working.asReadonly();
  readonly problem = computed(() => {
    const failure = this.failed();
    return failure && this.failureText.of(failure);
  });

  async open(course: string, id: string): Promise<void> {
    if (this.at?.id !== id) this.found.set(null);
    this.at = { course, id };
    this.failed.set(null);
    try {
      const [person, progress, grades] = await Promise.all([
        this.client.person(course, id),
        this.client.progress(course, id),
        this.client.grades(course, id),
      ]);
      if (this.at.id === id) this.found.set({ person, progress, grades });
    } catch (error) {
      this.failed.set(toApiFailure(error));
    }
  }

  async again(): Promise<void> {
    if (this.at !== null) await this.open(this.at.course, this.at.id);
  }

  /** Asks what they are to be allowed beyond the rules of a quiz, and allows it. */
  async allow({ quizId, title }: QuizItem): Promise<void> {
    const { at } = this;
    const person = this.found()?.person;
    if (at === null || person === undefined || this.working()) return;
    this.working.set(true);
    const before = await this.actions.attempt(() => this.client.allowance(at.course, at.id, quizId));
    this.working.set(false);
    if (!before.ok) return;
    const question: AllowanceQuestion = { name: person.name || person.email, quiz: title, allowance: before.value };
    const allowance = await this.actions.ask<QuizAllowance>(AllowanceDialog, question);
    if (allowance === undefined) return;
    this.working.set(true);
    const outcome = await this.actions.attempt(() => this.client.allow(at.course, at.id, quizId, allowance));
    this.working.set(false);
    if (!outcome.ok) return;
    this.actions.tell('people.person.allowance.done');
    await this.again();
  }

  /** Lets somebody begin anew, once it was said exactly what is lost. */
  async reset(): Promise<void> {
    const { at } = this;
    const person = this.found()?.person;
    if (at === null || person === undefined || this.working()) return;
    this.working.set(true);
    const preview = await this.actions.attempt(() => this.client.resetPreview(at.course, at.id));
    this.working.set(false);
    if (!preview.ok) return;
    const losses = preview.value.parts.filter(({ count }) => count > 0);
    const points = losses.map(({ name, count }) =>
      this.texts.of('people.person.resetPart', {
        name: this.texts.of(`people.person.part.${name}`),
        count: this.i18n.number(count),
      }),
    );
    const effect = this.texts.of(losses.length === 0 ? 'people.person.resetNothing' : 'people.person.resetEffect');
    const sure = await this.actions.confirm({
      heading: this.texts.of('people.person.resetHeading', { name: person.name }),
      points: [effect, ...points],
      confirm: this.texts.of('people.person.reset'),
      danger: true,
    });
    if (!sure) return;
    this.working.set(true);
    const outcome = await this.actions.attempt(() => this.client.reset(at.course, at.id));
    this.working.set(false);
    if (!outcome.ok) return;
    this.actions.tell('people.person.resetDone');
    await this.again();
  }
}
