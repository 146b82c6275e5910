import type { Block } from '@classy-book/contracts/lesson-blocks';
import { Injectable } from '@nestjs/common';
import { AppError } from '../../common/response/app-error.js';
import { LessonsPort } from '../lessons/lessons.port.js';

/** An assignment as it stands in a published lesson. */
export type AssignmentBlock = Extract<Block, { type: 'assignment' }>;

/** Assignments of published lessons. */
@Injectable()
export class AssignmentBlocksService {
  constructor(private readonly lessons: LessonsPort) {}

  /** @throws AppError NOT_FOUND where the published lesson has no such assignment */
  async require(lessonId: string, blockId: string): Promise<AssignmentBlock> {
    const block = await this.find(lessonId, blockId);
    if (block === null) throw new AppError('NOT_FOUND', 'There is no such assignment in this lesson.');
    return block;
  }

  async find(lessonId: string, blockId: string): Promise<AssignmentBlock | null> {
    const lesson = await this.lessons.published(lessonId);
    const block = lesson?.blocks.find(({ id }) => id === blockId);
    return block?.type === 'assignment' ? block : null;
  }
}
