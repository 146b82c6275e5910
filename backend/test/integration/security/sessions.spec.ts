import { Types } from 'mongoose';
import supertest from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RefreshTokensService } from '../../../src/security/sessions/refresh-tokens.service.js';
import { ADMIN, startApp, type TestApp } from '../../support/app.js';
import { type Browser, openBrowser, rawPost } from '../../support/browser.js';

let t: TestApp;
let next = 0;

beforeAll(async () => {
  t = await startApp();
});
afterAll(async () => {
  await t.close();
});

const REFRESH = '/api/v1/auth/refresh';
const newAddress = () => `192.0.2.${String((next += 1))}`;

function refreshWith(browser: Browser, refreshToken: string) {
  const csrf = browser.cookies.get('classy_csrf') ?? '';
  return rawPost(
    t,
    REFRESH,
    { classy_refresh: refreshToken, classy_csrf: csrf },
    browser.cookies.get('XSRF-TOKEN') ?? '',
  );
}

function refreshTokenOf(response: supertest.Response): string {
  return /classy_refresh=([\w.-]*)/.exec(String(response.headers['set-cookie']))?.[1] ?? '';
}

function me(accessToken: string) {
  return supertest(t.url).get('/api/v1/auth/me').set('Authorization', `Bearer ${accessToken}`);
}

/** Lets time pass for a session: its tokens were used that much longer ago. */
async function letPass(refreshToken: string, seconds: number): Promise<void> {
  const _id = new Types.ObjectId(refreshToken.slice(0, 24));
  const session = await t.connection.collection('sessions').findOne({ _id });
  const uses = (session?.['uses'] as Date[]).map((use) => new Date(use.getTime() - seconds * 1000));
  await t.connection.collection('sessions').updateOne({ _id }, { $set: { uses } });
}

