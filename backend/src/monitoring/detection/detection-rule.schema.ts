import { type RuleId, ruleIds, type RuleMode, ruleModes } from '@classy-book/contracts/detection';
import { Schema } from 'mongoose';
import type { RuleValues } from './rules/rule.js';

/** A rule that was set differently from what it is made with. `_id` is the rule's; `values` holds all its parameters. */
export interface DetectionRuleDocument {
  _id: RuleId;
  mode: RuleMode;
  values: RuleValues;
  version: number;
  updatedAt: Date;
  updatedBy: string;
}

export const DETECTION_RULE_MODEL = 'DetectionRule';
export const DETECTION_RULE_COLLECTION = 'detection_rules';

// a dozen, read as a whole: no index but that of the key
export const detectionRuleSchema = new Schema(
  {
    _id: { type: String, enum: ruleIds, required: true },
    mode: { type: String, enum: ruleModes, required: true },
    values: { type: Schema.Types.Mixed, required: true },
    version: { type: Number, required: true },
    updatedAt: { type: Date, required: true },
    updatedBy: { type: String, required: true },
  },
  { collection: DETECTION_RULE_COLLECTION, versionKey: false, minimize: false },
);
