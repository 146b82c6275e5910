import * as z from 'zod';
import { exportFormatSchema, momentSchema, objectIdSchema, pageSizeSchema, plainText } from './primitives.js';

/** The most actions that one filter names. */
const MAX_ACTIONS = 20;

/** One action such as `role.changed`, or a group of them such as `account.*`. */
const actionFilterSchema = z.string().regex(/^[a-z][a-z-]{0,40}\.(\*|[a-z][a-z-]{0,60})$/, {
  error: 'must be an action such as role.changed, or a group such as account.*',
});

/**
 * The filters that the list and the export share. `actor` is a name (an email, `command line`, `system`, `anonymous`) or
 * the id of a person, `address` one address as it was seen. A resource is named by its type and its id together. `from` is
 * inclusive, `to` exclusive.
 */
const auditFields = {
  actor: plainText(1, 254)
    .transform((value) => value.normalize('NFKC').trim().toLowerCase())
    .optional(),
  action: z
    .string()
    .max(1_000)
    .transform((value) => value.split(',').filter((part) => part !== ''))
    .pipe(z.array(actionFilterSchema).max(MAX_ACTIONS))
    .optional(),
  resourceType: z
    .string()
    .regex(/^[a-z][a-z-]{0,40}$/, { error: 'must be a type such as account' })
    .optional(),
  resourceId: plainText(1, 300).optional(),
  address: plainText(2, 64).optional(),
  requestId: plainText(1, 100).optional(),
  from: momentSchema.optional(),
  to: momentSchema.optional(),
};
const wholeResource = { error: 'resourceType and resourceId go together', path: ['resourceId'] };
const namesWhole = (filter: { resourceType?: string | undefined; resourceId?: string | undefined }): boolean =>
  (filter.resourceType === undefined) === (filter.resourceId === undefined);

export const auditFilterSchema = z.strictObject(auditFields).refine(namesWhole, wholeResource);
export type AuditFilter = z.infer<typeof auditFilterSchema>;

/** `GET /monitoring/audit-logs`, by time. */
export const auditListQuerySchema = z
  .strictObject({
    ...auditFields,
    sort: z.enum(['-timestamp', 'timestamp']).default('-timestamp'),
    cursor: objectIdSchema.optional(),
    limit: pageSizeSchema,
  })
  .refine(namesWhole, wholeResource);
export type AuditListQuery = z.infer<typeof auditListQuerySchema>;

/** `GET /monitoring/audit-logs/export`. */
export const auditExportQuerySchema = z
  .strictObject({ ...auditFields, format: exportFormatSchema.default('csv') })
  .refine(namesWhole, wholeResource);
export type AuditExportQuery = z.infer<typeof auditExportQuerySchema>;

export const auditActorSchema = z.object({
  kind: z.enum(['user', 'cli', 'system', 'anonymous']),
  name: z.string(),
  userId: z.string().nullable(),
});

/** The place of a record in the chain of its writer, one process from its start to its end; `seq` counts from 1. */
export const auditPlaceSchema = z.object({
  writer: z.string(),
  seq: z.number().int(),
  prevHash: z.string(),
  hash: z.string(),
});
export type AuditPlace = z.infer<typeof auditPlaceSchema>;

const plainDetailsSchema = z.record(z.string(), z.unknown());

/** A line of the list. `details` is what the record tells, secrets masked. */
export const auditEntrySchema = z.object({
  id: objectIdSchema,
  timestamp: momentSchema,
  action: z.string(),
  actor: auditActorSchema,
  resourceType: z.string(),
  resourceId: z.string(),
  ipAddress: z.string().nullable(),
  requestId: z.string(),
  details: plainDetailsSchema,
});
export type AuditEntry = z.infer<typeof auditEntrySchema>;

/**
 * `GET /monitoring/audit-logs/:id`. `before` and `after` are there where the record is of a change; `sameRequest` are the
 * other records of the same request, oldest first, at most 20.
 */
