import type { Block, CompletionRule } from '@classy-book/contracts/lesson-blocks';
import type { RuleState } from '@classy-book/contracts/learn';

/** The words for a rule: a key below `learn.rule` and its values. */
export interface RuleText {
  readonly key: string;
  readonly values: Readonly<Record<string, string>>;
}

/** A rule as it is shown: what is to be done, whether it is done, and how far one is in percent where that is known. */
export interface ShownRule {
  readonly text: RuleText;
  readonly met: boolean;
  readonly current: number | null;
}

/** What a rule asks for. A video or an assignment is named where it has a name. `percent` writes a share of 100. */
function ruleText(rule: CompletionRule, blocks: readonly Block[], percent: (share: number) => string): RuleText {
  if (rule.kind === 'viewed' || rule.kind === 'marked') return { key: rule.kind, values: {} };
  const name = nameOf(blocks.find(({ id }) => id === rule.blockId));
  const named = name === '' ? '' : 'Named';
  if (rule.kind === 'watched') return { key: `watched${named}`, values: { name, share: percent(rule.share) } };
  if (rule.kind === 'submitted') return { key: `submitted${named}`, values: { name } };
  return { key: `score${named}`, values: { name, share: percent(rule.minimum) } };
}

function nameOf(block: Block | undefined): string {
  return block?.type === 'video' || block?.type === 'assignment' ? block.title : '';
}

/** The rules of a lesson, as they are shown. */
export function shownRules(
  rules: readonly RuleState[],
  blocks: readonly Block[],
  percent: (share: number) => string,
): readonly ShownRule[] {
  return rules.map(({ rule, met, current }) => ({ text: ruleText(rule, blocks, percent), met, current }));
}