describe('refreshing', () => {
  it('replaces the refresh token and gives an access token that works', async () => {
    const browser = await openBrowser(t, newAddress());
    const before = browser.cookies.get('classy_refresh');
    const answer = await browser.post(REFRESH);
    expect(answer.status).toBe(200);
    expect(browser.cookies.get('classy_refresh')).not.toBe(before);
    expect((await me(answer.body.data.accessToken)).body.data.user.email).toBe(ADMIN.email);
  });

  it('keeps fifty tabs that refresh at once signed in, as one family', async () => {
    const browser = await openBrowser(t, newAddress());
    const token = browser.cookies.get('classy_refresh') ?? '';
    const answers = await Promise.all(Array.from({ length: 50 }, async () => await refreshWith(browser, token)));
    expect(answers.map((answer) => answer.status)).toEqual(Array<number>(50).fill(200));
    expect(new Set(answers.map(refreshTokenOf)).size).toBe(1);
    const successor = answers[0] === undefined ? '' : refreshTokenOf(answers[0]);
    expect((await refreshWith(browser, successor)).status).toBe(200);
  });

  it('ends the session of a token that comes back after the successor window, and no other session', async () => {
    const victim = await openBrowser(t, newAddress());
    const bystander = await openBrowser(t, newAddress());
    const stolen = victim.cookies.get('classy_refresh') ?? '';
    const rotated = await victim.post(REFRESH);
    await letPass(stolen, 31);
    const replay = await refreshWith(victim, stolen);
    expect(replay.body.error.code).toBe('SESSION_ENDED');
    expect((await me(rotated.body.data.accessToken)).body.error.code).toBe('SESSION_ENDED');
    expect((await victim.post(REFRESH)).body.error.code).toBe('SESSION_ENDED');
    expect((await bystander.post(REFRESH)).status).toBe(200);
    const ended = await t.connection.collection('sessions').findOne({ revokeReason: 'token_reused' });
    expect(ended).not.toBeNull();
  });

  it('ends it once, and tells of it once, however often the token is replayed at the same moment', async () => {
    const victim = await openBrowser(t, newAddress());
    const stolen = victim.cookies.get('classy_refresh') ?? '';
    await victim.post(REFRESH);
    await letPass(stolen, 31);
    const replays = await Promise.all(Array.from({ length: 20 }, async () => await refreshWith(victim, stolen)));
    expect(new Set(replays.map((answer) => String(answer.body.error.code)))).toEqual(new Set(['SESSION_ENDED']));
    const told = { resourceId: stolen.slice(0, 24), action: 'refresh-token.reused' };
    expect(await t.connection.collection('audit_logs').countDocuments(told)).toBe(1);
  });

  it('gives the same successor again to who did not get the answer, also after others went on', async () => {
    const browser = await openBrowser(t, newAddress());
    const [first, lost] = [browser.cookies.get('classy_refresh') ?? '', await browser.post(REFRESH)];
    const second = refreshTokenOf(lost);
    await letPass(first, 25);
    expect(refreshTokenOf(await refreshWith(browser, first))).toBe(second);
    const third = refreshTokenOf(await refreshWith(browser, second));
    expect(refreshTokenOf(await refreshWith(browser, first))).toBe(second);
    expect(refreshTokenOf(await refreshWith(browser, second))).toBe(third);
    expect((await refreshWith(browser, third)).status).toBe(200);
  });

  it('takes a token that is ahead of the session: the database lost its last writes, the browser did not', async () => {
    const browser = await openBrowser(t, newAddress());
    await browser.post(REFRESH);
    const ahead = refreshTokenOf(await browser.post(REFRESH));
    const _id = new Types.ObjectId(ahead.slice(0, 24));
    await t.connection.collection('sessions').updateOne({ _id }, { $set: { generation: 0, uses: [] } });
    const answers = await Promise.all([refreshWith(browser, ahead), refreshWith(browser, ahead)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(new Set(answers.map(refreshTokenOf)).size).toBe(1);
  });

  it('remembers for longer only where it was asked to', async () => {
    await t.addAccount('learner@example.org');
    const learner = { email: 'learner@example.org', password: ADMIN.password };
    const signIn = async (rememberMe: boolean) =>
      await supertest(t.url)
        .post('/api/v1/auth/login')
        .set('X-Forwarded-For', newAddress())
        .send({ ...learner, rememberMe });
    const [plain, kept] = [await signIn(false), await signIn(true)];
    expect(String(plain.headers['set-cookie'])).not.toMatch(/classy_refresh=[^;]+;[^,]*Expires/);
    expect(String(kept.headers['set-cookie'])).toMatch(/classy_refresh=[^;]+;.*Expires/);
    const days = (iso: string) => (Date.parse(iso) - Date.now()) / 86_400_000;
    expect(Math.round(days(plain.body.data.sessionExpiresAt))).toBe(7);
    expect(Math.round(days(kept.body.data.sessionExpiresAt))).toBe(30);
    expect(Math.round(days(kept.body.data.sessionEndsAt))).toBe(90);
  });
});

describe('a made-up refresh token', () => {
  it.each([
    '',
    'x',
    'a'.repeat(600),
    '../../etc/passwd',
    '%00',
    `${'f'.repeat(24)}.0.${'s'.repeat(22)}.${'m'.repeat(43)}`,
  ])('%j is refused', async (token) => {
    const browser = await openBrowser(t, newAddress());
    expect((await refreshWith(browser, token)).body.error.code).toBe('SESSION_ENDED');
  });

  it('ends nobody’s session, whatever of a genuine one it was made from', async () => {
    const mine = await openBrowser(t, newAddress());
    const theirs = await openBrowser(t, newAddress());
    const [id = '', , secret = '', mac = ''] = (theirs.cookies.get('classy_refresh') ?? '').split('.');
    await theirs.post(REFRESH);
    await theirs.post(REFRESH);
    await letPass(theirs.cookies.get('classy_refresh') ?? '', 60);
    const [, , ownSecret = '', ownMac = ''] = (mine.cookies.get('classy_refresh') ?? '').split('.');
    const forged = [
      [id, '1', secret, mac],
      [id, '0', ownSecret, mac],
      [id, '0', ownSecret, ownMac],
      [id, '0', secret, ownMac],
      [id, '0', secret, 'm'.repeat(43)],
      [id, '0', 's'.repeat(22), 'm'.repeat(43)],
    ];
    for (const parts of forged) {
      expect((await refreshWith(mine, parts.join('.'))).body.error.code).toBe('SESSION_ENDED');
    }
    expect((await theirs.post(REFRESH)).status).toBe(200);
  });

  it('cannot be made by who has the database but not the key, nor by who has the key but not the secret', async () => {
    const browser = await openBrowser(t, newAddress());
    const [id = '', , secret = ''] = (browser.cookies.get('classy_refresh') ?? '').split('.');
    const _id = new Types.ObjectId(id);
    const stored = await t.connection.collection('sessions').findOne({ _id });
    expect(JSON.stringify(stored)).not.toContain(secret);
    const tokens = t.app.get(RefreshTokensService, { strict: false });
    const withKey = tokens.write({ sessionId: id, generation: 0, secret: String(stored?.['secretHash']).slice(0, 22) });
    expect((await refreshWith(browser, withKey)).body.error.code).toBe('SESSION_ENDED');
    expect((await browser.post(REFRESH)).status).toBe(200);
  });
});

describe('signing in anew', () => {
  it('ends the session that the same browser had before, and no other', async () => {
    const address = newAddress();
    const browser = await openBrowser(t, address);
    const other = await openBrowser(t, newAddress());
    const before = (await browser.post(REFRESH)).body.data.accessToken as string;
    const again = await browser.agent.post('/api/v1/auth/login').set('X-Forwarded-For', address).send(ADMIN);
    expect(again.status).toBe(200);
    expect((await me(before)).body.error.code).toBe('SESSION_ENDED');
    expect((await me(again.body.data.accessToken)).status).toBe(200);
    expect((await other.post(REFRESH)).status).toBe(200);
  });

  it('that fails leaves the session as it was', async () => {
    const address = newAddress();
    const browser = await openBrowser(t, address);
    const { accessToken } = (await browser.post(REFRESH)).body.data as { accessToken: string };
    const wrong = { ...ADMIN, password: 'not-the-password' };
    await browser.agent.post('/api/v1/auth/login').set('X-Forwarded-For', address).send(wrong);
    expect((await me(accessToken)).status).toBe(200);
  });
});

describe('signing out', () => {
  it('ends the access token on the very next request', async () => {
    const browser = await openBrowser(t, newAddress());
    const { accessToken } = (await browser.post(REFRESH)).body.data;
    expect((await me(accessToken)).status).toBe(200);
    expect((await browser.post('/api/v1/auth/logout')).status).toBe(200);
    expect((await me(accessToken)).body.error.code).toBe('SESSION_ENDED');
  });

  it('twice is no error', async () => {
    const browser = await openBrowser(t, newAddress());
    await browser.post('/api/v1/auth/logout');
    expect((await browser.post('/api/v1/auth/logout')).status).toBe(200);
  });
});

describe('routes that a cookie authenticates', () => {
  it.each([
    ['without a token', {}, 'CSRF_FAILED'],
    ['with a wrong token', { 'X-XSRF-TOKEN': 'nonsense' }, 'CSRF_FAILED'],
    ['from a page of another site', { Origin: 'https://evil.example' }, 'ORIGIN_REFUSED'],
    ['from a page without an origin', { Origin: 'null' }, 'ORIGIN_REFUSED'],
    ['from a cross-site form', { 'Sec-Fetch-Site': 'cross-site' }, 'ORIGIN_REFUSED'],
  ])('refuse a request %s', async (_name, headers, code) => {
    const browser = await openBrowser(t, newAddress());
    const cookie = `classy_refresh=${browser.cookies.get('classy_refresh') ?? ''}`;
    const answer = await supertest(t.url).post(REFRESH).set('Cookie', cookie).set(headers);
    expect(answer.status).toBe(403);
    expect(answer.body.error.code).toBe(code);
  });

  it('refuse the CSRF token of another browser', async () => {
    const mine = await openBrowser(t, newAddress());
    const theirs = await openBrowser(t, newAddress());
    const answer = await mine.post(REFRESH, { 'X-XSRF-TOKEN': theirs.cookies.get('XSRF-TOKEN') ?? '' });
    expect(answer.body.error.code).toBe('CSRF_FAILED');
  });

  it('take the CSRF token from the header only', async () => {
    const browser = await openBrowser(t, newAddress());
    const answer = await browser.agent
      .post(`${REFRESH}?_csrf=${browser.cookies.get('XSRF-TOKEN') ?? ''}`)
      .send({ _csrf: browser.cookies.get('XSRF-TOKEN') });
    expect(answer.body.error.code).toBe('CSRF_FAILED');
  });

  it('let a sign-in from a page of another site not happen either', async () => {
    const answer = await supertest(t.url).post('/api/v1/auth/login').set('Origin', 'https://evil.example').send(ADMIN);
    expect(answer.body.error.code).toBe('ORIGIN_REFUSED');
  });
});
