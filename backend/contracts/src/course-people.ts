import * as z from 'zod';
import {
  enrolmentSourceSchema,
  enrolmentSources,
  enrolmentStatusSchema,
  enrolmentStatuses,
  MAX_ADDRESSES,
} from './enrolments.js';
import { commaList, emailSchema, momentSchema, objectIdSchema, pageSizeSchema, plainText } from './primitives.js';

/** Somebody who was not seen for so many days, or is so far behind after so many days, is at risk of not finishing. */
export const INACTIVE_DAYS = 14;
export const BEHIND_DAYS = 30;
export const BEHIND_PERCENT = 25;

export const peopleSorts = [
  'name',
  '-name',
  'enrolledAt',
  '-enrolledAt',
  'progress',
  '-progress',
  'lastActivity',
  '-lastActivity',
] as const;
export type PeopleSort = (typeof peopleSorts)[number];

export const progressBands = ['none', 'some', 'done'] as const;
/** `inactive`: not seen for 14 days; `behind`: under 25 % after 30 days; `any`: one of both. Only active learners are at risk. */
export const riskKinds = ['inactive', 'behind', 'any'] as const;
export type RiskKind = (typeof riskKinds)[number];

/** The filters that list and export share. Without `status` everybody but those who were removed. */
export const peopleFilterSchema = z.strictObject({
  q: plainText(1, 100).optional(),
  status: commaList(enrolmentStatuses).optional(),
  source: commaList(enrolmentSources).optional(),
  progress: z.enum(progressBands).optional(),
  risk: z.enum(riskKinds).optional(),
});
export type PeopleFilter = z.infer<typeof peopleFilterSchema>;

/** `GET /teach/courses/:id/people` */
export const peopleQuerySchema = peopleFilterSchema.extend({
  sort: z.enum(peopleSorts).default('name'),
  cursor: z
    .string()
    .regex(/^[\w-]{1,900}$/)
    .optional(),
  limit: pageSizeSchema,
});
export type PeopleQuery = z.infer<typeof peopleQuerySchema>;

/** Somebody in a course, as its teachers see them. `lastActivityAt` is null for who never opened a lesson. */
export const coursePersonSchema = z.object({
  id: objectIdSchema,
  userId: objectIdSchema,
  name: z.string(),
  email: z.string(),
  status: enrolmentStatusSchema,
  source: enrolmentSourceSchema,
  enrolledAt: momentSchema,
  expiresAt: momentSchema.nullable(),
  completedAt: momentSchema.nullable(),
  lastActivityAt: momentSchema.nullable(),
  percent: z.number().int(),
  done: z.number().int(),
  total: z.number().int(),
  grade: z.number().nullable(),
  risk: z.enum(['inactive', 'behind']).nullable(),
});
export type CoursePerson = z.infer<typeof coursePersonSchema>;

/** `GET /teach/courses/:id/people/counts`: how many stand how, for the head of the list. */
export const peopleCountsSchema = z.object({
  total: z.number().int(),
  pending: z.number().int(),
  active: z.number().int(),
  completed: z.number().int(),
});
export type PeopleCounts = z.infer<typeof peopleCountsSchema>;

const people = z
  .array(objectIdSchema)
  .min(1)
  .max(100)
  .transform((ids) => [...new Set(ids)]);

/** `POST /teach/courses/:id/people`: enrols people who have an account, by their addresses. */
export const enrolPeopleRequestSchema = z.strictObject({
  emails: z
    .array(emailSchema)
    .min(1)
    .max(MAX_ADDRESSES)
    .transform((emails) => [...new Set(emails)]),
  expiresAt: momentSchema.nullable().optional(),
});
export type EnrolPeopleRequest = z.infer<typeof enrolPeopleRequestSchema>;
export const enrolPeopleResultSchema = z.object({
  email: z.string(),
  result: z.enum(['enrolled', 'already', 'no_account', 'teaches']),
});
export type EnrolPeopleResult = z.infer<typeof enrolPeopleResultSchema>;

/** `POST /teach/courses/:id/people/decisions` */
export const decideRequestSchema = z.strictObject({ ids: people, decision: z.enum(['approve', 'reject']) });
export type DecideRequest = z.infer<typeof decideRequestSchema>;
/** `POST /teach/courses/:id/people/expiry`: a new end of the access, or none. */
export const setExpiryRequestSchema = z.strictObject({ ids: people, expiresAt: momentSchema.nullable() });
export type SetExpiryRequest = z.infer<typeof setExpiryRequestSchema>;
/** `POST /teach/courses/:id/people/removals`: their progress is kept. */
export const removePeopleRequestSchema = z.strictObject({ ids: people });
export type RemovePeopleRequest = z.infer<typeof removePeopleRequestSchema>;
/** How many were changed; the others were so already, or somebody else was faster. */
export const bulkChangeSchema = z.object({ changed: z.number().int(), unchanged: z.number().int() });
export type BulkChange = z.infer<typeof bulkChangeSchema>;

/** More lines than these are not imported from one file. */
export const MAX_IMPORT_ROWS = 5_000;

/** `POST /teach/courses/:id/people/import`. A dry run answers what would happen and changes nothing. */
export const importRequestSchema = z.strictObject({
  csv: z.string().min(1).max(1_000_000),
  dryRun: z.boolean(),
  /** Mail an invitation to addresses that have no account. */
  invite: z.boolean().default(false),
});
export type ImportRequest = z.infer<typeof importRequestSchema>;

/** What became of a row. `back`: was here before and is again; `mail_failed`: too many mails wait; `unread`: not reached yet. */
export const importResults = [
  'enrolled',
  'back',
  'already',
  'invited',
  'invited_already',
  'no_account',
  'teaches',
  'bad_email',
  'bad_date',
  'doubled',
  'mail_failed',
  'unread',
] as const;
export const importResultSchema = z.enum(importResults);
export type ImportResult = z.infer<typeof importResultSchema>;

export const importRowSchema = z.object({
  /** The line of the file where the row begins; the header is line 1. */
  line: z.number().int(),
  email: z.string(),
  name: z.string(),
  expires: z.string(),
  result: importResultSchema,
});
export type ImportRow = z.infer<typeof importRowSchema>;

/** An import: how far it is, what came of it, and its first rows, those that need a look first (at most 200). */
export const courseImportSchema = z.object({
  /** Null for a dry run, which is kept nowhere. */
  id: objectIdSchema.nullable(),
  state: z.enum(['preview', 'waiting', 'running', 'done', 'failed']),
  total: z.number().int(),
  processed: z.number().int(),
  counts: z.partialRecord(importResultSchema, z.number().int()),
  rows: z.array(importRowSchema),
  by: z.string(),
  createdAt: momentSchema,
  finishedAt: momentSchema.nullable(),
});
export type CourseImport = z.infer<typeof courseImportSchema>;
