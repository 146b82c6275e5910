import supertest from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { UnfamiliarSignIn } from '../../../src/common/events/identity-events.js';
import { EventBus } from '../../../src/common/events/event-bus.js';
import { CountriesService } from '../../../src/common/network/countries.service.js';
import { ADMIN, startApp, type TestApp } from '../../support/app.js';

let t: TestApp;
let people = 0;
const told: UnfamiliarSignIn[] = [];

// documentation addresses, given countries of their own
const PLACES: Readonly<Record<string, string>> = { '192.0.2': 'NL', '198.51.100': 'JP', '203.0.113': 'BR' };
const nl = '192.0.2.1';
const jp = '198.51.100.1';
const unknown = '10.0.0.7';

beforeAll(async () => {
  t = await startApp();
  t.app.get(CountriesService).find = (address) => PLACES[address.split('.').slice(0, 3).join('.')] ?? null;
  t.app.get(EventBus).observe('sign-in.unfamiliar', (event) => told.push(event));
});
afterAll(async () => {
  await t.close();
});

async function newPerson(): Promise<string> {
  people += 1;
  const email = `person${String(people)}@example.org`;
  await t.addAccount(email);
  return email;
}

/** A browser that keeps its cookies; each sign-in is checked to succeed. */
function browser(email: string) {
  const agent = supertest.agent(t.url);
  return async (address: string) => {
    const answer = await agent
      .post('/api/v1/auth/login')
      .set('X-Forwarded-For', address)
      .send({ email, password: ADMIN.password });
    expect(answer.status).toBe(200);
  };
}

const toldOf = (email: string) =>
  told
    .filter((event) => event.email === email)
    .map(({ newDevice, newCountry, country }) => ({ newDevice, newCountry, country }));

describe('an unfamiliar sign-in', () => {
  it('is never the first one of an account', async () => {
    const email = await newPerson();
    await browser(email)(nl);
    expect(toldOf(email)).toEqual([]);
  });

  it('is not one from a known device in a known country', async () => {
    const email = await newPerson();
    const signIn = browser(email);
    for (const address of [nl, nl, '192.0.2.77']) await signIn(address);
    expect(toldOf(email)).toEqual([]);
  });

  it('is one from a new device, from a new country, and one that is both, each told of once', async () => {
    const email = await newPerson();
    const known = browser(email);
    await known(nl);
    await browser(email)(nl);
    await known(jp);
    await browser(email)('203.0.113.1');
    await known(jp);
    expect(toldOf(email)).toEqual([
      { newDevice: true, newCountry: false, country: 'NL' },
      { newDevice: false, newCountry: true, country: 'JP' },
      { newDevice: true, newCountry: true, country: 'BR' },
    ]);
  });

  it('does not take the first country that is known for a new one', async () => {
    const email = await newPerson();
    const signIn = browser(email);
    for (const address of [unknown, nl, unknown, nl]) await signIn(address);
    expect(toldOf(email)).toEqual([]);
  });

  it('from the same new country on two devices at once is told of twice, as a new country once', async () => {
    const email = await newPerson();
    await browser(email)(nl);
    await Promise.all([browser(email)(jp), browser(email)(jp)]);
    expect(toldOf(email)).toHaveLength(2);
    expect(toldOf(email).filter(({ newCountry }) => newCountry)).toHaveLength(1);
  });

  it('is on record with the session, and the session and the attempt know the country', async () => {
    const email = await newPerson();
    const known = browser(email);
    await known(nl);
    await known(jp);
    const event = told.find((one) => one.email === email);
    const audit = await t.connection
      .collection('audit_logs')
      .findOne({ action: 'sign-in.unfamiliar', resourceId: email });
    expect(audit?.['details']).toMatchObject({ sessionId: event?.sessionId, country: 'JP', newCountry: true });
    expect(await t.connection.collection('sessions').countDocuments({ country: 'JP' })).toBeGreaterThan(0);
    const attempts = await t.connection.collection('login_attempts').find({ email }).sort({ _id: 1 }).toArray();
    expect(attempts.map((attempt) => String(attempt['country']))).toEqual(['NL', 'JP']);
  });

  it('is remembered in a list that does not grow without end', async () => {
    const email = await newPerson();
    const codes = Array.from({ length: 20 }, (_, index) => `X${String.fromCharCode(65 + index)}`);
    await t.connection
      .collection('users')
      .updateOne({ email }, { $set: { signInCountries: codes, lastSeenAt: new Date() } });
    await browser(email)(nl);
    const person = await t.connection.collection('users').findOne({ email });
    expect(person?.['signInCountries']).toEqual([...codes.slice(1), 'NL']);
  });
});
