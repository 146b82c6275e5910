import {
  Component,
  ElementRef,
  computed,
  effect,
  inject,
  input,
  output,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import type { Answer, QuestionDetail } from '@classy-book/contracts/community';
import { TranslocoPipe } from '@jsverse/transloco';
import { Banner } from '../components/banner/banner';
import { Skeleton } from '../components/skeleton/skeleton';
import { PluralPipe } from '../texts/plural-pipe';
import { focusCatcher } from './catch-focus';
import { postErrors } from './post-errors';
import { PostForm, type WrittenPost } from './parts/post-form';
import { PostView } from './parts/post-view';
import { ThreadStore, type Post } from './thread-store';

/** A question with its answers: to answer, to accept, to change what one wrote, and to moderate. Texts: scope `community`. */
@Component({
  selector: 'app-question-thread',
  imports: [Banner, PluralPipe, PostForm, PostView, Skeleton, TranslocoPipe],
  providers: [ThreadStore],
  templateUrl: './question-thread.html',
  styleUrl: './question-thread.css',
  host: { tabindex: '-1' },
})
export class QuestionThread {
  private readonly catchFocus = focusCatcher();
  private readonly element = inject<ElementRef<HTMLElement>>(ElementRef);
  protected readonly store = inject(ThreadStore);
  protected readonly errors = postErrors();
  private readonly answerForm = viewChild<PostForm>('answerForm');

  readonly questionId = input.required<string>();
  /** How the question stands after something was done in it. */
  readonly changed = output<QuestionDetail>();
  readonly removed = output<string>();

  /** The id of the post that is being changed. */
  protected readonly editing = signal<string | null>(null);
  protected readonly question = computed(() => {
    const question = this.store.question();
    return question?.id === this.questionId() ? question : null;
  });

  constructor() {
    effect(() => {
      const id = this.questionId();
      untracked(() => {
        this.store.open(id);
        this.editing.set(null);
      });
    });
    effect(() => {
      const question = this.question();
      if (question)
        untracked(() => {
          this.changed.emit(question);
        });
    });
  }

  protected async answer({ text }: WrittenPost): Promise<void> {
    if (await this.store.answer(text)) this.answerForm()?.clear();
  }

  protected async change(post: Post, { title, text }: WrittenPost): Promise<void> {
    if (await this.store.change(post, title, text)) this.edit(null);
  }

  /** Changes a post in its place; null puts it back. */
  protected edit(id: string | null): void {
    this.editing.set(id);
    this.catchFocus(() => this.element.nativeElement, id === null ? 'button, textarea' : 'input, textarea');
  }

  protected async remove(post: Post): Promise<void> {
    if (!(await this.store.remove(post))) return;
    if (post.kind === 'question') this.removed.emit(post.post.id);
    else this.catchFocus(() => this.element.nativeElement, 'textarea');
  }

  protected answerOf(post: Answer): Post {
    return { kind: 'answer', post };
  }

  protected questionOf(post: QuestionDetail): Post {
    return { kind: 'question', post };
  }
}
