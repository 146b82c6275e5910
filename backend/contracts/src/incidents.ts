import * as z from 'zod';
import { containmentSchema } from './containment.js';
import {
  addressOrRangeSchema,
  commaList,
  emailSchema,
  momentSchema,
  objectIdSchema,
  pageSizeSchema,
  plainText,
} from './primitives.js';

/** What the detection rules look for, one kind for each rule; `manual` is what a person reported. */
export const incidentKinds = [
  'brute_force',
  'credential_stuffing',
  'password_spraying',
  'second_factor_guessing',
  'token_reuse',
  'impossible_travel',
  'new_country',
  'dormant_account',
  'scanner',
  'api_key_misuse',
  'privilege_change',
  'mass_export',
  'manual',
] as const;
export const incidentKindSchema = z.enum(incidentKinds);
export type IncidentKind = z.infer<typeof incidentKindSchema>;

/** From the least to the most severe. */
export const incidentSeverities = ['low', 'medium', 'high', 'critical'] as const;
export const incidentSeveritySchema = z.enum(incidentSeverities);
export type IncidentSeverity = z.infer<typeof incidentSeveritySchema>;

/** `resolved` and `false_alarm` are closed: what happens afterwards is a new incident. */
export const incidentStates = ['open', 'acknowledged', 'resolved', 'false_alarm'] as const;
export const incidentStateSchema = z.enum(incidentStates);
export type IncidentState = z.infer<typeof incidentStateSchema>;

/** Who or what has a part in an incident. A network is CIDR in canonical form, an account an email address. */
export const incidentEntityTypes = ['account', 'network', 'session', 'api_key'] as const;
export const incidentEntityTypeSchema = z.enum(incidentEntityTypes);
export type IncidentEntityType = z.infer<typeof incidentEntityTypeSchema>;

export const incidentPersonSchema = z.object({ id: objectIdSchema, email: z.string() });
export type IncidentPerson = z.infer<typeof incidentPersonSchema>;

/** What was counted since the incident began; `accounts` and `addresses` are distinct ones. */
export const incidentCountsSchema = z.object({
  events: z.number().int(),
  failed: z.number().int(),
  succeeded: z.number().int(),
  accounts: z.number().int(),
  addresses: z.number().int(),
});
export type IncidentCounts = z.infer<typeof incidentCountsSchema>;

/** What a person writes about an incident; line breaks are kept. */
const noteSchema = (maximum: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(maximum)
    .refine((value) => !/[^\P{Cc}\n\r\t]/u.test(value), { error: 'must not contain control characters' });

/**
 * An incident as lists and the live stream show it. `number` counts from 1 in this installation; `kinds` are all rules
 * that had a part in it, `kind` the one that describes it best; `accounts` and `networks` are the first five. `version`
 * goes up with every change that a person makes, and is what they answer with.
 */
export const incidentSchema = z.object({
  id: objectIdSchema,
  number: z.number().int(),
  kind: incidentKindSchema,
  kinds: z.array(incidentKindSchema),
  severity: incidentSeveritySchema,
  state: incidentStateSchema,
  /** Found by a rule that only watches: nobody was told. */
  dryRun: z.boolean(),
  /** What a person wrote who reported it; null for what a rule found. */
  title: z.string().nullable(),
  firstSeen: momentSchema,
  lastSeen: momentSchema,
  detectedAt: momentSchema,
  acknowledgedAt: momentSchema.nullable(),
  containedAt: momentSchema.nullable(),
  closedAt: momentSchema.nullable(),
  counts: incidentCountsSchema,
  accounts: z.array(z.string()),
  networks: z.array(z.string()),
  assignee: incidentPersonSchema.nullable(),
  version: z.number().int(),
});
export type Incident = z.infer<typeof incidentSchema>;

/** One entity of an incident with its own counts, and what is in force against it now. */
export const incidentEntitySchema = z.object({
  type: incidentEntityTypeSchema,
  value: z.string(),
  /** Whose account, session or key it is; null where it belongs to nobody here. */
  userId: objectIdSchema.nullable(),
  events: z.number().int(),
  failed: z.number().int(),
  succeeded: z.number().int(),
  firstSeen: momentSchema,
  lastSeen: momentSchema,
  /** A network that is blocked, an account that is locked, a session or key that has ended. */
  contained: z.boolean(),
});
export type IncidentEntity = z.infer<typeof incidentEntitySchema>;

/** The most entities that an incident names; further ones are only counted. */
export const MAX_INCIDENT_ENTITIES = 200;

/** What a rule had before it: its limits as they were, such as `{ threshold: 10, windowMinutes: 15 }`. */
export const incidentFactsSchema = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]));

/** `GET /monitoring/incidents/:id`. */
export const incidentDetailSchema = incidentSchema.extend({
  entities: z.array(incidentEntitySchema),
  facts: incidentFactsSchema,
  containment: containmentSchema.nullable(),
});
export type IncidentDetail = z.infer<typeof incidentDetailSchema>;

export const incidentTimelineTypes = [
  'detected',
  'joined',
  'escalated',
  'evidence',
  'note',
  'state',
  'severity',
  'assigned',
  'contained',
  'undone',
  'closed_by_quiet',
] as const;

/**
 * One entry of an incident's story. `actor` is an email or `system`; `details` holds what changed (`from`, `to`), what a
 * rule found, or for `evidence` the event of the audit log (`action`, `email`, `ipAddress`, `outcome`, `reason`).
 */
export const incidentTimelineEntrySchema = z.object({
  id: z.string(),
  at: momentSchema,
  type: z.enum(incidentTimelineTypes),
  actor: z.string(),
  text: z.string().nullable(),
  details: z.record(z.string(), z.unknown()),
});
export type IncidentTimelineEntry = z.infer<typeof incidentTimelineEntrySchema>;

