import { Service, computed, effect, inject, linkedSignal, signal, untracked } from '@angular/core';
import type { LearnLesson } from '@classy-book/contracts/learn';
import { Autosave } from '../../../shared/teach/autosave';
import { LessonStore } from './lesson-store';
import { CourseStore } from './course-store';
import { PlayerClient, type LessonAddress } from './player-client';

/** The reader's own note to the lesson that is open, saved while it is written. Provided by the page. */
@Service({ autoProvided: false })
export class NoteStore {
  private readonly client = inject(PlayerClient);
  private readonly courses = inject(CourseStore);
  private readonly lessons = inject(LessonStore);
  private readonly saving = signal<Autosave<string> | null>(null);
  private readonly lessonId = computed(() => this.lessons.lesson()?.id ?? null);

  readonly text = linkedSignal<string | null, string>({
    source: this.lessonId,
    computation: () => untracked(this.lessons.lesson)?.note.text ?? '',
  });
  readonly state = computed(() => this.saving()?.state() ?? null);

  constructor() {
    effect((onCleanup) => {
      const id = this.lessonId();
      if (id === null) return;
      const [lesson, course] = untracked(() => [this.lessons.lesson(), this.courses.course()]);
      if (!lesson || !course || course.as === 'teacher') return;
      const autosave = untracked(() => this.begin({ course: course.slug, lessonId: id }, lesson.note));
      onCleanup(() => {
        // What is typed last goes out when the lesson is left.
        void autosave.flush().then(() => {
          autosave.stop();
        });
      });
    });
  }

  write(text: string): void {
    this.text.set(text);
    this.saving()?.changed(text);
  }

  /** Tries again at once. */
  retry(): void {
    this.saving()?.retry();
  }

  /** Both versions were typed by the same person: neither is thrown away. */
  private async joinTheirs(autosave: Autosave<string>): Promise<void> {
    const state = autosave.state();
    if (state.kind !== 'conflict') return;
    const { draft, revision, savedAt } = state.theirs;
    const mine = untracked(this.text);
    autosave.begin(revision, savedAt);
    if (mine === draft) return;
    const both = mine.includes(draft) ? mine : `${draft}\n\n${mine}`;
    this.text.set(both);
    autosave.changed(both);
    await autosave.flush();
  }

  private begin(address: LessonAddress, note: LearnLesson['note']): Autosave<string> {
    const autosave = new Autosave<string>({
      save: async (draft, revision) => {
        const saved = await this.client.saveNote(address, { text: draft, revision });
        return { ...saved, draft };
      },
      load: async () => {
        const theirs = await this.client.readNote(address);
        return { revision: theirs.revision, savedAt: new Date().toISOString(), draft: theirs.text, savedBy: '' };
      },
    });
    autosave.begin(note.revision, null);
    this.saving.set(autosave);
    return autosave;
  }

  /** Solves what was written in two places at once. */
  readonly conflicts = effect(() => {
    const autosave = this.saving();
    if (autosave?.state().kind === 'conflict') void untracked(() => this.joinTheirs(autosave));
  });
}