export const auditDetailSchema = auditEntrySchema.extend({
  before: plainDetailsSchema.nullable(),
  after: plainDetailsSchema.nullable(),
  chain: auditPlaceSchema,
  sameRequest: z.array(auditEntrySchema),
});
export type AuditDetail = z.infer<typeof auditDetailSchema>;

/** `GET /monitoring/audit-logs/actions`: every action that this version writes, in the order of the alphabet. */
export const auditActionsSchema = z.object({ actions: z.array(z.string()) });
export type AuditActions = z.infer<typeof auditActionsSchema>;

/**
 * How the log is broken: `edited` and `inserted` records, `missing` ones before this one, one in the wrong place
 * (`misplaced`), a chain that ends too early (`cut`), a file of checkpoints that was changed (`checkpoint`).
 */
export const auditBreakKinds = ['edited', 'inserted', 'missing', 'misplaced', 'cut', 'checkpoint'] as const;
export const auditBreakSchema = z.object({
  kind: z.enum(auditBreakKinds),
  recordId: z.string().nullable(),
  writer: z.string().nullable(),
  seq: z.number().int().nullable(),
  explanation: z.string(),
});
export type AuditBreak = z.infer<typeof auditBreakSchema>;

export const auditChainEndSchema = z.object({ writer: z.string(), seq: z.number().int(), hash: z.string() });
export type AuditChainEnd = z.infer<typeof auditChainEndSchema>;

/** A signed checkpoint; the form of its line in the file stands in docs/security/audit-log.md. */
export const auditCheckpointSchema = z.object({
  writer: z.string(),
  number: z.number().int(),
  at: momentSchema,
  ends: z.array(auditChainEndSchema),
  records: z.number().int(),
});
export type AuditCheckpoint = z.infer<typeof auditCheckpointSchema>;

/** What a verification found. `lastRecordAt` is up to when the log was walked, `ends` are the last records of chains. */
export const auditVerificationSchema = z.object({
  id: objectIdSchema,
  startedAt: momentSchema,
  endedAt: momentSchema,
  by: z.string(),
  ok: z.boolean(),
  checked: z.number().int(),
  lastRecordId: objectIdSchema.nullable(),
  lastRecordAt: momentSchema.nullable(),
  broken: auditBreakSchema.nullable(),
  checkpoints: z.number().int(),
  newestCheckpoint: auditCheckpointSchema.nullable(),
  ends: z.array(auditChainEndSchema),
});
export type AuditVerification = z.infer<typeof auditVerificationSchema>;

export const auditProgressSchema = z.object({ checked: z.number().int(), total: z.number().int() });
export type AuditProgress = z.infer<typeof auditProgressSchema>;

/** `POST /monitoring/audit/verify` answers with lines of JSON: progress, and at the end the result or why there is none. */
export const auditVerifyLineSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('progress'), ...auditProgressSchema.shape }),
  z.object({ type: z.literal('result'), verification: auditVerificationSchema }),
  z.object({ type: z.literal('failed'), message: z.string() }),
]);
export type AuditVerifyLine = z.infer<typeof auditVerifyLineSchema>;

/**
 * `GET /monitoring/audit/seal`: up to where the log was proved. `publicKey` checks the signatures of checkpoints
 * (Ed25519, the 32 bytes in base64url); `file` and `webhook` say where they are written besides the log of the process.
 */
export const auditSealSchema = z.object({
  verification: auditVerificationSchema.nullable(),
  running: auditProgressSchema.nullable(),
  checkpoint: auditCheckpointSchema.nullable(),
  publicKey: z.string(),
  file: z.string().nullable(),
  webhook: z.string().nullable(),
  checkpointMinutes: z.number().int(),
  verifyHours: z.number().int(),
  retentionDays: z.number().int(),
});
export type AuditSealView = z.infer<typeof auditSealSchema>;
