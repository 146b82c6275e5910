import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OauthIdentitiesService } from '../../../src/security/oauth/oauth-identities.service.js';
import { codeOf } from '../../support/factor-client.js';
import { type AccountsApp, audited, NEW_PASSWORD, startAccountsApp } from './accounts-app.js';

const EMAIL = 'grace@example.org';
const LONG_AGO = new Date(Date.now() - 30 * 86_400_000);

let t: AccountsApp;

beforeAll(async () => {
  t = await startAccountsApp();
});
afterAll(async () => {
  await t.close();
});

async function addApp(bearer: string, name: string): Promise<void> {
  const begun = await t.post('/account/second-factor/totp', { name }, { bearer });
  const { enrolment, secret } = begun.body.data as { enrolment: string; secret: string };
  const confirm = { enrolment, code: await codeOf(secret) };
  const added = await t.post('/account/second-factor/totp/confirm', confirm, { bearer });
  if (added.status >= 300) throw new Error(JSON.stringify(added.body));
}

async function link(subject: string, issuer: string): Promise<void> {
  const identities = t.app.get(OauthIdentitiesService, { strict: false });
  const userId = await t.idOf(EMAIL);
  await identities.link({ issuer, subject, userId, provider: 'school', email: null, isUsed: false });
}

describe('"this was not me"', () => {
  it('removes what a stranger added for themselves, and leaves what the owner had', async () => {
    await t.addAccount(EMAIL, 'admin');
    const owner = await t.enter(EMAIL);
    await addApp(owner, 'Owner phone');
    await link('owner', 'https://old.example.org');
    await t.connection
      .collection('second_factors')
      .updateOne({ 'authenticators.name': 'Owner phone' }, { $set: { 'authenticators.0.createdAt': LONG_AGO } });
    await t.connection.collection('oauth_identities').updateOne({ subject: 'owner' }, { $set: { linkedAt: LONG_AGO } });
    // the stranger sits in a session of the owner's
    await addApp(owner, 'Stranger phone');
    await link('stranger', 'https://new.example.org');
    const request = { name: 'backdoor', scopes: ['users:read'], expiresInDays: 365 };
    const { key } = (await t.post('/account/api-keys', request, { bearer: owner })).body.data as { key: string };
    expect((await t.get('/admin/users', { bearer: key })).status).toBe(200);

    const token = await t.link(EMAIL, 'disown_sign_in');
    expect((await t.post('/auth/disown', { token })).status).toBe(200);

    expect((await t.get('/admin/users', { bearer: key })).status).toBe(401);
    const factors = await t.connection.collection('second_factors').find().toArray();
    const names = factors.flatMap(({ authenticators }) =>
      (authenticators as { name: string }[]).map(({ name }) => name),
    );
    expect(names).toEqual(['Owner phone']);
    const identities = await t.connection.collection('oauth_identities').find().toArray();
    expect(identities.map(({ subject }) => String(subject))).toEqual(['owner']);
    const told = await Promise.all(
      ['second-factor.changed', 'identity.changed'].map(async (action) => await audited(t, action, EMAIL)),
    );
    expect(JSON.stringify(told)).toMatch(/removed.*unlinked/s);

    const reset = await t.mails.tokenFor(EMAIL, '/reset-password');
    expect((await t.post('/auth/password/reset', { token: reset, password: NEW_PASSWORD })).status).toBe(200);
    expect((await t.login(EMAIL, NEW_PASSWORD)).body.data.status).toBe('second_factor_required');
  });
});
