import * as z from 'zod';
import { momentSchema, objectIdSchema, plainText } from './primitives.js';

/** The name of a provider in the configuration and in addresses. */
export const providerIdSchema = z.string().regex(/^[a-z][a-z0-9-]{1,29}$/, { error: 'is not a provider' });

/**
 * `POST /auth/oauth/:provider/start` (public) and `POST /account/identities/:provider/start` (links, step-up): where to
 * send the browser. State, nonce and PKCE verifier are kept by the server, bound to this browser and this provider.
 */
export const startOauthRequestSchema = z.strictObject({
  rememberMe: z.boolean().default(false),
  admin: z.boolean().default(false),
});
export type StartOauthRequest = z.infer<typeof startOauthRequestSchema>;
export const oauthStartSchema = z.object({ authorizationUrl: z.string() });
export type OauthStart = z.infer<typeof oauthStartSchema>;

/**
 * `POST /auth/oauth/:provider/callback` (public, CSRF): the page at /oauth/:provider/callback hands over what the provider
 * added to its address. Answers `oauthCallbackSchema`.
 */
export const oauthCallbackRequestSchema = z.strictObject({
  /** The query of the callback, with the leading `?` or without. */
  query: plainText(1, 4000),
});
export type OauthCallbackRequest = z.infer<typeof oauthCallbackRequestSchema>;

/** A person's account at a provider, linked to their account here. */
export const identitySchema = z.object({
  id: objectIdSchema,
  provider: z.string(),
  providerName: z.string(),
  email: z.string().nullable(),
  linkedAt: momentSchema,
  lastUsedAt: momentSchema.nullable(),
});
export type Identity = z.infer<typeof identitySchema>;
/** `POST /account/identities/:provider/callback` (links) answers the identity; `GET /account/identities` lists them. */
export const identitiesSchema = z.array(identitySchema);
