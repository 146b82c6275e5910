import { mongo } from 'mongoose';
import { type Finding, type Kinship, kinshipOf } from './findings.port.js';
import { extendIncident, findingMark, openIncident, QUIET_MS, ruleKey } from './incident-merge.js';
import type { IncidentEntryDocument } from './incident-entry.schema.js';
import type { IncidentDocument } from './incident.schema.js';

/** What findings made of an incident. */
export interface TakenIncident {
  readonly incident: IncidentDocument;
  readonly isNew: boolean;
  /** The severity before; null where it did not rise. */
  readonly escalatedFrom: IncidentDocument['severity'] | null;
  /** A false alarm that goes on: nobody is told. */
  readonly silent: boolean;
}

// what people write comes on top
const MAX_OWN_ENTRIES = 1_000;

/** Puts findings into incidents, in memory: those that are there, and new ones. */
export class TakenFindings {
  private readonly touched = new Map<string, TakenIncident>();
  private readonly known: IncidentDocument[];
  readonly entries: IncidentEntryDocument[] = [];

  /**
   * @param candidates the incidents that the findings could join
   * @param nextNumber gives the number of a new one
   */
  constructor(
    candidates: readonly IncidentDocument[],
    private readonly nextNumber: () => number,
  ) {
    this.known = [...candidates];
  }

  get incidents(): TakenIncident[] {
    return [...this.touched.values()];
  }

  /** Takes one finding; one that was taken before changes nothing. */
  take(finding: Finding): void {
    const mark = findingMark(finding);
    const candidates = this.known
      .map((incident) => this.touched.get(incident._id.toHexString())?.incident ?? incident)
      .filter((incident) => isNear(incident, finding));
    if (candidates.some(({ taken }) => taken.includes(mark))) return;
    const open = closest(
      candidates.filter(({ state }) => state === 'open' || state === 'acknowledged'),
      finding,
    );
    const silenced = candidates.find(
      ({ state, ruleKeys }) => state === 'false_alarm' && ruleKeys.includes(ruleKey(finding)),
    );
    const joined = open ?? silenced;
    if (joined === undefined) this.open(finding);
    else this.extend(joined, finding);
  }

  private open(finding: Finding): void {
    const incident = openIncident(finding, this.nextNumber());
    this.known.push(incident);
    this.put(incident, { isNew: true, escalatedFrom: null, silent: false });
    this.note(incident, finding, 'detected', { rule: finding.rule, severity: finding.severity, ...finding.facts });
  }

  private extend(before: IncidentDocument, finding: Finding): void {
    const after = extendIncident(before, finding);
    const silent = before.state === 'false_alarm';
    const earlier = this.touched.get(before._id.toHexString());
    const rose = after.severityRank > before.severityRank;
    this.put(after, {
      isNew: earlier?.isNew ?? false,
      escalatedFrom: earlier?.escalatedFrom ?? (rose ? before.severity : null),
      silent,
    });
    if (silent) return;
    if (finding.opening || !before.kinds.includes(finding.rule)) {
      this.note(after, finding, 'joined', { rule: finding.rule, severity: finding.severity, ...finding.facts });
    }
    if (rose) this.note(after, finding, 'escalated', { from: before.severity, to: after.severity });
  }

  private put(incident: IncidentDocument, what: Omit<TakenIncident, 'incident'>): void {
    this.touched.set(incident._id.toHexString(), { incident, ...what });
  }

  private note(
    incident: IncidentDocument,
    { detectedAt }: Finding,
    type: IncidentEntryDocument['type'],
    details: IncidentEntryDocument['details'],
  ): void {
    if (incident.entries >= MAX_OWN_ENTRIES) return;
    incident.entries += 1;
    const common = { incidentId: incident._id, at: detectedAt, actor: 'system', text: null, purgeAt: null };
    this.entries.push({ _id: new mongo.ObjectId(), ...common, type, details });
  }
}

function isNear(incident: IncidentDocument, finding: Finding): boolean {
  return (
    incident.dryRun === finding.dryRun &&
    incident.activeUntil >= finding.firstSeen &&
    incident.firstSeen.getTime() - QUIET_MS <= finding.lastSeen.getTime() &&
    kinship(incident, finding) !== null
  );
}

// the oldest one that is closely related; else, of those that only have a campaign in common, the one that was seen last
function closest(candidates: readonly IncidentDocument[], finding: Finding): IncidentDocument | null {
  const close = candidates.filter((one) => kinship(one, finding) === 'close');
  if (close.length > 0) return close.reduce((oldest, one) => (oldest.number < one.number ? oldest : one));
  return candidates.reduce<IncidentDocument | null>(
    (latest, one) => (latest !== null && latest.lastSeen >= one.lastSeen ? latest : one),
    null,
  );
}

function kinship(incident: IncidentDocument, finding: Finding): Kinship {
  return kinshipOf(finding, incident, (name) => incident.joinKeys.includes(name));
}
