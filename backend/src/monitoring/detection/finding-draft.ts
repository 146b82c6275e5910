import type { IncidentSeverity } from '@classy-book/contracts/incidents';
import { incidentSeverities } from '@classy-book/contracts/incidents';
import type { Finding, FindingEntity } from '../incidents/findings.port.js';
import type { DetectionRule } from './rules/rule.js';
import type { Facts, Part, Sighting, Touch } from './rules/sighting.js';

const MAX_ENTITIES = 200;
const MAX_EVIDENCE = 50;
const MAX_JOINS = 60;

type Counts = { -readonly [K in keyof FindingEntity]: FindingEntity[K] };

/** What a finding says beside what was seen. */
export interface FindingFrame {
  readonly dryRun: boolean;
  readonly opening: boolean;
  readonly detectedAt: Date;
}

/** What a rule has seen of one key since its last finding, added up. Bounded, whatever comes. */
export class FindingDraft {
  private readonly entities = new Map<string, Counts>();
  private readonly joins = new Set<string>();
  private readonly evidence = new Map<string, number>();
  private severity: IncidentSeverity;
  private events = 0;
  private failed = 0;
  private succeeded = 0;
  private firstSeen = Infinity;
  private lastSeen = 0;
  /** Whose role and history decide about it. */
  personId: string | null = null;
  needsHistory = 0;

  constructor(
    private readonly rule: DetectionRule,
    readonly key: string,
    /** What was measured so far. */
    private facts: Facts = {},
  ) {
    this.severity = rule.severity;
    this.joins.add(`${rule.id}|${key}`);
  }

  /** @param isCounted whether an event was counted before, by a rule that sees the same ones */
  add(sighting: Sighting, isCounted: (touch: Touch) => boolean): void {
    for (const join of sighting.joins) if (this.joins.size < MAX_JOINS) this.joins.add(join);
    this.severity = worse(this.severity, sighting.severity);
    this.facts = { ...this.facts, ...sighting.facts };
    this.personId = sighting.personId ?? this.personId;
    this.needsHistory = sighting.needsHistory ?? this.needsHistory;
    for (const touch of sighting.touches) this.addTouch(touch, isCounted(touch) ? 0 : touch.weight);
  }

  /** The smallest id of a record in it; null where there is none. */
  get firstId(): string | null {
    return [...this.evidence.keys()].sort()[0] ?? null;
  }

  /** What follows this one: nothing was seen yet, and what was measured is known. */
  next(): FindingDraft {
    return new FindingDraft(this.rule, this.key, this.facts);
  }

  /** The finding, at least as severe as `atLeast`. */
  finish({ dryRun, opening, detectedAt }: FindingFrame, atLeast: IncidentSeverity): Finding {
    const { events, failed, succeeded, facts } = this;
    return {
      rule: this.rule.id,
      key: this.key,
      joins: [...this.joins],
      rank: this.rule.rank,
      severity: worse(this.severity, atLeast),
      dryRun,
      opening,
      firstSeen: new Date(this.firstSeen),
      lastSeen: new Date(this.lastSeen),
      detectedAt,
      events,
      failed,
      succeeded,
      entities: [...this.entities.values()],
      evidence: [...this.evidence.keys()].sort().slice(-MAX_EVIDENCE),
      facts,
    };
  }

  private addTouch(touch: Touch, weight: number): void {
    const failed = touch.effect === 'failed' ? weight : 0;
    const succeeded = touch.effect === 'succeeded' ? weight : 0;
    this.events += weight;
    this.failed += failed;
    this.succeeded += succeeded;
    this.firstSeen = Math.min(this.firstSeen, touch.at);
    this.lastSeen = Math.max(this.lastSeen, touch.at);
    this.evidence.set(touch.id, touch.at);
    // the map keeps the order in which they came
    const [oldest] = this.evidence.keys();
    if (this.evidence.size > MAX_EVIDENCE && oldest !== undefined) this.evidence.delete(oldest);
    for (const part of touch.parts) this.count(part, touch, { weight, failed, succeeded });
  }

  private count(part: Part, touch: Touch, counts: { weight: number; failed: number; succeeded: number }): void {
    const name = `${part.type} ${part.value}`;
    const seen = new Date(touch.at);
    let entity = this.entities.get(name);
    if (entity === undefined) {
      if (this.entities.size >= MAX_ENTITIES) return;
      entity = { ...part, events: 0, failed: 0, succeeded: 0, firstSeen: seen, lastSeen: seen };
      this.entities.set(name, entity);
    }
    entity.events += counts.weight;
    entity.failed += counts.failed;
    entity.succeeded += counts.succeeded;
    if (seen < entity.firstSeen) entity.firstSeen = seen;
    if (seen > entity.lastSeen) entity.lastSeen = seen;
    entity.userId ??= part.userId;
  }
}

/** The worse of two severities. */
export function worse(one: IncidentSeverity, other: IncidentSeverity): IncidentSeverity {
  return incidentSeverities.indexOf(one) >= incidentSeverities.indexOf(other) ? one : other;
}
