import { z } from 'zod';
import type { OauthProviderConfig } from './app-config.js';
import type { ConfigurationProblem } from './configuration-error.js';
import type { Environment } from './environment.schema.js';

const providersSchema = z
  .array(
    z.strictObject({
      id: z.string().regex(/^[a-z][a-z0-9-]{1,29}$/),
      name: z.string().min(1).max(40),
      issuer: z.url({ protocol: /^https?$/ }),
      clientId: z.string().min(1),
      clientSecret: z.string().min(1),
    }),
  )
  .max(20);

type OauthVariables = Pick<Environment, 'GOOGLE_CLIENT_ID' | 'GOOGLE_CLIENT_SECRET' | 'OIDC_PROVIDERS'>;

/** What is wrong with the configured providers; null where nothing is. The values are never repeated: they hold secrets. */
export function oauthProblem(env: OauthVariables): ConfigurationProblem | null {
  if ((env.GOOGLE_CLIENT_ID === undefined) !== (env.GOOGLE_CLIENT_SECRET === undefined)) {
    return { variable: 'GOOGLE_CLIENT_SECRET', message: 'and GOOGLE_CLIENT_ID must be set both or neither' };
  }
  const listed = parse(env.OIDC_PROVIDERS);
  if (listed === null) {
    return {
      variable: 'OIDC_PROVIDERS',
      message: 'must be a JSON list of objects with id, name, issuer, clientId and clientSecret',
    };
  }
  const ids = oauthProvidersOf(env).map(({ id }) => id);
  if (new Set(ids).size === ids.length) return null;
  return { variable: 'OIDC_PROVIDERS', message: 'must not use an id twice (google is taken by GOOGLE_CLIENT_ID)' };
}

/** The providers that people may sign in with, Google first. */
export function oauthProvidersOf(env: OauthVariables): OauthProviderConfig[] {
  const { GOOGLE_CLIENT_ID: clientId, GOOGLE_CLIENT_SECRET: clientSecret } = env;
  const google =
    clientId === undefined || clientSecret === undefined
      ? []
      : [{ id: 'google', name: 'Google', issuer: 'https://accounts.google.com', clientId, clientSecret }];
  return [...google, ...(parse(env.OIDC_PROVIDERS) ?? [])];
}

function parse(value: string | undefined): OauthProviderConfig[] | null {
  if (value === undefined) return [];
  try {
    return providersSchema.parse(JSON.parse(value));
  } catch {
    return null;
  }
}
