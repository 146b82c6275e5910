import * as z from 'zod';
import { momentSchema, objectIdSchema, plainText } from './primitives.js';

/** The ways to prove a second factor. A passkey is also a way to sign in without a password. */
export const factorMethods = ['totp', 'backup_code', 'passkey'] as const;
export const factorMethodSchema = z.enum(factorMethods);
export type FactorMethod = z.infer<typeof factorMethodSchema>;

/** A code as it is typed: spaces and hyphens do not count. */
const typedCode = z
  .string()
  .max(40)
  .transform((value) => value.normalize('NFKC').replace(/[\s-]/g, '').toLowerCase());

/** Six digits of an authenticator app (RFC 6238). */
export const totpCodeSchema = typedCode.pipe(z.string().regex(/^\d{6}$/, { error: 'must be six digits' }));
/** A backup code: ten letters and digits, shown as `abcde-fghjk`. */
export const backupCodeSchema = typedCode.pipe(
  z.string().regex(/^[a-z0-9]{10}$/, { error: 'must be ten letters and digits' }),
);

/** A WebAuthn answer of a browser. Its inside is checked by the library; here only its outline and its size. */
export const webauthnResponseSchema = z.looseObject({
  id: z.string().min(1).max(1400),
  rawId: z.string().min(1).max(1400),
  type: z.literal('public-key'),
  response: z.record(z.string().max(64), z.unknown()),
  clientExtensionResults: z.record(z.string().max(64), z.unknown()).default({}),
  authenticatorAttachment: z.string().max(40).optional(),
});
export type WebauthnResponse = z.infer<typeof webauthnResponseSchema>;
/** Options for `navigator.credentials`, as @simplewebauthn/browser takes them. */
export const webauthnOptionsSchema = z.record(z.string(), z.unknown());

/** An opaque, single-use handle such as a sign-in challenge or the token of a mail link. */
export const opaqueTokenSchema = z.string().regex(/^[\w-]{20,200}$/, { error: 'is not a token' });

/** `POST /auth/second-factor/verify`: finishes a sign-in that was answered with `second_factor_required`. */
export const verifySecondFactorRequestSchema = z.discriminatedUnion('method', [
  z.strictObject({ method: z.literal('totp'), challenge: opaqueTokenSchema, code: totpCodeSchema }),
  z.strictObject({ method: z.literal('backup_code'), challenge: opaqueTokenSchema, code: backupCodeSchema }),
]);
export type VerifySecondFactorRequest = z.infer<typeof verifySecondFactorRequestSchema>;
/** `POST /auth/second-factor/passkey/options`. */
export const challengeRequestSchema = z.strictObject({ challenge: opaqueTokenSchema });
export type ChallengeRequest = z.infer<typeof challengeRequestSchema>;
/** `POST /auth/second-factor/passkey/verify`. */
export const verifyFactorPasskeyRequestSchema = z.strictObject({
  challenge: opaqueTokenSchema,
  response: webauthnResponseSchema,
});
export type VerifyFactorPasskeyRequest = z.infer<typeof verifyFactorPasskeyRequestSchema>;

/** `POST /auth/passkeys/options` (passwordless): what the browser needs, and the handle that goes back with its answer. */
export const passkeyOptionsSchema = z.object({ challenge: z.string(), options: webauthnOptionsSchema });
export type PasskeyOptions = z.infer<typeof passkeyOptionsSchema>;
/** `POST /auth/passkeys/verify`. `admin` asks for the console: an account without access to it is refused. */
export const passkeySignInRequestSchema = z.strictObject({
  challenge: opaqueTokenSchema,
  response: webauthnResponseSchema,
  rememberMe: z.boolean().default(false),
  admin: z.boolean().default(false),
});
export type PasskeySignInRequest = z.infer<typeof passkeySignInRequestSchema>;

/**
 * `POST /auth/step-up`: proves freshly that the signed-in person is there. A password counts only for an account
 * without a second factor. `POST /auth/step-up/passkey/options` and `/verify` do the same with a passkey.
 */
