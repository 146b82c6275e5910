import * as z from 'zod';
import { permissionSchema, roleSchema } from './permissions.js';
import { emailSchema, momentSchema, objectIdSchema, plainText } from './primitives.js';

/** `POST /auth/login` and `POST /auth/admin/login`. A password is 1 to 128 characters here; the policy for new ones is stricter. */
export const loginRequestSchema = z.strictObject({
  email: emailSchema,
  password: plainText(1, 128),
  rememberMe: z.boolean().default(false),
});
export type LoginRequest = z.infer<typeof loginRequestSchema>;
/** What a client may send: the same before defaults and normalisation. */
export type LoginRequestInput = z.input<typeof loginRequestSchema>;

/** The signed-in person, as their own client sees them. */
export const currentUserSchema = z.object({
  id: objectIdSchema,
  email: z.string(),
  firstName: z.string(),
  lastName: z.string(),
  role: roleSchema,
  permissions: z.array(permissionSchema),
  locale: z.enum(['en', 'ar']).nullable(),
  theme: z.enum(['light', 'dark', 'system']).nullable(),
});
export type CurrentUser = z.infer<typeof currentUserSchema>;

/**
 * What sign-in and refresh answer. The access token (JWT, 15 minutes) is for memory only; the refresh token travels
 * in an HttpOnly cookie and never in a body. `sessionExpiresAt` is the end of the session unless it is refreshed.
 */
export const authTokensSchema = z.object({
  accessToken: z.string(),
  accessTokenExpiresAt: momentSchema,
  sessionId: objectIdSchema,
  sessionExpiresAt: momentSchema,
  user: currentUserSchema,
});
export type AuthTokens = z.infer<typeof authTokensSchema>;

/** `GET /auth/me`. */
export const meSchema = z.object({
  user: currentUserSchema,
  sessionId: objectIdSchema,
  sessionExpiresAt: momentSchema,
  /** The address that the server sees this client under: what a block of oneself would hit. */
  ipAddress: z.string(),
});
export type Me = z.infer<typeof meSchema>;

/** `GET /auth/csrf-token`: the token also stands in the readable `XSRF-TOKEN` cookie. */
export const csrfTokenSchema = z.object({ csrfToken: z.string() });
export type CsrfToken = z.infer<typeof csrfTokenSchema>;
