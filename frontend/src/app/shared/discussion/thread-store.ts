import { Service, computed, inject, linkedSignal, signal } from '@angular/core';
import type { Answer, Question, QuestionDetail } from '@classy-book/contracts/community';
import { toApiFailure } from '../../core/services/api';
import { FailureText } from '../../core/services/failure-text';
import { AccountActions } from '../account/account-actions';
import { ReasonDialog } from '../people/reason-dialog';
import { Texts } from '../texts/texts';
import { DiscussionClient } from './discussion-client';

/** A post of a thread, with what it is. */
export type Post =
  { readonly kind: 'question'; readonly post: Question } | { readonly kind: 'answer'; readonly post: Answer };

/** A question with its answers, and what is done in it. Provided by what shows it. */
@Service({ autoProvided: false })
export class ThreadStore {
  private readonly actions = inject(AccountActions);
  private readonly client = inject(DiscussionClient);
  private readonly failureText = inject(FailureText);
  private readonly texts = inject(Texts);
  private readonly wanted = signal<string>('');
  private readonly working = signal(false);
  private readonly resource = this.client.question(this.wanted);

  /** Null until it is there; stays while it is read anew. */
  readonly question = linkedSignal<QuestionDetail | undefined, QuestionDetail | null>({
    source: () => (this.resource.hasValue() ? this.resource.value() : undefined),
    computation: (fresh, before) => fresh ?? before?.value ?? null,
  });
  readonly loading = computed(() => this.resource.isLoading() && this.question() === null);
  readonly problem = computed(() => {
    const error = this.resource.error();
    return error === undefined ? null : this.failureText.of(toApiFailure(error));
  });
  readonly busy = this.working.asReadonly();

  open(id: string): void {
    this.wanted.set(id);
  }

  reload(): void {
    this.resource.reload();
  }

  answer(text: string): Promise<boolean> {
    return this.run(() => this.client.answer(this.wanted(), { text }), 'community.answered');
  }

  change({ kind, post }: Post, title: string, text: string): Promise<boolean> {
    return this.run(
      () =>
        kind === 'question'
          ? this.client.changeQuestion(post.id, { title, text })
          : this.client.changeAnswer(post.id, { text }),
      'community.changed',
    );
  }

  /** Accepts an answer, or takes that back. */
  accept(answer: Answer): Promise<boolean> {
    const id = answer.accepted ? null : answer.id;
    const told = answer.accepted ? 'community.unaccepted' : 'community.accepted';
    return this.run(() => this.client.accept(this.wanted(), id), told);
  }

  /** Hides a post, for which a reason is asked, or shows it again. */
  async moderate({ kind, post }: Post): Promise<boolean> {
    if (post.hidden) return this.run(() => this.client.hide(kind, post.id, null), 'community.shownAgain');
    const reason = await this.actions.ask<string>(ReasonDialog, {
      heading: this.texts.of(`community.hide.${kind}`),
      points: [this.texts.of('community.hide.effect'), this.texts.of('community.hide.reason')],
      confirm: this.texts.of('community.hide.confirm'),
      danger: true,
    });
    if (reason === undefined) return false;
    return this.run(() => this.client.hide(kind, post.id, reason), 'community.hidden');
  }

  /** Deletes a post, once that is confirmed. */
  async remove({ kind, post }: Post): Promise<boolean> {
    const sure = await this.actions.confirm({
      heading: this.texts.of(`community.delete.${kind}`),
      points: [this.texts.of(`community.delete.${kind}Effect`)],
      confirm: this.texts.of('community.delete.confirm'),
      danger: true,
    });
    if (!sure) return false;
    const remove = () =>
      kind === 'question' ? this.client.deleteQuestion(post.id) : this.client.deleteAnswer(post.id);
    return this.run(remove, 'community.deleted', kind === 'answer');
  }

  /** One at a time. What went wrong was told. */
  private async run(call: () => Promise<void>, told: string, reload = true): Promise<boolean> {
    if (this.working()) return false;
    this.working.set(true);
    const outcome = await this.actions.attempt(call);
    this.working.set(false);
    if (!outcome.ok) return false;
    this.actions.tell(told);
    if (reload) this.reload();
    return true;
  }
}
