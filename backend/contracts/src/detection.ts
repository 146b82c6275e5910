import * as z from 'zod';
import { incidentKindSchema, incidentKinds, incidentSeveritySchema } from './incidents.js';
import { momentSchema, plainText } from './primitives.js';

/** The rules, each named like the kind of incident that it finds. */
export const ruleIds = incidentKinds.filter((kind) => kind !== 'manual');
export const ruleIdSchema = incidentKindSchema.exclude(['manual']);
export type RuleId = z.infer<typeof ruleIdSchema>;

/** `dry_run` finds and counts, makes incidents that are marked as such, and tells nobody. */
export const ruleModes = ['on', 'dry_run', 'off'] as const;
export const ruleModeSchema = z.enum(ruleModes);
export type RuleMode = z.infer<typeof ruleModeSchema>;

/** `time` is HH:MM, `timezone` an IANA name, `days` numbers from 1 (Monday) to 7, `paths` path prefixes. */
export const ruleParameterKinds = [
  'integer',
  'percent',
  'minutes',
  'days_count',
  'kmh',
  'time',
  'timezone',
  'days',
  'paths',
  'flag',
] as const;

const parameterValueSchema = z.union([
  z.number(),
  z.boolean(),
  plainText(0, 100),
  z.array(z.union([z.number(), plainText(1, 200)])).max(200),
]);
export type RuleParameterValue = z.infer<typeof parameterValueSchema>;

/** One setting of a rule, with what it was made with and how far it may be moved. */
export const ruleParameterSchema = z.object({
  name: z.string(),
  kind: z.enum(ruleParameterKinds),
  value: parameterValueSchema,
  default: parameterValueSchema,
  minimum: z.number().nullable(),
  maximum: z.number().nullable(),
});
export type RuleParameter = z.infer<typeof ruleParameterSchema>;

/** `GET /monitoring/rules`: all of them, in the order in which the settings page shows them. */
export const detectionRuleSchema = z.object({
  id: ruleIdSchema,
  mode: ruleModeSchema,
  defaultMode: ruleModeSchema,
  /** What an incident of this rule begins with. */
  severity: incidentSeveritySchema,
  parameters: z.array(ruleParameterSchema),
  version: z.number().int(),
  updatedAt: momentSchema.nullable(),
  updatedBy: z.string().nullable(),
  /** Incidents of the last 30 days, the dry ones apart, and the newest of both. */
  found: z.number().int(),
  foundDry: z.number().int(),
  lastFoundAt: momentSchema.nullable(),
});
export type DetectionRule = z.infer<typeof detectionRuleSchema>;

const parameterValuesSchema = z
  .record(plainText(1, 40), parameterValueSchema)
  .refine((values) => Object.keys(values).length <= 20, { error: 'too many parameters' });

/** `PUT /monitoring/rules/:id`. Parameters that are left out take their default. 409 CONFLICT where `version` is stale. */
export const updateRuleRequestSchema = z.strictObject({
  version: z.number().int().min(0),
  mode: ruleModeSchema,
  parameters: parameterValuesSchema.default({}),
});
export type UpdateRuleRequest = z.infer<typeof updateRuleRequestSchema>;
export type UpdateRuleRequestInput = z.input<typeof updateRuleRequestSchema>;

/** `POST /monitoring/rules/:id/dry-run`: what the rule would have found in the last hours. Nothing is kept. */
export const dryRunRequestSchema = z.strictObject({
  hours: z.number().int().min(1).max(168).default(24),
  parameters: parameterValuesSchema.optional(),
});
export type DryRunRequest = z.infer<typeof dryRunRequestSchema>;
export type DryRunRequestInput = z.input<typeof dryRunRequestSchema>;

export const dryRunFindingSchema = z.object({
  kind: incidentKindSchema,
  severity: incidentSeveritySchema,
  subject: z.string(),
  firstSeen: momentSchema,
  lastSeen: momentSchema,
  events: z.number().int(),
});
export type DryRunFinding = z.infer<typeof dryRunFindingSchema>;

/** One line of the answer (`application/x-ndjson`): how far it has come, then what was found, or that it broke off. */
export const dryRunLineSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('progress'), checked: z.number().int(), total: z.number().int() }),
  z.object({
    type: z.literal('result'),
    checked: z.number().int(),
    from: momentSchema,
    to: momentSchema,
    findings: z.array(dryRunFindingSchema),
    /** More was found than is listed. */
    truncated: z.boolean(),
  }),
  z.object({ type: z.literal('error'), message: z.string() }),
]);
export type DryRunLine = z.infer<typeof dryRunLineSchema>;
