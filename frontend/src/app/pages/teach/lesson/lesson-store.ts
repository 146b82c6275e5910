import { DOCUMENT, DestroyRef, Service, computed, effect, inject, signal, untracked } from '@angular/core';
import type { FileInfo } from '@classy-book/contracts/files';
import { lessonDraftSchema, type Lesson, type LessonDraft } from '@classy-book/contracts/lessons';
import { toApiFailure } from '../../../core/services/api';
import { ToastService } from '../../../core/services/toasts';
import { loadedFrom } from '../../../shared/account/loaded';
import { Autosave, type Theirs } from '../../../shared/teach/autosave';
import { CourseTitles } from '../../../shared/teach/course-titles';
import { DraftCopies } from '../../../shared/teach/draft-copies';
import { LessonClient } from './lesson-client';
import { adoptStored } from './lesson-draft';

/** Changes of an earlier visit that never reached the server. */
interface UnsentCopy {
  readonly at: string;
  readonly draft: LessonDraft;
}

/** A lesson while it is written: the draft, which saves itself, and what the server knows of it. */
@Service({ autoProvided: false })
export class LessonStore {
  private readonly client = inject(LessonClient);
  private readonly copies = inject(DraftCopies);
  private readonly titles = inject(CourseTitles);
  private readonly toasts = inject(ToastService);
  private readonly id = signal('');
  private readonly known = signal<Lesson | null>(null);
  private readonly now = signal<LessonDraft | null>(null);
  private readonly found = signal<ReadonlyMap<string, FileInfo>>(new Map());
  private readonly unsent = signal<UnsentCopy | null>(null);
  private readonly working = signal(false);

  readonly loaded = loadedFrom(this.client.lesson(this.id));
  readonly autosave = new Autosave<LessonDraft>({
    save: (draft, revision) => this.client.save(untracked(this.id), draft, revision),
    load: () => this.client.read(untracked(this.id)),
    adopted: ({ draft: stored }) => {
      this.now.update((mine) => mine && adoptStored(mine, stored));
    },
    keep: (draft, revision) => {
      if (draft === null) this.copies.forget(this.name());
      else this.copies.write(this.name(), { revision, at: new Date().toISOString(), draft });
    },
  });
  /** What the server knows of the lesson besides its draft; null until it is there. */
  readonly lesson = this.known.asReadonly();
  readonly draft = this.now.asReadonly();
  /** The files that the draft refers to, by their ids. */
  readonly files = this.found.asReadonly();
  readonly copy = this.unsent.asReadonly();
  readonly busy = this.working.asReadonly();
  /** What learners see is not what is written here. */
  readonly changed = computed(() => {
    const published = this.known()?.published;
    return !published || published.revision !== this.autosave.revision() || this.autosave.unsaved();
  });

  constructor() {
    effect(() => {
      const lesson = this.loaded.value();
      untracked(() => {
        if (lesson && lesson.id === this.id() && this.known()?.id !== lesson.id) this.begin(lesson);
      });
    });
    this.followTheNetwork();
  }

  open(id: string): void {
    this.id.set(id);
  }

  /** Changes the draft; it is saved after a pause. */
  edit(change: (draft: LessonDraft) => LessonDraft): void {
    const before = untracked(this.now);
    const after = before && change(before);
    if (!after || after === before) return;
    this.now.set(after);
    this.autosave.changed(after);
  }

  /** Takes note of a file that a block refers to from now on. */
  addFile(file: FileInfo): void {
    this.found.update((files) => new Map(files).set(file.id, file));
  }

  /** Makes what is written here what learners see. True where it was done. */
  publish(): Promise<boolean> {
    return this.work(async () => {
      if (!(await this.autosave.flush())) return false;
      this.take(await this.client.publish(this.id(), this.autosave.revision()));
      return true;
    });
  }

  /** Takes the lesson back from the learners. */
  unpublish(): Promise<boolean> {
    return this.work(async () => {
      if (!(await this.autosave.flush())) return false;
      this.take(await this.client.unpublish(this.id(), this.autosave.revision()));
      return true;
    });
  }

