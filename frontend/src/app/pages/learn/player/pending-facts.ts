import { watchedRequestSchema } from '@classy-book/contracts/learn';
import * as z from 'zod';
import { joinFacts, type WatchedFacts } from '../../../shared/lesson/video/played-ranges';

interface Place {
  /** The slug of the course. */
  readonly course: string;
  readonly lessonId: string;
}

/** Something that a learner did and the server has to hear of. Telling it twice changes nothing. */
export type Fact =
  | (Place & { readonly kind: 'viewed' | 'marked' })
  | (Place & { readonly kind: 'watched'; readonly blockId: string; readonly facts: WatchedFacts });

/** More than anybody does without a connection; the oldest go first. */
const MOST = 200;

const place = { course: z.string(), lessonId: z.string() };
const storedSchema = z.array(
  z.discriminatedUnion('kind', [
    z.object({ ...place, kind: z.enum(['viewed', 'marked']) }),
    z.object({ ...place, kind: z.literal('watched'), blockId: z.string(), facts: watchedRequestSchema }),
  ]),
);

/** What facts are about: two of the same are joined. */
export function keyOf(fact: Fact): string {
  const block = fact.kind === 'watched' ? fact.blockId : '';
  return [fact.course, fact.lessonId, fact.kind, block].join('/');
}

/** Adds facts behind those that wait, each joined with what is known of the same. */
export function joined(waiting: readonly Fact[], later: readonly Fact[]): readonly Fact[] {
  const byKey = new Map(waiting.map((fact) => [keyOf(fact), fact]));
  for (const fact of later) {
    const known = byKey.get(keyOf(fact));
    const both =
      fact.kind === 'watched' && known?.kind === 'watched'
        ? { ...fact, facts: joinFacts(known.facts, fact.facts) }
        : fact;
    byKey.set(keyOf(fact), both);
  }
  return [...byKey.values()].slice(-MOST);
}

/** Reads what an earlier visit could not tell; what cannot be understood is nothing. */
export function factsFrom(stored: string | null): readonly Fact[] {
  if (stored === null) return [];
  try {
    return storedSchema.safeParse(JSON.parse(stored)).data ?? [];
  } catch {
    return [];
  }
}
