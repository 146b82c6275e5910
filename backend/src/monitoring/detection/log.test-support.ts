import type { RuleId } from '@classy-book/contracts/detection';
import { isBuiltInRole, rolePermissions } from '@classy-book/contracts/permissions';
import { TimeOrderedIds } from '../../common/ids/time-ordered-ids.js';
import type { PlainDetails } from '../audit/audit-record.js';
import type { Finding } from '../incidents/findings.port.js';
import type { IncidentDocument } from '../incidents/incident.schema.js';
import { TakenFindings } from '../incidents/taken-findings.js';
import type { DeskRecord } from './desk-event.js';
import { Detector } from './detector.js';
import { detectionRules } from './rules/catalogue.js';
import { defaultsOf, type Knowledge, type RuleValues } from './rules/rule.js';

/** A Wednesday, nine in the morning. */
export const MORNING = Date.UTC(2026, 10, 18, 9);
export const SECOND = 1_000;
export const MINUTE = 60_000;
export const HOUR = 3_600_000;

const COUNTRIES: Readonly<Record<string, string>> = { '5.': 'DE', '6.': 'JP', '7.': 'FR', '8.': 'US' };

/** Addresses that begin with 5 are German, with 6 Japanese, with 7 French, with 8 American. */
const knowledge: Knowledge = {
  countryOf: (address) => COUNTRIES[address.slice(0, 2)] ?? null,
  permissionsOf: (role) => (isBuiltInRole(role) ? rolePermissions[role] : []),
};

interface Try {
  readonly outcome?: 'succeeded' | 'failed' | 'blocked';
  readonly reason?: string;
  readonly commonGuess?: boolean;
  readonly idleDays?: number;
}

/** A log that a test writes, and what the rules make of it. */
export class TestLog {
  private readonly ids = new TimeOrderedIds();
  private readonly written: DeskRecord[] = [];

  /** Any record. */
  add(at: number, action: string, address: string | null, details: PlainDetails, more: Partial<DeskRecord> = {}): this {
    const actor = { kind: 'anonymous', name: 'anonymous', userId: null };
    const record = { action, actor, resourceId: '', details, ipAddress: address, timestamp: new Date(at) };
    this.written.push({ id: '', ...record, ...more });
    return this;
  }

  /** An attempt that fails, where nothing else is said. */
  attempt(at: number, email: string, address: string, what: Try = {}): this {
    const { outcome = 'failed', reason = outcome === 'failed' ? 'wrong_password' : null, ...rest } = what;
    const userId = reason === 'unknown_account' ? null : userIdOf(email);
    return this.add(at, 'sign-in.attempted', address, { email, userId, outcome, reason, sessionId: null, ...rest });
  }

  /** An attempt that gets in. */
  success(at: number, email: string, address: string, more: Try = {}): this {
    return this.attempt(at, email, address, { outcome: 'succeeded', ...more });
  }

  /** Somebody's act. */
  act(at: number, action: string, email: string, details: PlainDetails, address = '5.0.0.1'): this {
    const actor = { kind: 'user', name: email, userId: userIdOf(email) };
    return this.add(at, action, address, details, { actor });
  }

  /** The records, in the order of their times, with ids. */
  records(): DeskRecord[] {
    return this.written
      .sort((one, other) => one.timestamp.getTime() - other.timestamp.getTime())
      .map((record) => ({ ...record, id: this.ids.next(record.timestamp.getTime()) }));
  }
}

/** A detector with all rules as they are made, or one of them alone with other values. */
export function detector(only?: { readonly rule: RuleId; readonly values?: RuleValues }): Detector {
  const rules = detectionRules.filter(({ id }) => only === undefined || id === only.rule);
  return new Detector(
    rules.map((rule) => ({ rule, mode: 'on', values: { ...defaultsOf(rule), ...only?.values } })),
    knowledge,
  );
}

/** What the rules find in a log. */
function findingsIn(log: TestLog, by = detector()): Finding[] {
  const found: Finding[] = [];
  const collect = (): void => {
    for (const { draft, dryRun, opening } of by.take()) {
      found.push(draft.finish({ dryRun, opening, detectedAt: new Date(MORNING) }, 'low'));
    }
  };
  for (const record of log.records()) {
    by.feed(record);
    collect();
  }
  by.flush();
  collect();
  return found;
}

/** The incidents that become of it. */
export function incidentsIn(log: TestLog, by = detector()): IncidentDocument[] {
  let number = 0;
  const taken = new TakenFindings([], () => (number += 1));
  for (const finding of findingsIn(log, by)) taken.take(finding);
  return taken.incidents.map(({ incident }) => incident);
}

/** The kinds of the incidents in a log, each with the severity. */
export function kindsIn(log: TestLog, by = detector()): string[] {
  return incidentsIn(log, by).map(({ kind, severity }) => `${kind} ${severity}`);
}

/** The id of the account of an email. */
export function userIdOf(email: string): string {
  return Buffer.from(email).toString('hex').padEnd(24, '0').slice(0, 24);
}
