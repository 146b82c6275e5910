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
   * of them and is not quiet yet takes the finding. The rule with its key is one of them.
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

/** Takes what the detection rules find, and makes or extends one incident of it. */
export abstract class FindingsPort {
  /**
   * Takes findings in their order. The same finding taken twice makes no second incident.
   * @returns when they are stored
   * @throws the driver's error when the database is away: nothing of the failed finding is kept
   */
  abstract accept(findings: readonly Finding[]): Promise<void>;
}
