import type { DryRunFinding } from '@classy-book/contracts/detection';
import { type Finding, kinshipOf } from '../incidents/findings.port.js';
import { worse } from './finding-draft.js';
import { QUIET_MS } from './rules/rule.js';

const MAX_SHOWN = 100;
const MAX_KEPT = 1_000;
const MAX_JOINS = 500;

interface Merged {
  readonly joins: Set<string>;
  readonly subject: string;
  readonly kind: Finding['rule'];
  severity: Finding['severity'];
  readonly firstSeen: Date;
  lastSeen: Date;
  events: number;
}

/** Findings put together as incidents would be: each with the first one that has a name in common and is not quiet. */
export class MergedFindings {
  private readonly merged: Merged[] = [];
  private isCut = false;

  add(findings: readonly Finding[]): void {
    for (const finding of findings) this.addOne(finding);
  }

  /** At most 100, the newest first. */
  result(): { findings: DryRunFinding[]; truncated: boolean } {
    const findings = this.merged
      .slice(-MAX_SHOWN)
      .reverse()
      .map(({ kind, severity, subject, firstSeen, lastSeen, events }) => ({
        kind,
        severity,
        subject,
        firstSeen: firstSeen.toISOString(),
        lastSeen: lastSeen.toISOString(),
        events,
      }));
    return { findings, truncated: this.isCut || this.merged.length > MAX_SHOWN };
  }

  private addOne(finding: Finding): void {
    const open = this.merged.find(
      (one) =>
        finding.firstSeen.getTime() - one.lastSeen.getTime() <= QUIET_MS &&
        kinshipOf(finding, one, (name) => one.joins.has(name)) !== null,
    );
    if (open !== undefined) {
      for (const name of finding.joins) if (open.joins.size < MAX_JOINS) open.joins.add(name);
      open.severity = worse(open.severity, finding.severity);
      if (finding.lastSeen > open.lastSeen) open.lastSeen = finding.lastSeen;
      open.events += finding.events;
      return;
    }
    const { rule: kind, severity, firstSeen, lastSeen, events } = finding;
    if (this.merged.length >= MAX_KEPT) {
      this.merged.shift();
      this.isCut = true;
    }
    const joins = new Set(finding.joins);
    this.merged.push({ joins, subject: subjectOf(finding), kind, severity, firstSeen, lastSeen, events });
  }
}

// `account:ada@example.org` is about ada@example.org
function subjectOf({ key }: Finding): string {
  return key.slice(key.indexOf(':') + 1);
}
