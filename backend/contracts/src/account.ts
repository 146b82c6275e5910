import * as z from 'zod';
import { deviceSchema } from './attempts.js';
import { emailSchema, momentSchema, objectIdSchema, plainText } from './primitives.js';
import { opaqueTokenSchema } from './second-factor.js';

/** The shortest and the longest new password (NIST SP 800-63B, 5.1.1.2; ASVS 6.2.1): length counts, composition does not. */
export const PASSWORD_MIN = 8;
export const PASSWORD_MAX = 128;
/** A new password: every printable character counts as it is typed, spaces too. Whether it is common is checked by the server. */
export const newPasswordSchema = plainText(PASSWORD_MIN, PASSWORD_MAX);

/** A part of a person's name: cleaned of line breaks and of marks that turn the reading direction. */
export const personNameSchema = plainText(1, 80)
  .transform((value) => value.normalize('NFC').trim().replace(/\s+/g, ' '))
  .pipe(
    z
      .string()
      .min(1, { error: 'must not be empty' })
      .regex(/^[^<>{}$\u202a-\u202e\u2066-\u2069]+$/u, { error: 'must not contain < > { } $ or direction marks' }),
  );
export const localeSchema = z.enum(['en', 'ar']);
export type Locale = z.infer<typeof localeSchema>;

/** Who may make an account: everybody, people with an invitation, or nobody but administrators. */
export const registrationModes = ['open', 'invitation', 'closed'] as const;
/** `GET /auth/options` (public): what the sign-in pages may offer. */
export const signInOptionsSchema = z.object({
  registration: z.enum(registrationModes),
  passkeys: z.boolean(),
  providers: z.array(z.object({ id: z.string(), name: z.string() })),
  /** True in a local start without a mail server: mails are at /dev/mailbox. */
  devMailbox: z.boolean(),
});
export type SignInOptions = z.infer<typeof signInOptionsSchema>;

/**
 * `POST /auth/register`. The answer is the same whether the email has an account or not: a mail says what happened.
 * `invitation` is the token of an invitation link; it brings the email and the role with it.
 */
export const registerRequestSchema = z.strictObject({
  email: emailSchema,
  password: newPasswordSchema,
  firstName: personNameSchema,
  lastName: personNameSchema,
  locale: localeSchema.default('en'),
});
export type RegisterRequest = z.infer<typeof registerRequestSchema>;
/** `POST /auth/invitations/inspect`: what an invitation link is for, so that the page can greet. */
export const tokenRequestSchema = z.strictObject({ token: opaqueTokenSchema });
export type TokenRequest = z.infer<typeof tokenRequestSchema>;
export const invitationPreviewSchema = z.object({
  email: z.string(),
  invitedBy: z.string(),
  role: z.string(),
  expiresAt: momentSchema,
});
export type InvitationPreview = z.infer<typeof invitationPreviewSchema>;
/** `POST /auth/invitations/accept`: makes the account; the email counts as verified. */
export const acceptInvitationRequestSchema = z.strictObject({
  token: opaqueTokenSchema,
  password: newPasswordSchema,
  firstName: personNameSchema,
  lastName: personNameSchema,
  locale: localeSchema.default('en'),
});
export type AcceptInvitationRequest = z.infer<typeof acceptInvitationRequestSchema>;

/** `POST /auth/email/verify` takes `tokenRequestSchema`; `POST /auth/email/resend` and `POST /auth/password/forgot` take: */
export const emailRequestSchema = z.strictObject({ email: emailSchema, locale: localeSchema.default('en') });
export type EmailRequest = z.infer<typeof emailRequestSchema>;
/** `POST /auth/password/reset`: single use; every session of the account ends, a second factor stays. */
export const resetPasswordRequestSchema = z.strictObject({ token: opaqueTokenSchema, password: newPasswordSchema });
export type ResetPasswordRequest = z.infer<typeof resetPasswordRequestSchema>;
/**
 * `POST /auth/disown` ("this was not me", from a notice): ends every session of the account and asks for a new password;
 * a mail with the link to set one follows. `POST /auth/email/undo` takes a token from the notice to the old address.
 */
export const disownRequestSchema = tokenRequestSchema;

/** `PATCH /account/profile`. What is left out stays. */
export const updateProfileRequestSchema = z.strictObject({
  firstName: personNameSchema.optional(),
  lastName: personNameSchema.optional(),
  locale: localeSchema.optional(),
  theme: z.enum(['light', 'dark', 'system']).optional(),
});
export type UpdateProfileRequest = z.infer<typeof updateProfileRequestSchema>;
/** `POST /account/password` (step-up). `currentPassword` is null for somebody who has none yet. Other sessions end. */
export const changePasswordRequestSchema = z.strictObject({
  currentPassword: plainText(1, 128).nullable(),
  newPassword: newPasswordSchema,
});
export type ChangePasswordRequest = z.infer<typeof changePasswordRequestSchema>;
/** `POST /account/email` (step-up): mails a link to the new address; the change happens when it is followed. */
export const changeEmailRequestSchema = z.strictObject({ email: emailSchema });
export type ChangeEmailRequest = z.infer<typeof changeEmailRequestSchema>;
/** `POST /account/deactivate`, `POST /account/delete` (step-up): the own email typed out, so that nobody does it by chance. */
export const confirmByEmailRequestSchema = z.strictObject({ email: emailSchema });
export type ConfirmByEmailRequest = z.infer<typeof confirmByEmailRequestSchema>;
/** `POST /account/delete` answers when it will happen; `POST /account/delete/cancel` takes it back until then. */
export const deletionSchema = z.object({ deleteAfter: momentSchema });
export type Deletion = z.infer<typeof deletionSchema>;

/** `GET /account/sessions`: the person's living sessions, the one that asks first. */
export const ownSessionSchema = z.object({
  id: objectIdSchema,
  current: z.boolean(),
  device: deviceSchema,
  ipAddress: z.string(),
  country: z.string().nullable(),
  remembered: z.boolean(),
  createdAt: momentSchema,
  lastUsedAt: momentSchema,
  expiresAt: momentSchema,
});
export type OwnSession = z.infer<typeof ownSessionSchema>;
/** `DELETE /account/sessions/:id`; `POST /account/sessions/end-others` answers `endedSessionsSchema`. */
export const sessionIdParameterSchema = objectIdSchema;

/** `GET /account/sign-ins`: the person's own last sign-in attempts, newest first (at most 50). */
export const ownSignInSchema = z.object({
  id: objectIdSchema,
  timestamp: momentSchema,
  outcome: z.enum(['succeeded', 'failed', 'blocked']),
  reason: z.string().nullable(),
  method: z.string(),
  factor: z.string().nullable(),
  device: deviceSchema,
  ipAddress: z.string(),
  country: z.string().nullable(),
});
export type OwnSignIn = z.infer<typeof ownSignInSchema>;

/** `GET /dev/mailbox` (local start without SMTP_URL only): the mails that would have been sent, newest first. */
export const devMailSchema = z.object({
  id: objectIdSchema,
  to: z.string(),
  subject: z.string(),
  text: z.string(),
  html: z.string(),
  sentAt: momentSchema,
});
export type DevMail = z.infer<typeof devMailSchema>;
