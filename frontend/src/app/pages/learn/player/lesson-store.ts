import { Service, computed, effect, inject, linkedSignal, signal, untracked } from '@angular/core';
import type { LearnLesson, LessonProgress } from '@classy-book/contracts/learn';
import { toApiFailure } from '../../../core/services/api';
import type { BlockWatched } from '../../../shared/lesson/lesson-blocks';
import { CourseStore } from './course-store';
import { FactQueue } from './fact-queue';
import type { Fact } from './pending-facts';
import { PlayerClient, type LessonAddress } from './player-client';

/** What was just reached in a lesson, to be told to the reader. */
export interface Reached {
  readonly completed: boolean;
  /** The titles of the lessons that opened. */
  readonly opened: readonly string[];
}

/** The lesson that is open, what completes it, and what the reader does in it. Provided by the page. */
@Service({ autoProvided: false })
export class LessonStore {
  private readonly client = inject(PlayerClient);
  private readonly courses = inject(CourseStore);
  private readonly queue = inject(FactQueue);
  private readonly wantedId = signal<string | null>(null);
  private readonly reachedNow = signal<Reached | null>(null);
  private start: string | null = null;

  private readonly address = computed<LessonAddress | null>(
    () => {
      const [course, lessonId] = [this.courses.course(), this.wantedId()];
      if (!course || lessonId === null || this.lock() !== null) return null;
      return { course: course.slug, lessonId };
    },
    { equal: (one, other) => one?.course === other?.course && one?.lessonId === other?.lessonId },
  );
  private readonly resource = this.client.lesson(this.address);
  private readonly held = linkedSignal<LearnLesson | null>(() =>
    this.resource.hasValue() ? this.resource.value() : null,
  );

  /** The lesson in the outline; null where it is not there. */
  readonly place = computed(() => this.courses.lessonOf(this.wantedId()));
  /** What has to be complete first; null where the lesson is open. */
  readonly lock = computed(() => (this.place()?.state === 'locked' ? (this.place()?.lock ?? null) : null));
  /** Null until it is there. */
  readonly lesson = computed(() => {
    const held = this.held();
    return held !== null && held.id === this.wantedId() && this.lock() === null ? held : null;
  });
  private readonly shownId = computed(() => this.lesson()?.id ?? null);
  readonly loading = computed(() => this.lesson() === null && this.resource.isLoading());
  readonly failure = computed(() => {
    const error = this.resource.error();
    return error === undefined || this.lesson() !== null ? null : toApiFailure(error);
  });
  /** Where videos go on, in seconds by block: what could not be told yet counts too. */
  readonly positions = computed<Readonly<Record<string, number>>>(() => {
    const lesson = this.lesson();
    const known = (lesson?.videos ?? []).map(({ blockId, seconds }) => [blockId, seconds] as const);
    const untold = untracked(this.queue.pending).flatMap((fact) =>
      fact.kind === 'watched' && fact.lessonId === lesson?.id ? [[fact.blockId, fact.facts.seconds] as const] : [],
    );
    return Object.fromEntries([...known, ...untold]);
  });
  /** True where the reader marked it as done and the server does not know yet. */
  readonly marking = computed(() =>
    this.queue.pending().some(({ kind, lessonId }) => kind === 'marked' && lessonId === this.wantedId()),
  );
  readonly reached = this.reachedNow.asReadonly();

  constructor() {
    this.queue.onTold = (fact, progress) => {
      this.told(fact, progress);
    };
    // The outline is older than the server's answer.
    this.queue.onRefused = () => {
      this.courses.reload();
    };
    effect(() => {
      if (this.shownId() !== null)
        untracked(() => {
          this.tell({ kind: 'viewed' });
        });
    });
    effect(() => {
      if (this.failure()?.code === 'LESSON_LOCKED')
        untracked(() => {
          this.courses.reload();
        });
    });
  }

  open(id: string): void {
    if (untracked(this.wantedId) !== id) this.reachedNow.set(null);
    this.wantedId.set(id);
  }

  /** The block that is brought on the screen once the lesson is there; null: it begins at its top. */
  startAt(blockId: string | null): void {
    this.start = blockId;
  }

  /** Gives that block, once. */
  takeStart(): string | null {
    const start = this.start;
    this.start = null;
    return start;
  }

  watched({ blockId, ranges, seconds }: BlockWatched): void {
    this.tell({ kind: 'watched', blockId, facts: { ranges, seconds } });
  }

  mark(): void {
    this.tell({ kind: 'marked' });
  }

  reload(): void {
    this.resource.reload();
  }

  /**
   * Looks what something else has changed, such as a quiz that was handed in: the rules and the outline. What is shown of
   * the lesson stays as it is, with `files` the addresses of its files are taken over too.
   */
  async refresh({ files = false } = {}): Promise<void> {
    const address = untracked(this.address);
    if (!address) return;
    try {
      const fresh = await this.client.readLesson(address);
      const held = untracked(this.held);
      if (held?.id !== fresh.id) return;
      if (held.state !== 'complete' && fresh.state === 'complete') this.reachedNow.set({ completed: true, opened: [] });
      this.held.set({ ...held, state: fresh.state, rules: fresh.rules, ...(files ? { files: fresh.files } : {}) });
      this.courses.reload();
    } catch {
      // What is shown is true still; the next action looks again.
    }
  }

  private tell(
    what: { kind: 'viewed' | 'marked' } | Pick<Extract<Fact, { kind: 'watched' }>, 'kind' | 'blockId' | 'facts'>,
  ): void {
    const address = untracked(this.address);
    if (address && !untracked(this.courses.asTeacher)) this.queue.tell({ ...address, ...what });
  }

  private told(fact: Fact, progress: LessonProgress): void {
    if (fact.course !== untracked(this.courses.course)?.slug) return;
    const before = untracked(() => this.courses.lessonOf(fact.lessonId));
    const opened = untracked(this.courses.lessons).filter(({ id }) => progress.opened.includes(id));
    this.courses.take(progress);
    const held = untracked(this.held);
    if (held?.id !== fact.lessonId) return;
    this.held.set({ ...held, state: progress.state, rules: progress.rules });
    const completed = progress.state === 'complete' && before?.state !== 'complete';
    if (completed || opened.length > 0) this.reachedNow.set({ completed, opened: opened.map(({ title }) => title) });
  }
}
