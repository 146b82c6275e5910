import { mongo } from 'mongoose';
import type { UnchainedDocument } from './audit-chain.js';
import type { AuditDocument } from './audit-log.schema.js';
import type { AuditDraft, AuditRecord } from './audit-record.js';
import { plainLine, sanitiseDetails } from './sanitise.js';

/** The document of a draft, with everything that comes from outside made fit to be kept. */
export function toDocument(id: string, timestamp: Date, draft: AuditDraft): UnchainedDocument {
  return {
    _id: mongo.ObjectId.createFromHexString(id),
    action: draft.action,
    actor: { kind: draft.actor.kind, name: plainLine(draft.actor.name, 254), userId: draft.actor.userId },
    resourceType: draft.resourceType,
    resourceId: plainLine(draft.resourceId, 300),
    details: sanitiseDetails(draft.details),
    ipAddress: draft.ipAddress,
    requestId: plainLine(draft.requestId, 100),
    timestamp,
  };
}

/** A stored document as the rest of the product sees it. */
export function toRecord(document: AuditDocument): AuditRecord {
  const { _id, ...rest } = document;
  return { id: _id.toHexString(), ...rest };
}
