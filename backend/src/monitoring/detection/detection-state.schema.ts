import { Schema } from 'mongoose';
import type { LogPosition } from '../audit/audit-follow.port.js';

/** Who reads the log for the rules, and how far they are. One document. */
export interface DetectionStateDocument {
  _id: string;
  holder: string;
  /** When another process may go on. */
  until: Date;
  position: LogPosition;
  /** Until when what came on top of findings was told. */
  toldUntil: Date;
}

export const DETECTION_STATE_MODEL = 'DetectionState';
export const DETECTION_STATE_COLLECTION = 'detection_state';

export const detectionStateSchema = new Schema(
  {
    _id: { type: String, required: true },
    holder: { type: String, required: true },
    until: { type: Date, required: true },
    position: { type: Schema.Types.Mixed, required: true },
    toldUntil: { type: Date, required: true },
  },
  { collection: DETECTION_STATE_COLLECTION, versionKey: false },
);
