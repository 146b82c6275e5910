import supertest from 'supertest';
import type { TestApp } from './app.js';

/** The public address of the application in tests of sign-in through providers. */
export const PUBLIC_URL = 'http://localhost:4400';

interface Configured {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** The environment of an application that trusts these providers. */
export function trusting(providers: Readonly<Record<string, Configured>>): Record<string, string> {
  const list = Object.entries(providers).map(([id, { issuer, clientId, clientSecret }]) => ({
    ...{ id, name: id.toUpperCase(), issuer, clientId, clientSecret },
  }));
  return { PUBLIC_URL, OIDC_PROVIDERS: JSON.stringify(list) };
}

/** The page that a provider sends the browser back to. */
export function callbackPage(provider: string): string {
  return `${PUBLIC_URL}/oauth/${provider}/callback`;
}

/** A browser with cookies of its own that signs in through providers. */
export interface OauthBrowser {
  readonly agent: ReturnType<typeof supertest.agent>;
  /** @returns the address at the provider */
  start(provider: string, wishes?: object): Promise<string>;
  callback(provider: string, query: string): Promise<supertest.Response>;
  /** The same for the account page of somebody who is signed in. */
  startLink(provider: string, accessToken: string): Promise<string>;
  link(provider: string, query: string, accessToken: string): Promise<supertest.Response>;
}

/** Opens a browser that has the CSRF token. */
export async function openOauthBrowser(t: TestApp, address = '192.0.2.80'): Promise<OauthBrowser> {
  const agent = supertest.agent(t.url);
  const tokens = await agent.get('/api/v1/auth/csrf-token').set('X-Forwarded-For', address);
  const csrf = (tokens.body as { data: { csrfToken: string } }).data.csrfToken;
  const post = async (path: string, body: object, accessToken?: string): Promise<supertest.Response> => {
    const request = agent.post(`/api/v1${path}`).set('X-Forwarded-For', address).set('X-XSRF-TOKEN', csrf);
    return await (accessToken === undefined ? request : request.set('Authorization', `Bearer ${accessToken}`)).send(
      body,
    );
  };
  const addressIn = (response: supertest.Response): string => {
    if (response.status !== 200) throw new Error(`no start: ${JSON.stringify(response.body)}`);
    return (response.body as { data: { authorizationUrl: string } }).data.authorizationUrl;
  };
  return {
    agent,
    start: async (provider, wishes = {}) => addressIn(await post(`/auth/oauth/${provider}/start`, wishes)),
    callback: async (provider, query) => await post(`/auth/oauth/${provider}/callback`, { query }),
    startLink: async (provider, accessToken) =>
      addressIn(await post(`/account/identities/${provider}/start`, {}, accessToken)),
    link: async (provider, query, accessToken) =>
      await post(`/account/identities/${provider}/callback`, { query }, accessToken),
  };
}
