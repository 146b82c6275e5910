import * as z from 'zod';
import { incidentKindSchema, incidentSeveritySchema } from './incidents.js';
import { momentSchema, objectIdSchema, pageSizeSchema } from './primitives.js';

/** What learners and teachers are told. */
export const learningNotificationKinds = [
  'course_announcement',
  'course_question',
  'course_answer',
  'answer_accepted',
  'work_to_grade',
  'work_graded',
  'enrolment_requested',
  'enrolment_decided',
  'course_invited',
  'certificate_issued',
] as const;
export type LearningNotificationKind = (typeof learningNotificationKinds)[number];

/** What somebody is told in the product itself. `incident_opened` goes to everybody who handles incidents. */
export const notificationKinds = [
  'incident_opened',
  'incident_escalated',
  'incident_assigned',
  'webhook_disabled',
  'audit_broken',
  ...learningNotificationKinds,
] as const;
export const notificationKindSchema = z.enum(notificationKinds);
export type NotificationKind = z.infer<typeof notificationKindSchema>;

/** One message to one person. `link` is a path of the pages; `facts` fill in the text that the page has for the kind. */
export const notificationSchema = z.object({
  id: objectIdSchema,
  at: momentSchema,
  kind: notificationKindSchema,
  severity: incidentSeveritySchema,
  incidentKind: incidentKindSchema.nullable(),
  facts: z.record(z.string(), z.union([z.string(), z.number()])),
  link: z.string(),
  readAt: momentSchema.nullable(),
});
export type Notification = z.infer<typeof notificationSchema>;

/** `GET /notifications`, newest first: the caller's own. */
export const notificationListQuerySchema = z.strictObject({
  unread: z
    .enum(['true', 'false'])
    .default('false')
    .transform((value) => value === 'true'),
  cursor: objectIdSchema.optional(),
  limit: pageSizeSchema,
});
export type NotificationListQuery = z.infer<typeof notificationListQuerySchema>;

/** `GET /notifications/unread`, and the answer of `subscribe:notifications`. Counted up to 100. */
export const unreadNotificationsSchema = z.object({ unread: z.number().int() });
export type UnreadNotifications = z.infer<typeof unreadNotificationsSchema>;

/** `POST /notifications/read`: these, or all up to one. Answers how many are unread now. */
export const readNotificationsRequestSchema = z.union([
  z.strictObject({ ids: z.array(objectIdSchema).min(1).max(100) }),
  z.strictObject({ upTo: objectIdSchema }),
]);
export type ReadNotificationsRequest = z.infer<typeof readNotificationsRequestSchema>;

/** `GET` and `PUT /notifications/preferences`: from which severity on an incident is also mailed; `none` never. */
export const notificationPreferencesSchema = z.strictObject({
  email: z.enum(['none', 'low', 'medium', 'high', 'critical']),
});
export type NotificationPreferences = z.infer<typeof notificationPreferencesSchema>;
