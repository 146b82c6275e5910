import { LiveAnnouncer } from '@angular/cdk/a11y';
import { DOCUMENT, Injector, Service, afterNextRender, inject, signal } from '@angular/core';
import { MAX_BLOCKS, type Block, type BlockType } from '@classy-book/contracts/lesson-blocks';
import { filter, firstValueFrom, map } from 'rxjs';
import { toApiFailure } from '../../../core/services/api';
import { ToastService } from '../../../core/services/toasts';
import { AccountActions } from '../../../shared/account/account-actions';
import { Texts } from '../../../shared/texts/texts';
import { UploadClient } from '../../../shared/upload/upload-client';
import { LessonClient } from './lesson-client';
import { duplicateBlock, insertBlock, moveBlock, newBlock, putBack, removeBlock, setBlock } from './lesson-draft';
import { LessonStore } from './lesson-store';
import { AddBlockDialog } from './parts/add-block-dialog';
import type { BlockAsk } from './parts/block-list';

const FIRST_FIELD = ':is([contenteditable="true"], input:not([type="file"]), select, textarea, a, .zone button)';

/** What is done to the blocks of a lesson, with the focus kept where the work goes on. */
@Service({ autoProvided: false })
export class LessonActions {
  private readonly announcer = inject(LiveAnnouncer);
  private readonly client = inject(LessonClient);
  private readonly dialogs = inject(AccountActions);
  private readonly document = inject(DOCUMENT);
  private readonly injector = inject(Injector);
  private readonly store = inject(LessonStore);
  private readonly texts = inject(Texts);
  private readonly toasts = inject(ToastService);
  private readonly uploads = inject(UploadClient);
  private readonly titles = signal<ReadonlyMap<string, string>>(new Map());
  private readonly asked = new Set<string>();

  /** What the quizzes of the lesson are called, by their ids. */
  readonly quizTitles = this.titles.asReadonly();

  do({ id, what }: BlockAsk): void {
    const index = this.blocks().findIndex((block) => block.id === id);
    if (what === 'up' || what === 'down') this.move(id, index + (what === 'up' ? -1 : 1), what);
    else if (what === 'add') void this.add(index + 1);
    else if (what === 'slash') void this.become(id, index);
    else if (what === 'remove') this.remove(id, index);
    else {
      this.store.edit((draft) => duplicateBlock(draft, id));
      this.focusBlock(this.blocks()[index + 1]?.id ?? id);
    }
  }

  /** Asks which block shall be added, and adds it at a place. */
  async add(index: number): Promise<void> {
    if (this.blocks().length >= MAX_BLOCKS) {
      this.toasts.show({ kind: 'warn', message: this.texts.of('teach.block.most', { count: String(MAX_BLOCKS) }) });
      return;
    }
    const type = await this.dialogs.ask<BlockType>(AddBlockDialog, null);
    const block = type && (await this.make(type));
    if (!block) return;
    this.store.edit((draft) => insertBlock(draft, index, block));
    this.focusBlock(block.id);
  }

  place(id: string, index: number): void {
    this.move(id, index, null);
  }

  change(block: Block): void {
    this.store.edit((draft) => setBlock(draft, block));
  }

  /** Puts pasted pictures behind a block. */
  async bring(behind: string, files: readonly File[], courseId: string): Promise<void> {
    for (const file of files) {
      const block = newBlock('image');
      const at = this.blocks().findIndex(({ id }) => id === behind) + 1;
      this.store.edit((draft) => insertBlock(draft, at, block));
      await this.fill(block.id, file, courseId);
    }
  }

  /** Asks for what the quizzes of a lesson are called; what cannot be read stays unnamed. */
  async name(blocks: readonly Block[]): Promise<void> {
    const quizzes = blocks.flatMap((block) => (block.type === 'quiz' ? [block.quizId] : []));
    for (const id of quizzes.filter((quiz) => !this.asked.has(quiz))) {
      this.asked.add(id);
      const title = await this.client.quiz(id).then(
        ({ draft }) => draft.title,
        () => '',
      );
      this.titles.update((titles) => new Map(titles).set(id, title));
    }
  }

  /** Brings a block into view, with the focus on its first field. */
  focusBlock(id: string): void {
    this.focus(`#block-${id} .body ${FIRST_FIELD}`);
  }

  private blocks(): readonly Block[] {
    return this.store.draft()?.blocks ?? [];
  }

  private move(id: string, index: number, by: 'up' | 'down' | null): void {
    const count = this.blocks().length;
    if (index < 0 || index >= count) return;
    this.store.edit((draft) => moveBlock(draft, id, index));
    // At an edge the button that was pressed cannot be pressed again.
    const edge = index === 0 ? 'down' : index === count - 1 ? 'up' : by;
    if (by !== null) this.focus(`#${edge ?? by}-${id}`);
    void this.announcer.announce(
      this.texts.of('teach.block.moved', { place: String(index + 1), count: String(count) }),
      'polite',
    );
  }

  /** The block that `/` was typed into becomes another one. */
  private async become(id: string, index: number): Promise<void> {
    const type = await this.dialogs.ask<BlockType>(AddBlockDialog, null);
    const block = type && type !== 'text' ? await this.make(type) : null;
    if (!block) {
      this.focusBlock(id);
      return;
    }
    this.store.edit((draft) => insertBlock(removeBlock(draft, id), index, block));
    this.focusBlock(block.id);
  }

  private remove(id: string, index: number): void {
    const before = this.store.draft();
    if (!before) return;
    const type = before.blocks[index]?.type ?? 'text';
    this.store.edit((draft) => removeBlock(draft, id));
    const next = this.blocks()[Math.min(index, this.blocks().length - 1)];
    if (next) this.focusBlock(next.id);
    else this.focus('#add-block');
    const undo = (): void => {
      this.store.edit((draft) => putBack(draft, before, id));
      this.focusBlock(id);
    };
    this.toasts.show({
      kind: 'info',
      message: this.texts.of('teach.block.removed', { type: this.texts.of(`teach.block.${type}.name`) }),
      action: { label: this.texts.of('teach.block.undo'), run: undo },
    });
  }

  /** A new block; null where the server could not make what it needs. */
  private async make(type: BlockType): Promise<Block | null> {
    const lesson = this.store.lesson();
    if (type !== 'quiz' || !lesson) return newBlock(type);
    const title = (this.store.draft()?.title ?? '') || lesson.courseTitle;
    const outcome = await this.dialogs.attempt(() => this.client.createQuiz(lesson.courseId, title));
    if (!outcome.ok) return null;
    const { id, draft } = outcome.value;
    this.asked.add(id);
    this.titles.update((titles) => new Map(titles).set(id, draft.title));
    return newBlock('quiz', id);
  }

  private async fill(blockId: string, file: File, courseId: string): Promise<void> {
    const sent = this.uploads.send(file, { purpose: 'image', courseId }).pipe(
      filter((news) => news.kind === 'done'),
      map((news) => news.file),
    );
    try {
      const arrived = await firstValueFrom(sent);
      this.store.addFile(arrived);
      this.store.edit((draft) => {
        const block = draft.blocks.find(({ id }) => id === blockId);
        return block?.type === 'image' ? setBlock(draft, { ...block, fileId: arrived.id }) : draft;
      });
      this.focusBlock(blockId);
    } catch (error) {
      this.toasts.showFailure(toApiFailure(error));
    }
  }

  private focus(selector: string): void {
    const take = () => this.document.querySelector<HTMLElement>(selector)?.focus();
    afterNextRender({ read: take }, { injector: this.injector });
  }
}
