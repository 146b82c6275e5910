import { Schema, type Types } from 'mongoose';
import type { AuditActor, ChainLink, PlainDetails } from './audit-record.js';

/** A record as it is stored. `_id` sorts by time; `timestamp` is the moment that stands in it. */
export interface AuditDocument {
  _id: Types.ObjectId;
  action: string;
  actor: AuditActor;
  resourceType: string;
  resourceId: string;
  details: PlainDetails;
  ipAddress: string | null;
  requestId: string;
  timestamp: Date;
  chain: ChainLink;
}

export const AUDIT_MODEL = 'AuditLog';
export const AUDIT_COLLECTION = 'audit_logs';

// Records are written and read with the driver, as they are: what a schema would add or drop would break the hash. The
// schema stands for the collection and its indexes. `_id` sorts by time, so it is the second half of each of them.
export const auditLogSchema = new Schema(
  {
    action: { type: String, required: true },
    actor: { type: Schema.Types.Mixed, required: true },
    resourceType: { type: String, required: true },
    resourceId: { type: String, required: true },
    details: { type: Schema.Types.Mixed, required: true },
    ipAddress: { type: String, default: null },
    requestId: { type: String, required: true },
    timestamp: { type: Date, required: true },
    chain: { type: Schema.Types.Mixed, required: true },
  },
  { collection: AUDIT_COLLECTION, versionKey: false },
);

// the log of one kind of action, and the replay of the streams that are kept here
auditLogSchema.index({ action: 1, _id: 1 });
// what one person did
auditLogSchema.index({ 'actor.name': 1, _id: 1 });
// what one person did, whatever their email was then; attempts of strangers are not in it
auditLogSchema.index({ 'actor.userId': 1, _id: 1 }, { partialFilterExpression: { 'actor.userId': { $gt: '' } } });
// what was done to one person, whatever their email was then; attempts at accounts that do not exist are not in it
auditLogSchema.index({ 'details.userId': 1, _id: 1 }, { partialFilterExpression: { 'details.userId': { $gt: '' } } });
// what happened to one account, address or session
auditLogSchema.index({ resourceType: 1, resourceId: 1, _id: 1 });
// what came from one address; what came from none is not in it
auditLogSchema.index({ ipAddress: 1, _id: 1 }, { partialFilterExpression: { ipAddress: { $gt: '' } } });
// what one request did
auditLogSchema.index({ requestId: 1, _id: 1 }, { partialFilterExpression: { requestId: { $gt: '' } } });
// a writer's records in order; unique, so that two writes can never fork a chain
auditLogSchema.index({ 'chain.writer': 1, 'chain.seq': 1 }, { unique: true });
