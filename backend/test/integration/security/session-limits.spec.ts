import type { AuthTokens } from '@classy-book/contracts/auth';
import { Types } from 'mongoose';
import supertest from 'supertest';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Clock } from '../../../src/common/clock/clock.js';
import { NO_ORIGIN } from '../../../src/common/events/actor.js';
import { EventBus } from '../../../src/common/events/event-bus.js';
import { AuthService } from '../../../src/security/auth/auth.service.js';
import { AuthenticationService } from '../../../src/security/auth/authentication.service.js';
import { SignInService } from '../../../src/security/auth/sign-in.service.js';
import { SessionsService } from '../../../src/security/sessions/sessions.service.js';
import { ADMIN, startApp, type TestApp } from '../../support/app.js';
import { type Browser, openBrowser } from '../../support/browser.js';

let t: TestApp;
let address = 0;
let passed = 0;

beforeAll(async () => {
  t = await startApp();
  t.app.get(Clock).now = () => new Date(Date.now() + passed);
});
afterAll(async () => {
  await t.close();
});
afterEach(() => {
  passed = 0;
});

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const SYSTEM = { actor: { kind: 'system' }, origin: NO_ORIGIN } as const;

async function open(email: string, rememberMe = false): Promise<Browser> {
  address += 1;
  const credentials = { email, password: ADMIN.password, rememberMe };
  return await openBrowser(t, `192.0.2.${String(address)}`, credentials);
}

async function refresh(browser: Browser): Promise<string> {
  const answer = await browser.post('/api/v1/auth/refresh');
  return answer.status === 200 ? 'goes on' : String(answer.body.error.code);
}

const tokenOf = async (browser: Browser) => String((await browser.post('/api/v1/auth/refresh')).body.data.accessToken);
const get = (path: string, token: string) =>
  supertest(t.url).get(`/api/v1/${path}`).set('Authorization', `Bearer ${token}`);
async function seenAs(token: string): Promise<unknown> {
  const { body } = await get('auth/me', token);
  return body.success === true ? body.data.user : body.error.code;
}
const users = () => t.connection.collection('users');

describe('a session that nobody uses', () => {
  it.each([
    ['learner@example.org', false, 7 * DAY],
    ['learner@example.org', true, 30 * DAY],
    [ADMIN.email, false, HOUR],
    [ADMIN.email, true, HOUR],
  ])('of %s, remembered: %s, ends after its rest, and not before', async (email, rememberMe, rest) => {
    if (email !== ADMIN.email) await t.addAccount(email).catch(() => undefined);
    const [one, other] = [await open(email, rememberMe), await open(email, rememberMe)];
    passed = rest - MINUTE;
    expect(await refresh(one)).toBe('goes on');
    passed = rest + MINUTE;
    expect(await refresh(other)).toBe('SESSION_ENDED');
    expect(await refresh(one)).toBe('goes on');
  });

  it('is refused with its access token, too', async () => {
    const token = await tokenOf(await open(ADMIN.email));
    passed = HOUR - MINUTE;
    expect(await seenAs(token)).toMatchObject({ email: ADMIN.email });
    passed = HOUR + MINUTE;
    expect(await seenAs(token)).toBe('SESSION_ENDED');
  });
});

describe('a session that is used all the time', () => {
  it('ends all the same: after 90 days, and after 12 hours in the console', async () => {
    const [kept, console_] = [await open('learner@example.org', true), await open(ADMIN.email)];
    for (passed = 20 * DAY; passed < 90 * DAY; passed += 20 * DAY) expect(await refresh(kept)).toBe('goes on');
    passed = 90 * DAY + MINUTE;
    expect(await refresh(kept)).toBe('SESSION_ENDED');
    for (passed = 45 * MINUTE; passed < 12 * HOUR; passed += 45 * MINUTE) {
      expect(await refresh(console_)).toBe('goes on');
    }
    passed = 12 * HOUR + MINUTE;
    expect(await refresh(console_)).toBe('SESSION_ENDED');
  });

  it('says when that is, the same however often it is used', async () => {
    const browser = await open(ADMIN.email);
    const ends = new Set<string>();
    for (passed = 0; passed < 3 * HOUR; passed += 45 * MINUTE) {
      const { sessionEndsAt } = (await browser.post('/api/v1/auth/refresh')).body.data as AuthTokens;
      ends.add(sessionEndsAt);
    }
    expect(ends.size).toBe(1);
    expect(Math.round((Date.parse([...ends][0] ?? '') - Date.now()) / MINUTE)).toBe(12 * 60);
  });
});

