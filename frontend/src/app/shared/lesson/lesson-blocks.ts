import { NgTemplateOutlet } from '@angular/common';
import { Component, computed, contentChild, input, output } from '@angular/core';
import type { FileInfo } from '@classy-book/contracts/files';
import type { Block } from '@classy-book/contracts/lesson-blocks';
import { provideTranslocoScope } from '@jsverse/transloco';
import { AssignmentBlockTemplate, QuizBlockTemplate } from './block-template';
import { CodeBlock } from './parts/code-block';
import { EmbedBlock } from './parts/embed-block';
import { FileBlock } from './parts/file-block';
import { ImageBlock } from './parts/image-block';
import { VideoBlock } from './parts/video-block';
import { LessonText } from './lesson-text';
import type { WatchedFacts } from './video/played-ranges';

/** What was played of the video of a block. */
export interface BlockWatched extends WatchedFacts {
  readonly blockId: string;
}

/**
 * The content of a lesson as learners read it. Quizzes and assignments are the host's: it projects an `ng-template` with
 * `appQuizBlock` or `appAssignmentBlock` for them, without which they are left out. `watched` tells what was played;
 * `outdated` says that the address of a file does not work any more: new `files` go on where it stopped.
 */
@Component({
  selector: 'app-lesson-blocks',
  imports: [CodeBlock, EmbedBlock, FileBlock, ImageBlock, NgTemplateOutlet, LessonText, VideoBlock],
  providers: [provideTranslocoScope('learn')],
  templateUrl: './lesson-blocks.html',
  styleUrl: './lesson-blocks.css',
})
export class LessonBlocks {
  readonly blocks = input.required<readonly Block[]>();
  readonly files = input.required<readonly FileInfo[]>();
  /** The language of the lesson: texts without a letter of their own take its direction. */
  readonly language = input<string | null>(null);
  /** Where videos go on, in seconds by the id of their block. */
  readonly positions = input<Readonly<Record<string, number>>>({});
  readonly watched = output<BlockWatched>();
  readonly outdated = output();

  protected readonly quiz = contentChild(QuizBlockTemplate);
  protected readonly assignment = contentChild(AssignmentBlockTemplate);
  private readonly byId = computed(() => new Map(this.files().map((file) => [file.id, file])));

  protected fileOf(id: string | null): FileInfo | null {
    return id === null ? null : (this.byId().get(id) ?? null);
  }
}
