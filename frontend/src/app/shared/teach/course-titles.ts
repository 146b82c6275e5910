import { Service, inject, signal, untracked } from '@angular/core';
import { CourseTitlesClient } from './course-titles-client';

/** The titles of the courses that were opened, for the top of their pages: asked for once. */
@Service()
export class CourseTitles {
  private readonly client = inject(CourseTitlesClient);
  private readonly known = signal<ReadonlyMap<string, string>>(new Map());
  private readonly asked = new Set<string>();

  /** The title of a course; empty until it is known, or where it cannot be read: the page itself says why. */
  of(course: string): string {
    const title = this.known().get(course);
    if (title === undefined) {
      untracked(() => {
        void this.ask(course);
      });
    }
    return title ?? '';
  }

  /** Takes note of a title that a page has read or changed. */
  tell(course: string, title: string): void {
    if (untracked(this.known).get(course) === title) return;
    this.known.update((known) => new Map(known).set(course, title));
  }

  private async ask(course: string): Promise<void> {
    if (this.asked.has(course)) return;
    this.asked.add(course);
    try {
      this.tell(course, await this.client.titleOf(course));
    } catch {
      // Another page of the course may be luckier.
      this.asked.delete(course);
    }
  }
}