/** `GET /monitoring/incidents/:id/timeline`, oldest first. */
export const incidentTimelineQuerySchema = z.strictObject({
  cursor: plainText(1, 100).optional(),
  limit: pageSizeSchema,
});
export type IncidentTimelineQuery = z.infer<typeof incidentTimelineQuerySchema>;

/** The filters of the list and the export. `from` is inclusive and `to` exclusive; both look at `lastSeen`. */
export const incidentFilterSchema = z.strictObject({
  state: commaList(incidentStates).optional(),
  severity: commaList(incidentSeverities).optional(),
  kind: commaList(incidentKinds).optional(),
  /** A person's id, `me` or `none`. */
  assignee: z.union([z.enum(['me', 'none']), objectIdSchema]).optional(),
  account: plainText(1, 254)
    .transform((value) => value.normalize('NFKC').trim().toLowerCase())
    .optional(),
  /** Keeps the incidents with a network that holds this address, or lies in this range. */
  address: addressOrRangeSchema.optional(),
  from: momentSchema.optional(),
  to: momentSchema.optional(),
  /** What rules found that only watch: left out unless it is asked for. */
  dryRun: z
    .enum(['true', 'false'])
    .default('false')
    .transform((value) => value === 'true'),
});
export type IncidentFilter = z.infer<typeof incidentFilterSchema>;

/** `GET /monitoring/incidents`. */
export const incidentListQuerySchema = incidentFilterSchema.extend({
  sort: z.enum(['-lastSeen', 'lastSeen', '-detectedAt', 'detectedAt', '-severity', 'severity']).default('-lastSeen'),
  cursor: plainText(1, 200).optional(),
  limit: pageSizeSchema,
});
export type IncidentListQuery = z.infer<typeof incidentListQuerySchema>;

/** `GET /monitoring/incidents/export`, newest first: a file of comma-separated values, or one JSON object a line. */
export const incidentExportQuerySchema = incidentFilterSchema.extend({
  format: z.enum(['csv', 'jsonl']).default('csv'),
});
export type IncidentExportQuery = z.infer<typeof incidentExportQuerySchema>;

/** `GET /monitoring/incidents/assignees`: who can be given an incident, by email, at most 100. `search` begins the email. */
export const incidentAssigneeQuerySchema = z.strictObject({ search: plainText(0, 254).optional() });
export type IncidentAssigneeQuery = z.infer<typeof incidentAssigneeQuerySchema>;

/** `POST /monitoring/incidents`: somebody reports what no rule has seen. Answers the incident as `GET :id` does. */
export const reportIncidentRequestSchema = z
  .strictObject({
    title: plainText(3, 120),
    severity: incidentSeveritySchema,
    accounts: z.array(emailSchema).max(20).default([]),
    addresses: z.array(addressOrRangeSchema).max(20).default([]),
    note: noteSchema(2_000).optional(),
  })
  .refine((value) => value.accounts.length + value.addresses.length > 0, {
    error: 'name at least one account or address',
    path: ['accounts'],
  });
export type ReportIncidentRequest = z.infer<typeof reportIncidentRequestSchema>;
export type ReportIncidentRequestInput = z.input<typeof reportIncidentRequestSchema>;

/**
 * `PATCH /monitoring/incidents/:id`: what is left out stays. Answers 409 CONFLICT where `version` is not the incident's
 * any more: somebody else was faster. Answers the incident as `GET :id` does, and so do containment and its undoing.
 */
export const updateIncidentRequestSchema = z
  .strictObject({
    version: z.number().int().min(0),
    state: incidentStateSchema.optional(),
    severity: incidentSeveritySchema.optional(),
    /** Null takes the incident from whoever has it. */
    assigneeId: objectIdSchema.nullable().optional(),
  })
  .refine((value) => value.state !== undefined || value.severity !== undefined || value.assigneeId !== undefined, {
    error: 'say what is to change',
    path: ['state'],
  });
export type UpdateIncidentRequest = z.infer<typeof updateIncidentRequestSchema>;

/** `POST /monitoring/incidents/:id/notes`. */
export const incidentNoteRequestSchema = z.strictObject({ text: noteSchema(4_000) });
export type IncidentNoteRequest = z.infer<typeof incidentNoteRequestSchema>;

/** `GET /monitoring/incidents/metrics?days=`: over incidents that were detected in that time; dry runs are left out. */
export const incidentMetricsQuerySchema = z.strictObject({ days: z.coerce.number().int().min(1).max(365).default(30) });
export type IncidentMetricsQuery = z.infer<typeof incidentMetricsQuerySchema>;

const durationSchema = z.object({
  /** Milliseconds; null where there is nothing to measure. */
  median: z.number().nullable(),
  p90: z.number().nullable(),
  count: z.number().int(),
});

export const incidentMetricsSchema = z.object({
  days: z.number().int(),
  open: z.number().int(),
  openBySeverity: z.record(incidentSeveritySchema, z.number().int()),
  detected: z.number().int(),
  falseAlarms: z.number().int(),
  /** From the first event to the detection. */
  timeToDetect: durationSchema,
  /** From the detection to the first containment. */
  timeToContain: durationSchema,
  /** From the detection to the end. */
  timeToClose: durationSchema,
  byKind: z.array(z.object({ kind: incidentKindSchema, count: z.number().int() })),
  /** Detected incidents of each day, oldest first; `day` is `YYYY-MM-DD` in UTC. */
  byDay: z.array(z.object({ day: z.string(), count: z.number().int() })),
});
export type IncidentMetrics = z.infer<typeof incidentMetricsSchema>;
