import * as z from 'zod';
import { permissionSchema, roleKeySchema } from './permissions.js';
import { emailSchema, momentSchema, objectIdSchema, plainText } from './primitives.js';
import { factorMethodSchema } from './second-factor.js';

/** `POST /auth/login` and `POST /auth/admin/login`. A password is 1 to 128 characters here; the policy for new ones is stricter. */
export const loginRequestSchema = z.strictObject({
  email: emailSchema,
  password: plainText(1, 128),
  rememberMe: z.boolean().default(false),
});
export type LoginRequest = z.infer<typeof loginRequestSchema>;
/** What a client may send: the same before defaults and normalisation. */
export type LoginRequestInput = z.input<typeof loginRequestSchema>;

/**
 * What stands between a signed-in person and the rest of the application. While it stands, the person carries the
 * permission `account:self` and no other.
 */
export const restrictions = ['enrol_second_factor', 'change_password'] as const;
export const restrictionSchema = z.enum(restrictions);
export type Restriction = z.infer<typeof restrictionSchema>;

/** The signed-in person, as their own client sees them. */
export const currentUserSchema = z.object({
  id: objectIdSchema,
  email: z.string(),
  emailVerified: z.boolean(),
  firstName: z.string(),
  lastName: z.string(),
  role: roleKeySchema,
  /** What they may do now: reduced to `account:self` while a restriction stands. */
  permissions: z.array(permissionSchema),
  restriction: restrictionSchema.nullable(),
  /** False for somebody who signs in through a provider or a passkey only. */
  hasPassword: z.boolean(),
  secondFactor: z.object({
    enabled: z.boolean(),
    /** The role demands a second factor in this installation. */
    required: z.boolean(),
    /** It would be wise to have one: asked for, not demanded. */
    advised: z.boolean(),
  }),
  /** The moment at which the account goes, where its owner asked for that. */
  deleteAfter: momentSchema.nullable(),
  /** The address of their picture, signed for themselves; null where they have none. `?width=` asks for a smaller one. */
  avatarUrl: z.string().nullable(),
  locale: z.enum(['en', 'ar']).nullable(),
  theme: z.enum(['light', 'dark', 'system']).nullable(),
});
export type CurrentUser = z.infer<typeof currentUserSchema>;

/**
 * What sign-in and refresh answer. The access token (JWT, 15 minutes) is for memory only; the refresh token travels
 * in an HttpOnly cookie and never in a body. `sessionExpiresAt` is the end of the session unless it is refreshed;
 * `sessionEndsAt` is its last end, that no refresh moves.
 */
export const authTokensSchema = z.object({
  status: z.literal('signed_in'),
  accessToken: z.string(),
  accessTokenExpiresAt: momentSchema,
  sessionId: objectIdSchema,
  sessionExpiresAt: momentSchema,
  sessionEndsAt: momentSchema,
  user: currentUserSchema,
});
export type AuthTokens = z.infer<typeof authTokensSchema>;

/** The password was right, but the account has a second factor: prove one of `methods` with this challenge. */
export const secondFactorChallengeSchema = z.object({
  status: z.literal('second_factor_required'),
  challenge: z.string(),
  expiresAt: momentSchema,
  methods: z.array(factorMethodSchema),
});
export type SecondFactorChallenge = z.infer<typeof secondFactorChallengeSchema>;

/** What every kind of sign-in answers. */
export const signInResultSchema = z.discriminatedUnion('status', [authTokensSchema, secondFactorChallengeSchema]);
export type SignInResult = z.infer<typeof signInResultSchema>;

/** `GET /auth/me`. */
export const meSchema = z.object({
  user: currentUserSchema,
  /** Null for an API key. */
  sessionId: objectIdSchema.nullable(),
  sessionExpiresAt: momentSchema.nullable(),
  /** The address that the server sees this client under: what a block of oneself would hit. */
  ipAddress: z.string(),
});
export type Me = z.infer<typeof meSchema>;

/** `GET /auth/csrf-token`: the token also stands in the readable `XSRF-TOKEN` cookie (`__Host-XSRF-TOKEN` over https). */
export const csrfTokenSchema = z.object({ csrfToken: z.string() });
export type CsrfToken = z.infer<typeof csrfTokenSchema>;