describe('what changes about a person', () => {
  const email = 'changing@example.org';
  const announce = async (change: 'role_changed' | 'updated' | 'deactivated'): Promise<void> => {
    const user = await users().findOne({ email });
    const subject = { userId: String(user?._id), email, role: String(user?.['role']) };
    await t.app.get(EventBus).publish('account.administered', { change, ...subject, ...SYSTEM });
  };

  beforeAll(async () => {
    await t.addAccount(email);
  });

  it('holds from the next request on: a higher role, with its short sessions, and a lower one', async () => {
    const browser = await open(email, true);
    const token = await tokenOf(browser);
    expect((await get('monitoring/login-attempts', token)).status).toBe(403);
    await users().updateOne({ email }, { $set: { role: 'admin' } });
    await announce('role_changed');
    expect((await get('monitoring/login-attempts', token)).status).toBe(200);
    passed = HOUR + MINUTE;
    expect(await seenAs(token)).toBe('SESSION_ENDED');
    expect(await refresh(browser)).toBe('SESSION_ENDED');
    passed = 0;
    await users().updateOne({ email }, { $set: { role: 'user' } });
    await announce('role_changed');
    expect((await get('monitoring/login-attempts', token)).status).toBe(403);
  });

  it('holds for a refresh at once, although the account is remembered', async () => {
    const browser = await open(email);
    expect(await refresh(browser)).toBe('goes on');
    await users().updateOne({ email }, { $set: { mustChangePassword: true } });
    await announce('updated');
    const { body } = await browser.post('/api/v1/auth/refresh');
    expect(body.data.user).toMatchObject({ restriction: 'change_password', permissions: ['account:self'] });
    await users().updateOne({ email }, { $set: { mustChangePassword: false, isActive: false } });
    await announce('deactivated');
    expect(await refresh(browser)).toBe('SESSION_ENDED');
    await users().updateOne({ email }, { $set: { isActive: true } });
    await announce('updated');
  });

  it.each([
    ['another password', { passwordChangedAt: new Date() }, 'INVALID_CREDENTIALS', 'wrong_password'],
    ['an account that was closed', { isActive: false }, 'INVALID_CREDENTIALS', 'account_disabled'],
    ['a lock', { lockedUntil: new Date(Date.now() + HOUR) }, 'ACCOUNT_LOCKED', 'account_locked'],
  ])('is noticed in the middle of a sign-in: %s lets nobody in', async (_what, change, code, reason) => {
    const origin = { ipAddress: '192.0.2.200', userAgent: '', requestId: 'overtaken' };
    const request = { email, password: ADMIN.password, rememberMe: false };
    const verified = await t.app
      .get(SignInService)
      .verify({ request, method: 'password', origin, deviceCookie: undefined });
    await users().updateOne({ email }, { $set: change });
    await expect(t.app.get(AuthService).open(verified, null)).rejects.toMatchObject({ code });
    await users().updateOne({ email }, { $set: { passwordChangedAt: null, isActive: true, lockedUntil: null } });
    const living = { ipAddress: '192.0.2.200', revokedAt: null };
    expect(await t.connection.collection('sessions').countDocuments(living)).toBe(0);
    const attempt = { requestId: 'overtaken', failureReason: reason, success: false };
    expect(await t.connection.collection('login_attempts').countDocuments(attempt)).toBe(1);
  });
});

describe('a fresh proof', () => {
  it('is known of the session at once', async () => {
    const browser = await open(ADMIN.email);
    const sessionId = (browser.cookies.get('classy_refresh') ?? '').slice(0, 24);
    const authentication = t.app.get(AuthenticationService);
    const before = (await authentication.checkSession(sessionId)).verifiedAt;
    passed = 30 * MINUTE;
    const at = t.app.get(Clock).now();
    await t.app.get(SessionsService).markVerified(sessionId, at);
    expect((await authentication.checkSession(sessionId)).verifiedAt).toEqual(at);
    expect(before < at).toBe(true);
  });

  it('that another process saw counts on the next request for what asks for one, and so does its end', async () => {
    const browser = await open(ADMIN.email);
    const token = await tokenOf(browser);
    const _id = new Types.ObjectId((browser.cookies.get('classy_refresh') ?? '').slice(0, 24));
    const sessions = t.connection.collection('sessions');
    const makeRole = async () =>
      String(
        (await supertest(t.url).post('/api/v1/admin/roles').set('Authorization', `Bearer ${token}`).send({})).body.error
          .code,
      );
    expect(await makeRole()).toBe('VALIDATION_FAILED');
    // without an event, as this process would not hear of it in time
    await sessions.updateOne({ _id }, { $set: { verifiedAt: new Date(Date.now() - HOUR) } });
    expect(await makeRole()).toBe('STEP_UP_REQUIRED');
    await sessions.updateOne({ _id }, { $set: { verifiedAt: new Date() } });
    expect(await makeRole()).toBe('VALIDATION_FAILED');
  });

  it('of a session that has ended is refused', async () => {
    const browser = await open(ADMIN.email);
    const sessionId = (browser.cookies.get('classy_refresh') ?? '').slice(0, 24);
    await browser.post('/api/v1/auth/logout');
    const proof = t.app.get(SessionsService).markVerified(sessionId, new Date());
    await expect(proof).rejects.toMatchObject({ code: 'SESSION_ENDED' });
  });
});