export const stepUpRequestSchema = z.discriminatedUnion('method', [
  z.strictObject({ method: z.literal('password'), password: plainText(1, 128) }),
  z.strictObject({ method: z.literal('totp'), code: totpCodeSchema }),
  z.strictObject({ method: z.literal('backup_code'), code: backupCodeSchema }),
]);
export type StepUpRequest = z.infer<typeof stepUpRequestSchema>;
export const stepUpPasskeyRequestSchema = verifyFactorPasskeyRequestSchema;
export type StepUpPasskeyRequest = z.infer<typeof stepUpPasskeyRequestSchema>;
/** What a step-up answers: until when sensitive changes are open to this session. */
export const stepUpSchema = z.object({ verifiedUntil: momentSchema });
export type StepUp = z.infer<typeof stepUpSchema>;
/** `GET /auth/step-up`: the ways in which this person can step up, and until when the last one holds. */
export const stepUpStateSchema = z.object({
  methods: z.array(z.enum(['password', ...factorMethods])),
  verifiedUntil: momentSchema.nullable(),
});
export type StepUpState = z.infer<typeof stepUpStateSchema>;

const factorName = plainText(1, 60).transform((value) => value.normalize('NFC').trim());

/** One authenticator app or passkey of a person. */
export const authenticatorSchema = z.object({
  id: objectIdSchema,
  kind: z.enum(['totp', 'passkey']),
  name: z.string(),
  createdAt: momentSchema,
  lastUsedAt: momentSchema.nullable(),
  /** A passkey that is kept in an account and follows its owner to other devices. */
  synced: z.boolean().nullable(),
});
export type Authenticator = z.infer<typeof authenticatorSchema>;

/** `GET /account/second-factor`. */
export const secondFactorStateSchema = z.object({
  enabled: z.boolean(),
  /** The role demands a second factor here: the last one cannot be removed. */
  required: z.boolean(),
  authenticators: z.array(authenticatorSchema),
  backupCodesLeft: z.number().int(),
  backupCodesMadeAt: momentSchema.nullable(),
});
export type SecondFactorState = z.infer<typeof secondFactorStateSchema>;

/** `POST /account/second-factor/totp`: begins an enrolment; nothing counts until a code of it was confirmed. */
export const beginTotpRequestSchema = z.strictObject({ name: factorName });
export type BeginTotpRequest = z.infer<typeof beginTotpRequestSchema>;
/** The secret, shown once: as a key to type (base32) and as the `otpauth:` address for the QR code. Valid for 15 minutes. */
export const totpEnrolmentSchema = z.object({
  enrolment: z.string(),
  secret: z.string(),
  uri: z.string(),
  expiresAt: momentSchema,
});
export type TotpEnrolment = z.infer<typeof totpEnrolmentSchema>;
/** `POST /account/second-factor/totp/confirm`. */
export const confirmTotpRequestSchema = z.strictObject({ enrolment: opaqueTokenSchema, code: totpCodeSchema });
export type ConfirmTotpRequest = z.infer<typeof confirmTotpRequestSchema>;
/** `POST /account/second-factor/passkeys/options` answers `passkeyOptionsSchema`; `POST /account/second-factor/passkeys` takes: */
export const addPasskeyRequestSchema = z.strictObject({
  challenge: opaqueTokenSchema,
  name: factorName,
  response: webauthnResponseSchema,
});
export type AddPasskeyRequest = z.infer<typeof addPasskeyRequestSchema>;
/** `PATCH /account/second-factor/authenticators/:id`. */
export const renameAuthenticatorRequestSchema = z.strictObject({ name: factorName });
export type RenameAuthenticatorRequest = z.infer<typeof renameAuthenticatorRequestSchema>;
/** What adding a factor answers: the factor, and the backup codes where it was the first one. */
export const addedAuthenticatorSchema = z.object({
  authenticator: authenticatorSchema,
  backupCodes: z.array(z.string()).nullable(),
});
export type AddedAuthenticator = z.infer<typeof addedAuthenticatorSchema>;
/** `POST /account/second-factor/backup-codes`: ten new codes, shown once; the old ones are void. */
export const backupCodesSchema = z.object({ codes: z.array(z.string()) });
export type BackupCodes = z.infer<typeof backupCodesSchema>;
