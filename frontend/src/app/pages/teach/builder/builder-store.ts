import { Service, computed, effect, inject, signal, untracked } from '@angular/core';
import type { Course } from '@classy-book/contracts/courses';
import { toApiFailure } from '../../../core/services/api';
import { ToastService } from '../../../core/services/toasts';
import { loadedFrom } from '../../../shared/account/loaded';
import { CourseTitles } from '../../../shared/teach/course-titles';
import { CoursesClient } from '../../../shared/teach/courses-client';
import type { Move } from './outline-moves';

/** A change of the course, sent when those before it have been answered. */
interface Change {
  /** What it is, for a person who is asked whether it shall be made again. */
  readonly words: string;
  /** How the outline looks until the server has answered. */
  readonly local?: Move;
  /** Sends it, based on the course as the server last gave it; answers the course, or nothing where it must be read anew. */
  readonly send: (course: Course) => Promise<Course | null>;
  /** Called once it was made. */
  readonly done?: (course: Course, before: Course) => void;
}

/**
 * A course while it is built. What was changed is shown at once and sent one change after the other, each based on the
 * version that the one before has made. Where somebody else was faster, the course is read anew and the changes that were
 * not made are offered again.
 */
@Service({ autoProvided: false })
export class BuilderStore {
  private readonly client = inject(CoursesClient);
  private readonly titles = inject(CourseTitles);
  private readonly toasts = inject(ToastService);
  private readonly id = signal('');
  private readonly resource = this.client.course(this.id);
  readonly loaded = loadedFrom(this.resource);
  private readonly server = signal<Course | null>(null);
  private readonly waiting = signal<readonly Change[]>([]);
  private readonly missed = signal<readonly Change[]>([]);
  private running = false;

  /** The course as it will be when everything was answered; null until it is there. */
  readonly course = computed<Course | null>(() => {
    const course = this.server();
    if (!course) return null;
    const moves = this.waiting().flatMap(({ local }) => (local ? [local] : []));
    const sections = moves.reduce((before, move) => [...move(before)], course.sections);
    return moves.length === 0 ? course : { ...course, sections };
  });
  /** True while changes are on their way. */
  readonly busy = computed(() => this.waiting().length > 0);
  /** What was not made because somebody else had changed the course. */
  readonly stale = computed(() => this.missed().map(({ words }) => words));

  constructor() {
    effect(() => {
      const course = this.loaded.value();
      if (course?.id !== this.id()) return;
      untracked(() => {
        this.take(course);
      });
    });
  }

  open(id: string): void {
    this.id.set(id);
  }

  reload(): void {
    this.loaded.reload();
  }

  /** Takes over the course as another call answered it. */
  take(course: Course): void {
    this.server.set(course);
    this.titles.tell(course.id, course.title);
  }

  /** Makes a change after those that are on their way. */
  change(change: Change): void {
    this.waiting.update((waiting) => [...waiting, change]);
    void this.work();
  }

  /** Makes the changes again that somebody else's had prevented, on top of them. */
  again(): void {
    const missed = this.missed();
    this.missed.set([]);
    this.waiting.update((waiting) => [...waiting, ...missed]);
    void this.work();
  }

  /** Lets the course stay as it is now. */
  drop(): void {
    this.missed.set([]);
  }

  private async work(): Promise<void> {
    if (this.running) return;
    this.running = true;
    for (let [next] = this.waiting(); next; [next] = this.waiting()) await this.make(next);
    this.running = false;
  }

  private async make(change: Change): Promise<void> {
    const before = this.server();
    if (!before) {
      this.waiting.set([]);
      return;
    }
    try {
      const after = (await change.send(before)) ?? (await this.client.read(before.id));
      this.take(after);
      this.shift();
      change.done?.(after, before);
    } catch (error) {
      const failure = toApiFailure(error);
      if (failure.code === 'STALE') await this.missedBy(before.id);
      else {
        this.shift();
        this.toasts.showFailure(failure);
      }
    }
  }

  /** Somebody else was faster: nothing that was still to come is sent unseen. */
  private async missedBy(id: string): Promise<void> {
    try {
      this.take(await this.client.read(id));
    } catch (error) {
      this.toasts.showFailure(toApiFailure(error));
    }
    this.missed.update((missed) => [...missed, ...this.waiting()]);
    this.waiting.set([]);
  }

  private shift(): void {
    this.waiting.update(([, ...rest]) => rest);
  }
}
