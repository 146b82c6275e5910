import type { ChainHead } from './audit-record.js';

/** What is known when a chain begins. */
export interface ChainSurvey {
  /** The writers of the chains that were begun last. */
  readonly writers: readonly string[];
  /** The heads that those chains named at their beginning. */
  readonly named: readonly ChainHead[];
  /** The places of the newest records of all, newest first. */
  readonly newest: readonly ChainHead[];
  readonly hasRecord: (writer: string, seq: number) => Promise<boolean>;
  readonly findHead: (writer: string, from: number) => Promise<ChainHead | null>;
}

/**
 * Finds the chains that a new chain must name, so that a chain which is removed or cut short is missed later. A chain
 * whose last record was named by another one needs no second mention, so the list stays as short as the number of
 * processes that run at once.
 * @returns the ends of the chains that no later chain names
 */
export async function openChains(survey: ChainSurvey): Promise<readonly ChainHead[]> {
  const sealedAt = new Map<string, number>();
  for (const { writer, seq } of survey.named) sealedAt.set(writer, Math.max(seq, sealedAt.get(writer) ?? 0));
  const heads = new Map<string, ChainHead>();
  for (const head of survey.newest) if (!heads.has(head.writer)) heads.set(head.writer, head);
  const unsealed: ChainHead[] = [];
  for (const writer of new Set([...heads.keys(), ...survey.writers, ...sealedAt.keys()])) {
    const sealed = sealedAt.get(writer) ?? 0;
    const head = heads.get(writer) ?? (await headBeyond(survey, writer, sealed));
    if (head !== null && head.seq > sealed) unsealed.push(plainHead(head));
  }
  return unsealed;
}

/** The heads that the first record of a chain names; what is not in the form of one is left out. */
export function namedHeads(details: unknown): ChainHead[] {
  if (typeof details !== 'object' || details === null || !('heads' in details)) return [];
  return Array.isArray(details.heads) ? details.heads.filter(isHead).map(plainHead) : [];
}

// most chains ended long ago, so one look at the place behind the sealed one is enough
async function headBeyond(survey: ChainSurvey, writer: string, sealed: number): Promise<ChainHead | null> {
  if (!(await survey.hasRecord(writer, sealed + 1))) return null;
  return await survey.findHead(writer, sealed + 1);
}

function isHead(value: unknown): value is ChainHead {
  if (typeof value !== 'object' || value === null) return false;
  return (
    'writer' in value &&
    typeof value.writer === 'string' &&
    'seq' in value &&
    typeof value.seq === 'number' &&
    'hash' in value &&
    typeof value.hash === 'string'
  );
}

function plainHead({ writer, seq, hash }: ChainHead): ChainHead {
  return { writer, seq, hash };
}
