import type { PublishedHeader } from '@classy-book/contracts/courses';
import type { RuleState } from '@classy-book/contracts/learn';
import type { CompletionRule } from '@classy-book/contracts/lesson-blocks';
import type { LessonFacts } from './lesson-facts.js';
import { joinRanges, watchedShare } from './watched-ranges.js';

type Rules = Pick<PublishedHeader, 'rules' | 'graded' | 'videos'>;

/**
 * The rules of a lesson, each with whether it is met: "2 of 3 rules met". A rule about a block that the published lesson
 * does not have binds nobody; where no other is left, opening the lesson completes it.
 */
export function ruleStates(header: Rules, facts: LessonFacts): RuleState[] {
  const binding = header.rules.filter((rule) => isAboutWhatIsThere(rule, header));
  const rules: readonly CompletionRule[] = binding.length > 0 ? binding : [{ kind: 'viewed' }];
  return rules.map((rule) => stateOf(rule, header, facts));
}

/** Whether a lesson is complete: once it is, it stays so, whatever its rules are later. */
export function isComplete(header: Rules, facts: LessonFacts): boolean {
  return facts.completedAt !== null || ruleStates(header, facts).every(({ met }) => met);
}

function stateOf(rule: CompletionRule, header: Rules, facts: LessonFacts): RuleState {
  switch (rule.kind) {
    case 'viewed':
      return { rule, met: facts.viewedAt !== null, current: null };
    case 'marked':
      return { rule, met: facts.markedAt !== null, current: null };
    case 'submitted':
      return { rule, met: facts.submitted.includes(rule.blockId), current: null };
    case 'score': {
      const best = facts.scores.find(({ blockId }) => blockId === rule.blockId)?.percent ?? null;
      return { rule, met: best !== null && best >= rule.minimum, current: best };
    }
    case 'watched': {
      const share = shareOf(rule.blockId, header, facts);
      return { rule, met: share >= rule.share, current: share };
    }
  }
}

/** The share of a video that was watched, in percent, by its length as it is published now. */
export function shareOf(blockId: string, header: Pick<PublishedHeader, 'videos'>, facts: LessonFacts): number {
  const length = header.videos.find((video) => video.blockId === blockId)?.seconds ?? 0;
  const ranges = facts.videos.find((video) => video.blockId === blockId)?.ranges ?? [];
  return watchedShare(joinRanges(ranges, length), length);
}

function isAboutWhatIsThere(rule: CompletionRule, { graded, videos }: Rules): boolean {
  if (rule.kind === 'viewed' || rule.kind === 'marked') return true;
  return (rule.kind === 'watched' ? videos : graded).some(({ blockId }) => blockId === rule.blockId);
}
