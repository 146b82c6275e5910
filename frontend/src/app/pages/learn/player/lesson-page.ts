import {
  Component,
  DOCUMENT,
  Injector,
  afterNextRender,
  computed,
  effect,
  inject,
  input,
  linkedSignal,
  untracked,
} from '@angular/core';
import { Title } from '@angular/platform-browser';
import { TranslocoPipe } from '@jsverse/transloco';
import { FailureText } from '../../../core/services/failure-text';
import { I18nService } from '../../../core/services/i18n';
import { AssignmentPanel } from '../../../shared/assignment/assignment-panel';
import { MessagePage } from '../../../shared/components/message-page/message-page';
import { Skeleton } from '../../../shared/components/skeleton/skeleton';
import { LessonQuestions } from '../../../shared/discussion/lesson-questions';
import { AssignmentBlockTemplate, QuizBlockTemplate } from '../../../shared/lesson/block-template';
import { LessonBlocks } from '../../../shared/lesson/lesson-blocks';
import { QuizPanel } from '../../../shared/quiz-taking/quiz-panel';
import { CountPipe } from '../../../shared/texts/format-pipes';
import { Texts } from '../../../shared/texts/texts';
import { CourseStore } from './course-store';
import { LessonStore } from './lesson-store';
import { NoteStore } from './note-store';
import { CompletionBar } from './parts/completion-bar';
import { LessonLock } from './parts/lesson-lock';
import { LessonNote } from './parts/lesson-note';
import { RulesList } from './parts/rules-list';
import { TabList } from './parts/tab-list';
import { shownRules } from './rule-texts';

/** A lesson: its content, what completes it, the reader's note and the questions about it. */
@Component({
  selector: 'app-lesson-page',
  imports: [
    AssignmentBlockTemplate,
    AssignmentPanel,
    CompletionBar,
    CountPipe,
    LessonBlocks,
    LessonLock,
    LessonNote,
    LessonQuestions,
    MessagePage,
    QuizBlockTemplate,
    QuizPanel,
    RulesList,
    Skeleton,
    TabList,
    TranslocoPipe,
  ],
  templateUrl: './lesson-page.html',
  styleUrl: './lesson-page.css',
})
export default class LessonPage {
  private readonly document = inject(DOCUMENT);
  private readonly failureText = inject(FailureText);
  private readonly i18n = inject(I18nService);
  private readonly injector = inject(Injector);
  private readonly texts = inject(Texts);
  private readonly title = inject(Title);
  protected readonly courses = inject(CourseStore);
  protected readonly lessons = inject(LessonStore);
  protected readonly notes = inject(NoteStore);

  /** The id of the lesson, out of the address. */
  readonly lesson = input.required<string>();

  /** Who teaches the course has no notes in it. */
  protected readonly tabs = computed(() =>
    (this.courses.asTeacher() ? ['questions'] : ['note', 'questions']).map((id) => ({
      id,
      label: this.texts.of(`learn.tabs.${id}`),
    })),
  );
  protected readonly tab = linkedSignal<string>(() => (this.courses.asTeacher() ? 'questions' : 'note'));
  protected readonly rules = computed(() => {
    const lesson = this.lessons.lesson();
    return shownRules(lesson?.rules ?? [], lesson?.blocks ?? [], (share) => this.i18n.percent(share / 100));
  });
  protected readonly problem = computed(() => {
    const failure = this.lessons.failure();
    return failure ? this.failureText.of(failure) : '';
  });
  /** What opens a locked lesson: the lesson that is named, or the first of the section that is not complete. */
  protected readonly opener = computed(() => {
    const lock = this.lessons.lock();
    if (!lock) return null;
    if (lock.kind === 'lesson') return this.courses.lessonOf(lock.id);
    const section = this.courses.course()?.sections.find(({ id }) => id === lock.id);
    return section?.lessons.find(({ required, state }) => required && state !== 'complete') ?? null;
  });
  /** What the reader has just reached, said politely. */
  protected readonly reached = computed(() => {
    const reached = this.lessons.reached();
    if (!reached) return '';
    return [
      reached.completed ? this.texts.of('learn.reached.completed') : '',
      ...reached.opened.map((title) => this.texts.of('learn.reached.opened', { title })),
    ].join(' ');
  });

  constructor() {
    effect(() => {
      const id = this.lesson();
      untracked(() => {
        this.lessons.open(id);
      });
    });
    effect(() => {
      this.i18n.locale();
      const [lesson, course] = [this.lessons.place(), this.courses.course()];
      if (lesson && course) this.title.setTitle([lesson.title, course.title, this.texts.of('brand')].join(' · '));
    });
    effect(() => {
      if (this.lessons.lesson() !== null)
        untracked(() => {
          this.showStart();
        });
    });
  }

  /** Brings the video on the screen that one was in. */
  private showStart(): void {
    const block = this.lessons.takeStart();
    if (block === null) return;
    afterNextRender(
      { read: () => this.document.getElementById(`block-${block}`)?.scrollIntoView({ block: 'nearest' }) },
      { injector: this.injector },
    );
  }
}
