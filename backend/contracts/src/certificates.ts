import * as z from 'zod';
import { momentSchema, objectIdSchema, pageSizeSchema, plainText } from './primitives.js';

/** What a certificate is worth at the moment of asking. Revoked counts before expired. */
export const certificateStatuses = ['valid', 'expired', 'revoked'] as const;
export const certificateStatusSchema = z.enum(certificateStatuses);
export type CertificateStatus = z.infer<typeof certificateStatusSchema>;

/** The 12 characters of a certificate in groups of four: `7K3M-P9QA-XW2D`. Letters that look like digits are not used. */
export const certificateCodeSchema = z.string();

const shared = {
  id: objectIdSchema,
  code: certificateCodeSchema,
  status: certificateStatusSchema,
  courseId: objectIdSchema,
  /** As they were when it was issued. */
  course: z.string(),
  name: z.string(),
  issuedAt: momentSchema,
  expiresAt: momentSchema.nullable(),
  /** The average over the graded items, in percent; null where nothing was graded. */
  grade: z.number().nullable(),
};

/** `GET /certificates`: the caller's own, the newest first. */
export const ownCertificateSchema = z.object({
  ...shared,
  slug: z.string(),
  language: z.string(),
  /** The address of the public page, on the origin of this installation. */
  verifyUrl: z.string(),
});
export type OwnCertificate = z.infer<typeof ownCertificateSchema>;

/** What happened to a certificate. `by` is an email, `command line` or `system`. */
export const certificateEntrySchema = z.object({
  at: momentSchema,
  change: z.enum(['issued', 'revoked', 'reinstated']),
  by: z.string(),
  reason: z.string().nullable(),
});
export type CertificateEntry = z.infer<typeof certificateEntrySchema>;

/** A certificate for the teachers of its course. */
export const courseCertificateSchema = z.object({
  ...shared,
  userId: objectIdSchema,
  email: z.string(),
  revokedAt: momentSchema.nullable(),
  history: z.array(certificateEntrySchema),
});
export type CourseCertificate = z.infer<typeof courseCertificateSchema>;

/** `GET /teach/courses/:id/certificates`, the newest first. */
export const courseCertificateListQuerySchema = z.strictObject({
  status: certificateStatusSchema.optional(),
  cursor: objectIdSchema.optional(),
  limit: pageSizeSchema,
});
export type CourseCertificateListQuery = z.infer<typeof courseCertificateListQuerySchema>;

/** `POST /teach/courses/:id/certificates/:certificate/{revoke,reinstate}`. Only teachers and the audit log see the reason. */
export const certificateReasonRequestSchema = z.strictObject({
  reason: plainText(3, 500)
    .transform((text) => text.trim())
    .pipe(z.string().min(3)),
});
export type CertificateReasonRequest = z.infer<typeof certificateReasonRequestSchema>;

/**
 * `POST /teach/courses/:id/certificates/issue`: certificates for those who completed the course before it gave any; some
 * hundred at a time, `cursor` is where the next call goes on (null: everybody was looked at).
 */
export const issuePastRequestSchema = z.strictObject({ cursor: z.string().max(300).optional() });
export type IssuePastRequest = z.infer<typeof issuePastRequestSchema>;

/** `issued` are new, `present` had one already, `belowGrade` did not reach the grade that it takes. */
export const issuePastAnswerSchema = z.object({
  issued: z.number().int(),
  present: z.number().int(),
  belowGrade: z.number().int(),
  cursor: z.string().nullable(),
});
export type IssuePastAnswer = z.infer<typeof issuePastAnswerSchema>;

/** In which language a certificate is drawn; that of its course where it is left out. */
export const certificatePdfQuerySchema = z.strictObject({ language: z.enum(['en', 'ar']).optional() });
export type CertificatePdfQuery = z.infer<typeof certificatePdfQuerySchema>;

/** `GET /verify/:code`: for anybody; what is typed may lack the hyphens, be in lower case, and have O for 0 or I for 1. */
export const verifiedCertificateSchema = z.object({
  code: certificateCodeSchema,
  status: certificateStatusSchema,
  name: z.string(),
  course: z.string(),
  /** The language of the course, a BCP 47 tag. */
  language: z.string(),
  issuer: z.string(),
  teachers: z.array(z.string()),
  issuedAt: momentSchema,
  expiresAt: momentSchema.nullable(),
  revokedAt: momentSchema.nullable(),
});
export type VerifiedCertificate = z.infer<typeof verifiedCertificateSchema>;
