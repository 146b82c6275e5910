import type { IncidentTimelineEntry } from '@classy-book/contracts/incidents';
import { Schema, type Types } from 'mongoose';

/** One entry of the story of an incident. What the audit log tells of it is not repeated here. */
export interface IncidentEntryDocument {
  _id: Types.ObjectId;
  incidentId: Types.ObjectId;
  at: Date;
  type: IncidentTimelineEntry['type'];
  actor: string;
  text: string | null;
  details: Record<string, unknown>;
  purgeAt: Date | null;
}

export const INCIDENT_ENTRY_MODEL = 'IncidentEntry';
export const INCIDENT_ENTRY_COLLECTION = 'incident_entries';

/** The schema stands for the collection and its indexes: the documents are written with the driver. */
export const incidentEntrySchema = new Schema<IncidentEntryDocument>(
  {
    incidentId: { type: Schema.Types.ObjectId, required: true },
    at: { type: Date, required: true },
    purgeAt: { type: Date, default: null },
  },
  { collection: INCIDENT_ENTRY_COLLECTION, versionKey: false, strict: false },
);

// the timeline of an incident
incidentEntrySchema.index({ incidentId: 1, at: 1, _id: 1 });
// entries go with their incident
incidentEntrySchema.index({ purgeAt: 1 }, { expireAfterSeconds: 0 });
