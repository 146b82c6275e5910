import { DOCUMENT, DestroyRef, Service, computed, effect, inject, signal, untracked } from '@angular/core';
import {
  quizDraftSchema,
  type ImportedQuestions,
  type ImportQuestionsRequest,
  type Quiz,
  type QuizDraft,
} from '@classy-book/contracts/quizzes';
import { loadedFrom } from '../../../shared/account/loaded';
import { Autosave } from '../../../shared/teach/autosave';
import { CourseTitles } from '../../../shared/teach/course-titles';
import { DraftCopies } from '../../../shared/teach/draft-copies';
import { QuizClient, type FileFormat } from './quiz-client';

/** Changes of an earlier visit that never reached the server. */
export interface UnsentQuiz {
  readonly at: string;
  readonly draft: QuizDraft;
}

/** A quiz while it is written: the draft, which saves itself, and what the server knows of it. */
@Service({ autoProvided: false })
export class QuizStore {
  private readonly client = inject(QuizClient);
  private readonly copies = inject(DraftCopies);
  private readonly titles = inject(CourseTitles);
  private readonly id = signal('');
  private readonly known = signal<Quiz | null>(null);
  private readonly now = signal<QuizDraft | null>(null);
  private readonly unsent = signal<UnsentQuiz | null>(null);

  readonly loaded = loadedFrom(this.client.quiz(this.id));
  readonly autosave = new Autosave<QuizDraft>({
    save: (draft, revision) => this.client.save(untracked(this.id), draft, revision),
    load: () => this.client.read(untracked(this.id)),
    keep: (draft, revision) => {
      if (draft === null) this.copies.forget(this.name());
      else this.copies.write(this.name(), { revision, at: new Date().toISOString(), draft });
    },
  });
  /** What the server knows of the quiz besides its draft; null until it is there. */
  readonly quiz = this.known.asReadonly();
  readonly draft = this.now.asReadonly();
  readonly copy = this.unsent.asReadonly();
  /** What of the quiz learners see. */
  readonly standing = computed<'never' | 'changed' | 'published'>(() => {
    const published = this.known()?.published;
    if (!published) return 'never';
    const same = published.revision === this.autosave.revision() && !this.autosave.unsaved();
    return same ? 'published' : 'changed';
  });

  constructor() {
    effect(() => {
      const quiz = this.loaded.value();
      untracked(() => {
        if (quiz && quiz.id === this.id() && this.known()?.id !== quiz.id) this.begin(quiz);
      });
    });
    const view = inject(DOCUMENT).defaultView;
    const [back, away] = [
      (): void => {
        this.autosave.retry();
      },
      (): void => {
        this.autosave.keepNow();
      },
    ];
    view?.addEventListener('online', back);
    view?.addEventListener('pagehide', away);
    inject(DestroyRef).onDestroy(() => {
      view?.removeEventListener('online', back);
      view?.removeEventListener('pagehide', away);
      this.autosave.stop();
    });
  }

  open(id: string): void {
    this.id.set(id);
  }

  /** Changes the draft; it is saved after a pause. */
  edit(change: (draft: QuizDraft) => QuizDraft): void {
    const before = untracked(this.now);
    const after = before && change(before);
    if (!after || after === before) return;
    this.now.set(after);
    this.autosave.changed(after);
  }

  /** What a file holds. */
  readFile(request: ImportQuestionsRequest): Promise<ImportedQuestions> {
    return this.client.readFile(untracked(this.id), request);
  }

  /** The questions as a file, once everything is saved; null where it cannot be. */
  async exportFile(format: FileFormat): Promise<Blob | null> {
    return (await this.autosave.flush()) ? await this.client.exportFile(untracked(this.id), format) : null;
  }

  /** After a conflict: theirs, and nothing of mine. */
  takeTheirs(): void {
    const state = this.autosave.state();
    if (state.kind !== 'conflict') return;
    this.copies.forget(this.name());
    const { revision, savedAt, draft } = state.theirs;
    this.now.set(draft);
    this.autosave.begin(revision, savedAt);
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
    return `quiz:${untracked(this.id)}`;
  }

  private begin(quiz: Quiz): void {
    const copy = this.copies.read(this.name());
    this.known.set(quiz);
    this.titles.tell(quiz.courseId, quiz.courseTitle);
    this.now.set(quiz.draft);
    this.autosave.begin(quiz.revision, quiz.revision === 0 ? null : quiz.savedAt);
    const kept = copy && quizDraftSchema.safeParse(copy.draft).data;
    const differs = kept && JSON.stringify(kept) !== JSON.stringify(quiz.draft);
    if (copy && kept && differs) this.unsent.set({ at: copy.at, draft: kept });
  }
}
