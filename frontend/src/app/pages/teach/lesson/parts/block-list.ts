import { CdkDrag, CdkDropList, type CdkDragDrop } from '@angular/cdk/drag-drop';
import { Component, input, output } from '@angular/core';
import type { FileInfo } from '@classy-book/contracts/files';
import type { Block } from '@classy-book/contracts/lesson-blocks';
import { TranslocoPipe } from '@jsverse/transloco';
import { RichText } from '../../../../shared/teach/rich-text';
import { unfinishedOf } from '../lesson-draft';
import { AssignmentEditor } from './assignment-block';
import { BlockFrame, type FrameAsk } from './block-frame';
import { CalloutEditor } from './callout-block';
import { CodeEditor } from './code-block';
import { EmbedEditor } from './embed-block';
import { FileEditor } from './file-block';
import { ImageEditor } from './image-block';
import { QuizLink } from './quiz-block';
import { VideoEditor } from './video-block';

/** Something that is asked for at a block. */
export interface BlockAsk {
  readonly id: string;
  /** `slash`: what the block shall become is to be asked. */
  readonly what: FrameAsk | 'slash';
}

/** The blocks of a lesson, in order, each with what changes it. */
@Component({
  selector: 'app-block-list',
  imports: [
    AssignmentEditor,
    BlockFrame,
    CalloutEditor,
    CdkDrag,
    CdkDropList,
    CodeEditor,
    EmbedEditor,
    FileEditor,
    ImageEditor,
    QuizLink,
    RichText,
    TranslocoPipe,
    VideoEditor,
  ],
  templateUrl: './block-list.html',
  styleUrl: './block-list.css',
})
export class BlockList {
  readonly blocks = input.required<readonly Block[]>();
  readonly files = input.required<ReadonlyMap<string, FileInfo>>();
  readonly courseId = input.required<string>();
  readonly lang = input.required<string>();
  readonly quizTitles = input<ReadonlyMap<string, string>>(new Map());
  readonly changed = output<Block>();
  readonly uploaded = output<FileInfo>();
  readonly asked = output<BlockAsk>();
  readonly placed = output<{ readonly id: string; readonly index: number }>();
  /** Pictures that were pasted into the text of a block. */
  readonly pictures = output<{ readonly id: string; readonly files: readonly File[] }>();
  protected readonly unfinishedOf = unfinishedOf;

  protected dropped({ item, currentIndex, previousIndex }: CdkDragDrop<unknown, unknown, string>): void {
    if (currentIndex !== previousIndex) this.placed.emit({ id: item.data, index: currentIndex });
  }

  protected merge<B extends Block>(block: B, changes: Partial<B>): void {
    this.changed.emit({ ...block, ...changes });
  }

  protected fileOf(id: string | null): FileInfo | null {
    return id === null ? null : (this.files().get(id) ?? null);
  }
}
