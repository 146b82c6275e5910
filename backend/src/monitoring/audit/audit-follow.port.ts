import type { AuditRecord } from './audit-record.js';

/** A record of the audit log, as those outside of the desk see it. */
export type FollowedRecord = AuditRecord;

/**
 * How far somebody has read: from the id `since` on, `after` is the greatest id that was seen, `chains` how far each chain
 * was read that wrote lately (the one that wrote last at the end). A plain value, to be kept in a database.
 */
export interface LogPosition {
  readonly since: string;
  readonly after: string;
  readonly chains: readonly { readonly writer: string; readonly seq: number }[];
}
