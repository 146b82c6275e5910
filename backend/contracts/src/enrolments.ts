import * as z from 'zod';

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
