import type { ChainedCommands, Editor } from '@tiptap/core';
import type { IconName } from '../components/icon/icons';

export type ToolName =
  | 'heading2'
  | 'heading3'
  | 'bold'
  | 'italic'
  | 'underline'
  | 'strike'
  | 'code'
  | 'link'
  | 'bulletList'
  | 'orderedList'
  | 'blockquote'
  | 'codeBlock'
  | 'undo'
  | 'redo';

/** A button over a rich text. `toggles`: it is on where the cursor stands in what it makes. */
export interface TextTool {
  readonly name: ToolName;
  readonly icon: IconName;
  readonly toggles: boolean;
  /** A new group begins with it. */
  readonly apart?: boolean;
  /** Left out for the link, which asks first. */
  readonly run?: (chain: ChainedCommands) => ChainedCommands;
}

export const textTools: readonly TextTool[] = [
  { name: 'heading2', icon: 'format-h2', toggles: true, run: (chain) => chain.toggleHeading({ level: 2 }) },
  { name: 'heading3', icon: 'format-h3', toggles: true, run: (chain) => chain.toggleHeading({ level: 3 }) },
  { name: 'bold', icon: 'format-bold', toggles: true, apart: true, run: (chain) => chain.toggleBold() },
  { name: 'italic', icon: 'format-italic', toggles: true, run: (chain) => chain.toggleItalic() },
  { name: 'underline', icon: 'format-underlined', toggles: true, run: (chain) => chain.toggleUnderline() },
  { name: 'strike', icon: 'format-strike', toggles: true, run: (chain) => chain.toggleStrike() },
  { name: 'code', icon: 'code', toggles: true, run: (chain) => chain.toggleCode() },
  { name: 'link', icon: 'link', toggles: true },
  { name: 'bulletList', icon: 'list-bulleted', toggles: true, apart: true, run: (chain) => chain.toggleBulletList() },
  { name: 'orderedList', icon: 'list-numbered', toggles: true, run: (chain) => chain.toggleOrderedList() },
  { name: 'blockquote', icon: 'format-quote', toggles: true, run: (chain) => chain.toggleBlockquote() },
  { name: 'codeBlock', icon: 'code-blocks', toggles: true, run: (chain) => chain.toggleCodeBlock() },
  { name: 'undo', icon: 'undo', toggles: false, apart: true, run: (chain) => chain.undo() },
  { name: 'redo', icon: 'redo', toggles: false, run: (chain) => chain.redo() },
];

/** The tools that are on where the cursor stands. */
export function toolsOn(editor: Editor): ReadonlySet<ToolName> {
  const on = textTools.filter(({ name, toggles }) => {
    if (!toggles) return false;
    if (name === 'heading2') return editor.isActive('heading', { level: 2 });
    if (name === 'heading3') return editor.isActive('heading', { level: 3 });
    return editor.isActive(name);
  });
  return new Set(on.map(({ name }) => name));
}
