import { Service, computed, inject, signal } from '@angular/core';
import type { Question, QuestionDetail, WriteQuestionRequest } from '@classy-book/contracts/community';
import { FailureText } from '../../core/services/failure-text';
import { AccountActions } from '../account/account-actions';
import { CursorList, type Query } from '../lists/cursor-list';
import { DiscussionClient } from './discussion-client';

/** Whose questions are listed: the path of the list, and what it is filtered by. */
export interface QuestionSource {
  readonly path: `/${string}`;
  readonly query: Query;
}

/** A list of questions, of which one may be open. Provided by what shows it. */
@Service({ autoProvided: false })
export class QuestionsStore {
  private readonly actions = inject(AccountActions);
  private readonly client = inject(DiscussionClient);
  private readonly failureText = inject(FailureText);
  private readonly source = signal<QuestionSource | null>(null);
  private readonly openId = signal<string | null>(null);
  private readonly asking = signal(false);
  private readonly path = computed(() => this.source()?.path ?? null);

  readonly list = new CursorList<Question>(
    {
      firstPage: (query) => this.client.firstPage(this.path, query),
      nextPage: (query, cursor) => this.client.nextPage(this.path() ?? '/', query, cursor),
    },
    ({ id }) => id,
    () => this.source()?.query ?? {},
  );
  /** The id of the question whose answers are shown. */
  readonly opened = this.openId.asReadonly();
  readonly busy = this.asking.asReadonly();
  readonly problem = computed(() => {
    const failure = this.list.failure();
    return failure && this.failureText.of(failure);
  });

  /** Lists these from now on. */
  show(source: QuestionSource): void {
    if (this.path() !== source.path) this.openId.set(null);
    this.source.set(source);
  }

  toggle(id: string): void {
    this.openId.update((opened) => (opened === id ? null : id));
  }

  /** True where the question stands under the lesson now. A refusal was told. */
  async ask(request: WriteQuestionRequest): Promise<boolean> {
    this.asking.set(true);
    const outcome = await this.actions.attempt(() => this.client.ask(this.path() ?? '/', request));
    this.asking.set(false);
    if (!outcome.ok) return false;
    this.actions.tell('community.asked');
    this.openId.set(outcome.value);
    this.list.reload();
    return true;
  }

  /** Takes in how a question stands after something was done in it. */
  take(question: QuestionDetail): void {
    this.list.update((rows) => ({
      ...rows,
      shown: rows.shown.map((row) => (row.id === question.id ? question : row)),
    }));
  }

  remove(id: string): void {
    this.openId.set(null);
    this.list.update((rows) => ({ ...rows, shown: rows.shown.filter((row) => row.id !== id) }));
  }
}
