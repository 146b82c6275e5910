import type { AuditDetail, AuditEntry } from '@classy-book/contracts/audit';
import { mongo } from 'mongoose';
import type { UnchainedDocument } from './audit-chain.js';
import type { AuditDocument } from './audit-log.schema.js';
import type { AuditDraft, AuditRecord, PlainDetails, PlainValue } from './audit-record.js';
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

/** A stored document as a line of the list. */
export function toEntry(document: AuditDocument): AuditEntry {
  const { _id, action, actor, resourceType, resourceId, ipAddress, requestId, details, timestamp } = document;
  return {
    id: _id.toHexString(),
    timestamp: timestamp.toISOString(),
    action,
    actor: { ...actor },
    resourceType,
    resourceId,
    ipAddress,
    requestId,
    details: { ...details },
  };
}

/** A stored document with everything that is known of it. */
export function toDetail(document: AuditDocument, sameRequest: readonly AuditDocument[]): AuditDetail {
  const { before, after } = document.details;
  return {
    ...toEntry(document),
    before: plainObject(before),
    after: plainObject(after),
    chain: { ...document.chain },
    sameRequest: sameRequest.map(toEntry),
  };
}

function plainObject(value: PlainValue | undefined): PlainDetails | null {
  return isObject(value) ? { ...value } : null;
}

function isObject(value: PlainValue | undefined): value is PlainDetails {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
