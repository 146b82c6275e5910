import { blockedIpSchema } from '@classy-book/contracts/blocking';
import { incidentSchema } from '@classy-book/contracts/incidents';
import { incidentChanges, type ReplayedStream } from '@classy-book/contracts/realtime';
import { z } from 'zod';
import type { RecordedEvent } from '../../common/events/domain-events.js';
import type { AuditRecord } from './audit-record.js';

/** A stream whose events are kept in the audit log. */
export type AuditedStream = Exclude<ReplayedStream, 'monitoring:login-attempt'>;

/** The action in the audit log that each such stream shows. */
export const actionOfStream: Readonly<Record<AuditedStream, string>> = {
  'monitoring:ip-blocked': 'address.blocked',
  'monitoring:ip-unblocked': 'address.unblocked',
  'monitoring:account-locked': 'account.locked',
  'monitoring:account-unlocked': 'account.unlocked',
  'monitoring:incident': 'incident.changed',
};

const blockDetails = z.object({ block: blockedIpSchema });
const rangeDetails = z.object({ range: z.string() });
const accountDetails = z.object({ email: z.string() });
const lockDetails = z.object({
  email: z.string(),
  source: z.enum(['auto', 'manual']),
  reason: z.string(),
  lockedUntil: z.iso.datetime(),
});
const incidentDetails = z.object({ change: z.enum(incidentChanges), incident: incidentSchema });

/**
 * The event of a stream that an audit record stands for, the same when it is sent and when it is replayed; null for a
 * record that no stream shows, or that was edited by hand into something else.
 */
export function toStreamEvent(record: AuditRecord): RecordedEvent | null {
  const { id, details, actor } = record;
  const at = record.timestamp.toISOString();
  switch (record.action) {
    case 'address.blocked': {
      const parsed = blockDetails.safeParse(details);
      return parsed.success ? { stream: 'monitoring:ip-blocked', event: { id, at, block: parsed.data.block } } : null;
    }
    case 'address.unblocked': {
      const parsed = rangeDetails.safeParse(details);
      if (!parsed.success) return null;
      return { stream: 'monitoring:ip-unblocked', event: { id, at, range: parsed.data.range, by: actor.name } };
    }
    case 'account.locked': {
      const parsed = lockDetails.safeParse(details);
      return parsed.success ? { stream: 'monitoring:account-locked', event: { id, at, ...parsed.data } } : null;
    }
    case 'account.unlocked': {
      const parsed = accountDetails.safeParse(details);
      if (!parsed.success) return null;
      return { stream: 'monitoring:account-unlocked', event: { id, at, email: parsed.data.email, by: actor.name } };
    }
    case 'incident.changed': {
      const parsed = incidentDetails.safeParse(details);
      if (!parsed.success || parsed.data.incident.dryRun) return null;
      return { stream: 'monitoring:incident', event: { id, at, by: actor.name, ...parsed.data } };
    }
    default:
      return null;
  }
}
