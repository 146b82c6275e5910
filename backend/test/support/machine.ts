import type { CreateApiKeyRequest, CreatedApiKey } from '@classy-book/contracts/api-keys';
import supertest from 'supertest';
import type { TestApp } from './app.js';

/** What a person asks for in a key; what is left out is as in the pages. */
export type WantedKey = Partial<CreateApiKeyRequest>;

/** Asks for an API key as a signed-in person would. */
export function askForKey(t: TestApp, accessToken: string, wanted: WantedKey = {}) {
  return supertest(t.url)
    .post('/api/v1/account/api-keys')
    .set('Authorization', `Bearer ${accessToken}`)
    .send({ name: 'Reports', scopes: ['monitoring:read'], expiresInDays: 30, ...wanted });
}

/** Makes an API key. */
export async function makeKey(t: TestApp, accessToken: string, wanted: WantedKey = {}): Promise<CreatedApiKey> {
  const answer = await askForKey(t, accessToken, wanted);
  if (answer.status !== 201) throw new Error(`no key: ${JSON.stringify(answer.body)}`);
  return (answer.body as { data: CreatedApiKey }).data;
}

/** A request with an API key, from an address. */
export function withKey(t: TestApp, key: string, path = '/monitoring/blocked-ips', address = '192.0.2.50') {
  return supertest(t.url).get(`/api/v1${path}`).set('Authorization', `Bearer ${key}`).set('X-Forwarded-For', address);
}
