import { Service, computed, effect, inject, linkedSignal, signal, untracked } from '@angular/core';
import type { Announcement } from '@classy-book/contracts/community';
import { Preferences } from '../../../core/services/preferences';
import { AnnouncementsClient, learnersAnnouncements } from '../../../shared/discussion/announcements-client';
import { CourseStore } from './course-store';

/** The announcements of the course, and which of them are new on this device. Provided by the page. */
@Service({ autoProvided: false })
export class NewsStore {
  private readonly client = inject(AnnouncementsClient);
  private readonly courses = inject(CourseStore);
  private readonly preferences = inject(Preferences);
  private readonly all = signal<readonly Announcement[]>([]);
  private readonly courseId = computed(() => this.courses.course()?.id ?? null);
  private readonly name = computed(() => `news-${this.courseId() ?? ''}`);
  private readonly seen = linkedSignal(() => this.preferences.read(this.name()) ?? '');

  readonly announcements = this.all.asReadonly();
  /** The ids of those that are newer than what was seen: ids sort by time. */
  readonly unread = computed<ReadonlySet<string>>(
    () => new Set(this.all().flatMap(({ id }) => (id > this.seen() ? [id] : []))),
  );
  /** How many are new; null where there are none at all. */
  readonly count = computed(() => (this.all().length === 0 ? null : this.unread().size));

  constructor() {
    effect(() => {
      if (this.courseId() !== null) untracked(() => void this.load());
    });
  }

  /** Everything that is there has been seen. */
  read(): void {
    const newest = this.all()[0]?.id;
    if (newest === undefined) return;
    this.preferences.write(this.name(), newest);
    this.seen.set(newest);
  }

  private async load(): Promise<void> {
    const slug = this.courses.course()?.slug ?? '';
    this.all.set([]);
    try {
      this.all.set((await this.client.nextPage(learnersAnnouncements(slug), null)).items);
    } catch {
      // The course can be worked through without them.
    }
  }
}
