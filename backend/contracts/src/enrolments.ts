import * as z from 'zod';
import { emailSchema, momentSchema, objectIdSchema, pageSizeSchema, plainText } from './primitives.js';

/**
 * How somebody stands in a course: `pending` waits for a teacher's yes, `completed` keeps reading. Reading needs `active` or
 * `completed` and no `expiresAt` in the past (which is answered as `expired` from that moment on).
 */
export const enrolmentStatuses = [
  'pending',
  'rejected',
  'active',
  'completed',
  'expired',
  'refunded',
  'removed',
] as const;
export const enrolmentStatusSchema = z.enum(enrolmentStatuses);
export type EnrolmentStatus = z.infer<typeof enrolmentStatusSchema>;

/** How somebody got in. */
export const enrolmentSources = ['free', 'approval', 'payment', 'invite', 'code', 'csv', 'admin'] as const;
export const enrolmentSourceSchema = z.enum(enrolmentSources);
export type EnrolmentSource = z.infer<typeof enrolmentSourceSchema>;

/**
 * What somebody can do about a course now: go on learning, enrol at once, ask its teachers, wait for their answer, ask for an
 * invitation (closed, declined, taken out, ended), pay (the course has a price), or teach it.
 */
export const enrolmentSteps = ['learn', 'enrol', 'request', 'wait', 'ask', 'pay', 'teach'] as const;
export const enrolmentStepSchema = z.enum(enrolmentSteps);
export type EnrolmentStep = z.infer<typeof enrolmentStepSchema>;

/** `GET /learn/courses/:course/enrolment`, and the answer of `POST` and `DELETE .../enrol`: how the caller stands. */
export const enrolmentStandingSchema = z.object({
  courseId: objectIdSchema,
  slug: z.string(),
  next: enrolmentStepSchema,
  enrolment: z
    .object({
      id: objectIdSchema,
      status: enrolmentStatusSchema,
      source: enrolmentSourceSchema,
      enrolledAt: momentSchema,
      expiresAt: momentSchema.nullable(),
      completedAt: momentSchema.nullable(),
      percent: z.number().int(),
    })
    .nullable(),
});
export type EnrolmentStanding = z.infer<typeof enrolmentStandingSchema>;

/** What opens a course: the token of a mailed invitation, the id of one, or a code as it is typed (case and `-` do not matter). */
export const joinReferenceSchema = z
  .string()
  .trim()
  .max(64)
  .regex(/^[\w -]{6,64}$/, { error: 'must be a code or the end of an invitation link' });

/** `POST /join` */
export const joinRequestSchema = z.strictObject({ reference: joinReferenceSchema });
export type JoinRequest = z.infer<typeof joinRequestSchema>;

/**
 * `GET /join/:code`: what the code or the invitation opens, and what joining would do. `other_account`: the invitation is for
 * another address, which is shown in part. `full` and `closed` open nothing any more.
 */
export const joinPreviewSchema = z.object({
  kind: z.enum(['invitation', 'code']),
  outcome: z.enum(['joins', 'enrolled', 'other_account', 'full', 'closed', 'teaches']),
  course: z.object({
    slug: z.string(),
    title: z.string(),
    summary: z.string(),
    language: z.string(),
    lessons: z.number().int(),
  }),
  /** For `other_account`: such as `a***@example.org`. */
  invited: z.string().nullable(),
  /** How many days the access lasts; null: it does not end. */
  accessDays: z.number().int().nullable(),
});
export type JoinPreview = z.infer<typeof joinPreviewSchema>;

/** The answer of `POST /join`: where to go on. `changed` is false for who was in already. */
export const joinedSchema = z.object({ slug: z.string(), title: z.string(), changed: z.boolean() });
export type Joined = z.infer<typeof joinedSchema>;

/** More addresses than these are not invited or enrolled with one request. */
export const MAX_ADDRESSES = 200;

const addresses = z
  .array(emailSchema)
  .min(1)
  .max(MAX_ADDRESSES)
  .transform((emails) => [...new Set(emails)]);

/** `POST /teach/courses/:id/invitations`. The answer says nothing about who has an account. */
export const inviteRequestSchema = z.strictObject({
  emails: addresses,
  message: plainText(0, 200).default(''),
});
export type InviteRequest = z.infer<typeof inviteRequestSchema>;

/** What became of each address: `enrolled` is in the course already, `failed` could not be mailed because too many mails wait. */
export const inviteResultSchema = z.object({
  email: z.string(),
  result: z.enum(['invited', 'invited_again', 'enrolled', 'failed']),
});
export type InviteResult = z.infer<typeof inviteResultSchema>;

/** `GET /teach/courses/:id/invitations`, newest first. */
export const invitationListQuerySchema = z.strictObject({ cursor: objectIdSchema.optional(), limit: pageSizeSchema });
export type InvitationListQuery = z.infer<typeof invitationListQuerySchema>;

export const invitationStates = ['open', 'accepted', 'withdrawn', 'expired'] as const;
export const courseInvitationSchema = z.object({
  id: objectIdSchema,
  email: z.string(),
  state: z.enum(invitationStates),
  invitedBy: z.string(),
  createdAt: momentSchema,
  expiresAt: momentSchema,
});
export type CourseInvitation = z.infer<typeof courseInvitationSchema>;

/** `POST /teach/courses/:id/codes`: a code that people type; `limit` and `endsAt` may be left open. */
export const createCodeRequestSchema = z.strictObject({
  label: plainText(0, 80).default(''),
  limit: z.number().int().min(1).max(100_000).nullable().default(null),
  endsAt: momentSchema.nullable().default(null),
});
export type CreateCodeRequest = z.infer<typeof createCodeRequestSchema>;

export const courseCodeSchema = z.object({
  id: objectIdSchema,
  code: z.string(),
  label: z.string(),
  limit: z.number().int().nullable(),
  used: z.number().int(),
  endsAt: momentSchema.nullable(),
  state: z.enum(['open', 'full', 'ended']),
  createdBy: z.string(),
  createdAt: momentSchema,
});
export type CourseCode = z.infer<typeof courseCodeSchema>;
