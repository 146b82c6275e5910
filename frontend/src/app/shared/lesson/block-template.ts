import { Directive, TemplateRef, inject } from '@angular/core';
import type { Block, BlockType } from '@classy-book/contracts/lesson-blocks';

export type BlockOf<Type extends BlockType> = Extract<Block, { readonly type: Type }>;

/** What a template of a block is given: `let-block`. */
interface BlockContext<Type extends BlockType> {
  readonly $implicit: BlockOf<Type>;
}

/** `<ng-template appQuizBlock let-block>`: what stands in `app-lesson-blocks` for a quiz. */
@Directive({ selector: 'ng-template[appQuizBlock]' })
export class QuizBlockTemplate {
  readonly template = inject<TemplateRef<BlockContext<'quiz'>>>(TemplateRef);

  static ngTemplateContextGuard(_directive: QuizBlockTemplate, _context: unknown): _context is BlockContext<'quiz'> {
    return true;
  }
}

/** `<ng-template appAssignmentBlock let-block>`: what stands in `app-lesson-blocks` for an assignment. */
@Directive({ selector: 'ng-template[appAssignmentBlock]' })
export class AssignmentBlockTemplate {
  readonly template = inject<TemplateRef<BlockContext<'assignment'>>>(TemplateRef);

  static ngTemplateContextGuard(
    _directive: AssignmentBlockTemplate,
    _context: unknown,
  ): _context is BlockContext<'assignment'> {
    return true;
  }
}
