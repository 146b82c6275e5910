import type { PublishedHeader } from '@classy-book/contracts/courses';
import type { LessonFact } from './progress.port.js';
import { joinRanges, type WatchedRange } from './watched-ranges.js';

/** What one learner did in one lesson. It only grows; `completedAt` is set once and stays. */
export interface LessonFacts {
  readonly viewedAt: Date | null;
  readonly markedAt: Date | null;
  /** The best score of a quiz or an assignment, in percent. */
  readonly scores: readonly { readonly blockId: string; readonly percent: number }[];
  readonly submitted: readonly string[];
  readonly videos: readonly {
    readonly blockId: string;
    readonly ranges: readonly WatchedRange[];
    /** Where the video stood when it was last heard of. */
    readonly seconds: number;
  }[];
  readonly completedAt: Date | null;
}

export const NO_FACTS: LessonFacts = {
  viewedAt: null,
  markedAt: null,
  scores: [],
  submitted: [],
  videos: [],
  completedAt: null,
};

/** A lesson has at most 100 blocks at a time: only who replaces them again and again gets here, and loses the oldest. */
const MAX_KEPT = 300;

/**
 * The facts after something more was done. What is said twice changes nothing, and the order does not matter.
 * @param videos the videos of the lesson as it is published, with their lengths in seconds
 */
export function withFact(
  facts: LessonFacts,
  fact: LessonFact,
  videos: PublishedHeader['videos'],
  at: Date,
): LessonFacts {
  switch (fact.kind) {
    case 'viewed':
      return { ...facts, viewedAt: facts.viewedAt ?? at };
    case 'marked':
      return { ...facts, viewedAt: facts.viewedAt ?? at, markedAt: facts.markedAt ?? at };
    case 'submitted':
      return { ...facts, submitted: newest([...new Set([...facts.submitted, fact.blockId])]) };
    case 'score': {
      const best = Math.max(fact.percent, facts.scores.find(({ blockId }) => blockId === fact.blockId)?.percent ?? 0);
      return { ...facts, scores: put(facts.scores, { blockId: fact.blockId, percent: Math.min(100, best) }) };
    }
    case 'watched': {
      const length = videos.find(({ blockId }) => blockId === fact.blockId)?.seconds ?? 0;
      const before = facts.videos.find(({ blockId }) => blockId === fact.blockId)?.ranges ?? [];
      const ranges = joinRanges([...before, ...fact.ranges], length);
      const seconds = length > 0 ? Math.min(length, fact.seconds) : fact.seconds;
      return { ...facts, videos: put(facts.videos, { blockId: fact.blockId, ranges, seconds }) };
    }
  }
}

/** True where anything was done. */
export function isStarted(facts: LessonFacts): boolean {
  const { viewedAt, markedAt, scores, submitted, videos } = facts;
  return viewedAt !== null || markedAt !== null || scores.length + submitted.length + videos.length > 0;
}

function put<T extends { readonly blockId: string }>(list: readonly T[], entry: T): T[] {
  const place = list.findIndex(({ blockId }) => blockId === entry.blockId);
  return place === -1 ? newest([...list, entry]) : list.with(place, entry);
}

function newest<T>(list: readonly T[]): T[] {
  return list.slice(-MAX_KEPT);
}
