import type { IncidentEntityType, IncidentKind, IncidentSeverity } from '@classy-book/contracts/incidents';

/** One account, network, session or key in a finding, with what was counted since the finding before. */
export interface FindingEntity {
  readonly type: IncidentEntityType;
  /** An email, a CIDR in canonical form (one address is /32 or /128), a session's or a key's id. */
  readonly value: string;
  readonly userId: string | null;
  readonly events: number;
  readonly failed: number;
  readonly succeeded: number;
  readonly firstSeen: Date;
  readonly lastSeen: Date;
}

/**
 * What a rule has seen: the first time that its limits were passed, and then, at most every two seconds, what came on
 * top. Counts and entities are those since the last finding of the same rule and key.
 */
export interface Finding {
  readonly rule: IncidentKind;
  /** What it is about within its rule, such as `account:ada@example.org`. */
  readonly key: string;
  /**
   * Under which names it may be part of an incident that is there already, of whatever rule: an incident that has one
   * of them and is not quiet yet takes the finding. The rule with its key is one of them. Names of a campaign, which have
   * neither an account nor a network in common, join only what goes on at the same time: see `kinshipOf`.
   */
  readonly joins: readonly string[];
  /** Where several rules had a part in an incident, the one with the highest rank names it. */
  readonly rank: number;
  readonly severity: IncidentSeverity;
  readonly dryRun: boolean;
  /** True the first time that the limits were passed; false for what came on top. */
  readonly opening: boolean;
  readonly firstSeen: Date;
  readonly lastSeen: Date;
  /** When the rule saw it. */
  readonly detectedAt: Date;
  readonly events: number;
  readonly failed: number;
  readonly succeeded: number;
  readonly entities: readonly FindingEntity[];
  /** Ids of records of the audit log that show it, newest last, at most 50. */
  readonly evidence: readonly string[];
  /** The limits of the rule and what was measured against them. */
  readonly facts: Readonly<Record<string, string | number | boolean>>;
}

/** What has been seen of something that a finding may be part of. */
export interface Seen {
  readonly firstSeen: Date;
  readonly lastSeen: Date;
  readonly events: number;
}

const CAMPAIGN = /(^|\|)campaign/;
const LEAST_GAP_MS = 2_000;
const GREATEST_GAP_MS = 600_000;
const GAP_IN_PACES = 5;

/** How closely a finding is related to what was seen. */
export type Kinship = 'close' | 'loose' | null;

/**
 * Whether a finding may become part of what was seen, by the names that both have. An account or a network in common is
 * close. The name of a campaign alone is loose, and holds only where the finding begins before that is over: within five
 * times its pace, the mean time between its events, but two seconds at least and ten minutes at most. Otherwise two
 * attackers of one evening would be one incident. What came on top of a finding before is not held to that.
 */
export function kinshipOf(
  finding: Pick<Finding, 'joins' | 'firstSeen' | 'opening'>,
  seen: Seen,
  has: (name: string) => boolean,
): Kinship {
  const shared = finding.joins.filter(has);
  if (shared.length === 0) return null;
  if (shared.some((name) => !CAMPAIGN.test(name))) return 'close';
  return !finding.opening || goesOn(seen, finding.firstSeen.getTime()) ? 'loose' : null;
}

/** Whether something that was seen goes on at a moment: it has not rested for longer than its pace explains. */
export function goesOn({ firstSeen, lastSeen, events }: Seen, at: number): boolean {
  const pace = (lastSeen.getTime() - firstSeen.getTime()) / Math.max(1, events - 1);
  return at - lastSeen.getTime() <= Math.min(GREATEST_GAP_MS, Math.max(LEAST_GAP_MS, GAP_IN_PACES * pace));
}

/** Takes what the detection rules find, and makes or extends one incident of it. */
export abstract class FindingsPort {
  /**
   * Takes findings in their order. The same finding taken twice makes no second incident.
   * @returns when they are stored
   * @throws the driver's error when the database is away: nothing of the failed finding is kept
   */
  abstract accept(findings: readonly Finding[]): Promise<void>;
}
