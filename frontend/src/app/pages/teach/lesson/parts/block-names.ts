import type { BlockType } from '@classy-book/contracts/lesson-blocks';
import type { IconName } from '../../../../shared/components/icon/icons';

/** The icon of each type of block; its name stands under `teach.block.<type>.name`. */
export const blockIcons: Readonly<Record<BlockType, IconName>> = {
  text: 'notes',
  callout: 'lightbulb',
  code: 'code',
  image: 'image',
  video: 'movie',
  file: 'attach',
  embed: 'web',
  quiz: 'quiz',
  assignment: 'assignment',
};