  /** Makes a kept state the draft; what is written here is kept before. */
  restore(revisionId: string): Promise<boolean> {
    return this.work(async () => {
      if (!(await this.autosave.flush())) return false;
      this.goOn(await this.client.restore(this.id(), this.autosave.revision(), revisionId));
      return true;
    });
  }

  /** After a conflict: mine on top of theirs, which stays in the history. */
  keepMine(): Promise<boolean> {
    return this.work(async (theirs) => {
      const apart = theirs && (await this.setApart(theirs));
      return apart ? this.autosave.keepMine(apart.revision) : false;
    });
  }

  /** After a conflict: theirs; mine goes into the history first. */
  takeTheirs(): Promise<boolean> {
    return this.work(async (theirs) => {
      const [mine, apart] = [this.draft(), theirs && (await this.setApart(theirs))];
      if (!mine || !apart) return false;
      const { revision } = await this.client.save(this.id(), mine, apart.revision);
      this.goOn(await this.client.restore(this.id(), revision, apart.revisionId));
      this.copies.forget(this.name());
      return true;
    });
  }

  /** Takes up the changes of an earlier visit. */
  takeCopy(): void {
    const copy = this.unsent();
    this.unsent.set(null);
    if (copy) this.edit(() => copy.draft);
  }

  dropCopy(): void {
    this.unsent.set(null);
    this.copies.forget(this.name());
  }

  private name(): string {
    return `lesson:${untracked(this.id)}`;
  }

  private begin(lesson: Lesson): void {
    const copy = this.copies.read(this.name());
    this.goOn(lesson);
    const kept = copy && lessonDraftSchema.safeParse(copy.draft).data;
    const differs = kept && JSON.stringify(kept) !== JSON.stringify(lesson.draft);
    if (copy && kept && differs) this.unsent.set({ at: copy.at, draft: kept });
  }

  /** Goes on from a draft that the server holds. */
  private goOn(lesson: Lesson): void {
    this.take(lesson);
    this.now.set(lesson.draft);
    this.autosave.begin(lesson.revision, lesson.revision === 0 ? null : lesson.savedAt);
  }

  private take(lesson: Lesson): void {
    this.known.set(lesson);
    this.titles.tell(lesson.courseId, lesson.courseTitle);
    this.found.update((files) => new Map([...files, ...lesson.files.map((file) => [file.id, file] as const)]));
  }

  /**
   * Keeps theirs as a state of its own: saves of one person within a few minutes are one state, which mine would become a
   * part of where both were written by the same person.
   */
  private async setApart(theirs: Theirs<LessonDraft>): Promise<{ revision: number; revisionId: string } | null> {
    const newest = await this.client.newest(this.id());
    if (!newest) return null;
    const { revision } = await this.client.restore(this.id(), theirs.revision, newest.id);
    const kept = await this.client.newest(this.id());
    return kept && { revision, revisionId: kept.id };
  }

  private async work(task: (theirs: Theirs<LessonDraft> | null) => Promise<boolean>): Promise<boolean> {
    const state = this.autosave.state();
    this.working.set(true);
    try {
      return await task(state.kind === 'conflict' ? state.theirs : null);
    } catch (error) {
      const failure = toApiFailure(error);
      // Only the server knows what is still missing, such as the questions of a quiz: its sentence names the block.
      if (failure.code === 'VALIDATION_FAILED') this.toasts.show({ kind: 'danger', message: failure.message });
      else this.toasts.showFailure(failure);
      if (failure.code === 'STALE') await this.autosave.look().catch(() => undefined);
      return false;
    } finally {
      this.working.set(false);
    }
  }

  /** Tries again when the network is back, and keeps what is unsent when the page goes. */
  private followTheNetwork(): void {
    const view = inject(DOCUMENT).defaultView;
    const back = (): void => {
      this.autosave.retry();
    };
    const away = (): void => {
      this.autosave.keepNow();
    };
    view?.addEventListener('online', back);
    view?.addEventListener('pagehide', away);
    inject(DestroyRef).onDestroy(() => {
      view?.removeEventListener('online', back);
      view?.removeEventListener('pagehide', away);
      this.autosave.stop();
    });
  }
}
