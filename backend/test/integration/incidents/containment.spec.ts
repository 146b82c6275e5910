import type { BlockedIp } from '@classy-book/contracts/blocking';
import { mongo } from 'mongoose';
import supertest from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Finding } from '../../../src/monitoring/incidents/findings.port.js';
import { ADMIN, eventually, startApp, type TestApp } from '../../support/app.js';
import { ConsoleClient } from '../realtime/console-client.js';
import { actionOf, codeOf, contain, dataOf, DeskPerson, incidentOf, outcomes, undo } from './desk-app.js';
import { entity, finding } from './findings.js';

let t: TestApp;
let admin: DeskPerson;

beforeAll(async () => {
  t = await startApp({ ARGON2_MEMORY_KIB: '7168', ARGON2_ITERATIONS: '1' });
  admin = await DeskPerson.signIn(t);
});
afterAll(async () => {
  await t.close();
});

let last = 0;

/** A stuffing attack from a network of its own that came into one account; the account's password is the tests' own. */
async function attack(role: 'user' | 'admin' | 'super_admin' = 'admin', change: Partial<Finding> = {}) {
  last += 1;
  const victim = `victim${String(last)}@example.org`;
  const target = `target${String(last)}@example.org`;
  const network = `198.51.${String(last)}.0/24`;
  await t.addAccount(victim, role);
  await t.addAccount(target);
  const entities = [
    entity('network', network, { events: 50 }),
    entity('account', target),
    entity('account', victim, { failed: 0, succeeded: 1 }),
  ];
  const made = finding(`network:${network}`, { rule: 'credential_stuffing', entities, ...change });
  const incident = await incidentOf(t, admin, made, `account=${victim}`);
  return { id: incident.id, version: incident.version, number: incident.number, victim, target, network };
}

const user = async (email: string) => await t.connection.collection('users').findOne({ email });
const signInFrom = async (address: string, email: string) =>
  await supertest(t.url)
    .post('/api/v1/auth/login')
    .set('X-Forwarded-For', address)
    .send({ email, password: ADMIN.password });

async function blocks(address: string): Promise<BlockedIp[]> {
  const answer = await admin.get(`monitoring/blocked-ips?state=active&address=${address}`).expect(200);
  return (answer.body as { data: BlockedIp[] }).data;
}

describe('containing an attack', () => {
  it('takes effect on the very next request, drops the sockets, and is undone as one act', async () => {
    const { id, version, victim, target, network, number } = await attack();
    const { accessToken } = (await signInFrom('192.0.2.40', victim)).body.data as { accessToken: string };
    const console = await ConsoleClient.connect(t.url, accessToken);
    const plan = await admin.plan(id);
    const proposed = plan.actions.filter(({ recommended }) => recommended).map((action) => action.id);
    expect(proposed.sort()).toEqual([`block_network:${network}`, `end_sessions:${victim}`, `lock_account:${victim}`]);
    expect(actionOf(plan.actions, `end_sessions:${victim}`)?.sessions).toBe(1);

    const contained = dataOf(await contain(admin, id, version, proposed).expect(200));
    expect(new Set(Object.values(outcomes(contained)))).toEqual(new Set(['done']));
    expect(contained.containedAt).not.toBeNull();
    expect(
      contained.entities
        .filter((one) => one.contained)
        .map(({ value }) => value)
        .sort(),
    ).toEqual([network, victim].sort());
    const me = supertest(t.url).get('/api/v1/auth/me').set('Authorization', `Bearer ${accessToken}`);
    expect((await me).status).toBe(401);
    const inside = network.replace('.0/24', '.77');
    expect(codeOf(await signInFrom(inside, target))).toBe('ADDRESS_BLOCKED');
    expect(codeOf(await signInFrom('192.0.2.41', victim))).not.toBe('200');
    await eventually('the end of the socket', () => console.disconnected !== null);
    expect(console.revoked).toEqual(['revoked']);

    const undone = dataOf(await undo(admin, id, contained.version).expect(200));
    expect(outcomes(undone)).toEqual({
      [`block_network:${network}`]: 'undone',
      [`end_sessions:${victim}`]: 'done',
      [`lock_account:${victim}`]: 'undone',
    });
    expect(undone.containedAt).toBeNull();
    expect((await signInFrom(inside, victim)).status).toBe(200);
    const acts = await t.connection.collection('audit_logs').find({ action: 'incident.contained' }).toArray();
    const details = acts.map((act) => act['details'] as { number: number; change: string; results: unknown[] });
    expect(details.filter((one) => one.number === number).map((one) => [one.change, one.results.length])).toEqual([
      ['contained', 3],
      ['undone', 3],
    ]);
  });

  it('is done once by two administrators at once', async () => {
    const { id, version, network } = await attack();
    const actions = [`block_network:${network}`];
    const answers = await Promise.all([1, 2, 3, 4].map(async () => await contain(admin, id, version, actions)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409]);
    expect(await blocks(network)).toHaveLength(1);
  });

  it('leaves what was there before, and what somebody changed since', async () => {
    const { id, version, victim, target, network } = await attack();
    await admin.post('admin/accounts/lock', { email: target, reason: 'before', durationMinutes: 500 }).expect(200);
    const before = (await user(target))?.lockedUntil as Date;
    const actions = [`block_network:${network}`, `lock_account:${victim}`, `lock_account:${target}`];
    const contained = dataOf(await contain(admin, id, version, actions).expect(200));
    expect(outcomes(contained)[`lock_account:${target}`]).toBe('skipped');
    // somebody else decides otherwise
    const longer = { address: network, reason: 'for longer', durationMinutes: 5_000 };
    await admin.post('monitoring/block-ip', longer).expect(200);
    const undone = dataOf(await undo(admin, id, contained.version).expect(200));
    expect(outcomes(undone)).toMatchObject({
      [`block_network:${network}`]: 'skipped',
      [`lock_account:${victim}`]: 'undone',
      [`lock_account:${target}`]: 'skipped',
    });
    expect((await blocks(network)).map(({ reason }) => reason)).toEqual(['for longer']);
    expect((await user(target))?.lockedUntil).toEqual(before);
    expect((await user(victim))?.lockedUntil).toBeNull();
    expect(codeOf(await undo(admin, id, undone.version))).toBe('CONFLICT');
  });

  it('puts the block of the rules back that it replaced', async () => {
    const address = '203.0.113.50';
    for (let n = 0; n < 6; n += 1) {
      await supertest(t.url)
        .post('/api/v1/auth/login')
        .set('X-Forwarded-For', address)
        .send({ email: `nobody${String(n)}@example.org`, password: 'wrong' });
    }
    const [automatic] = await blocks(address);
    expect(automatic?.source).toBe('auto');
    const entities = [entity('network', `${address}/32`)];
    const incident = await incidentOf(t, admin, finding('auto', { rule: 'scanner', entities }), `address=${address}`);
    const actions = [`block_network:${address}/32`];
    const contained = dataOf(await contain(admin, incident.id, incident.version, actions).expect(200));
    expect((await blocks(address)).map(({ source }) => source)).toEqual(['rule']);
    await undo(admin, incident.id, contained.version).expect(200);
    const [after] = await blocks(address);
    expect(after).toMatchObject({
      source: 'auto',
      blockedUntil: automatic?.blockedUntil,
      attempts: automatic?.attempts,
    });
  });

  it('goes on where a process died in the middle, and undoes all of it', async () => {
    const { id, version, victim, network } = await attack();
    const actions = [`block_network:${network}`, `lock_account:${victim}`];
    const contained = dataOf(await contain(admin, id, version, actions).expect(200));
    // as a process leaves it that died after it had done everything and noted nothing
    const broken = {
      'containment.state': 'running',
      'containment.at': new Date(Date.now() - 120_000),
      'containment.actions.0.outcome': null,
      'containment.actions.0.mark': null,
      'containment.actions.1.outcome': null,
      'containment.actions.1.mark': null,
    };
    await t.connection.collection('incidents').updateOne({ _id: new mongo.ObjectId(id) }, { $set: broken });
    const again = dataOf(await contain(admin, id, contained.version, actions).expect(200));
    expect(new Set(Object.values(outcomes(again)))).toEqual(new Set(['done']));
    await undo(admin, id, again.version).expect(200);
    expect(await blocks(network)).toEqual([]);
    expect((await user(victim))?.lockedUntil).toBeNull();
  });
});

describe('a plan', () => {
  it('proposes no network from which people signed in before, and warns of the caller’s own', async () => {
    await t.addAccount('regular@example.org');
    await signInFrom('198.18.7.7', 'regular@example.org');
    const later = new Date(Date.now() + 1_000);
    const entities = [
      entity('network', '198.18.7.0/24'),
      entity('network', '192.0.2.10/32'),
      entity('network', '198.18.8.0/24'),
    ];
    const change = { rule: 'scanner' as const, entities, firstSeen: later, lastSeen: later };
    const incident = await incidentOf(t, admin, finding('shared', change), 'address=198.18.7.0/24');
    const { actions } = await admin.plan(incident.id);
    expect(actionOf(actions, 'block_network:198.18.7.0/24')).toMatchObject({ recommended: false, obstacle: null });
    expect(actionOf(actions, 'block_network:198.18.8.0/24')).toMatchObject({ recommended: true });
    expect(actionOf(actions, 'block_network:192.0.2.10/32')).toMatchObject({
      recommended: false,
      obstacle: 'own_address',
    });
    expect(codeOf(await contain(admin, incident.id, 0, ['block_network:192.0.2.10/32']))).toBe('SELF_BLOCK');
    expect(await blocks('192.0.2.10')).toEqual([]);
  });

  it('holds allowed addresses back', async () => {
    await admin.post('monitoring/allowed-ips', { address: '198.19.1.0/24', note: 'the office' }).expect(201);
    const entities = [entity('network', '198.19.1.9/32')];
    const incident = await incidentOf(
      t,
      admin,
      finding('allowed', { rule: 'scanner', entities }),
      'address=198.19.1.9',
    );
    const id = 'block_network:198.19.1.9/32';
    expect(actionOf((await admin.plan(incident.id)).actions, id)?.obstacle).toBe('allowed_address');
    const contained = dataOf(await contain(admin, incident.id, 0, [id]).expect(200));
    expect(outcomes(contained)).toEqual({ [id]: 'failed' });
    expect(contained.containedAt).toBeNull();
  });

  it('ends the sessions of a copied token, and locks nobody', async () => {
    const { id, victim } = await attack('user', { rule: 'token_reuse' });
    await signInFrom('192.0.2.42', victim);
    const { actions } = await admin.plan(id);
    expect(actions.filter(({ recommended }) => recommended).map((one) => one.id)).toEqual([`end_sessions:${victim}`]);
  });

  it('revokes the key that was misused', async () => {
    await t.addAccount('keeper@example.org', 'admin');
    const keeper = await DeskPerson.signIn(t, 'keeper@example.org', '192.0.2.43');
    const request = {
      name: 'robot',
      scopes: ['monitoring:read'],
      expiresInDays: 1,
      requestsPerMinute: 60,
      allowedRanges: [],
    };
    const made = (await keeper.post('account/api-keys', request).expect(201)).body.data as {
      key: string;
      apiKey: { id: string };
    };
    const use = async () =>
      await supertest(t.url).get('/api/v1/monitoring/incidents').set('Authorization', `Bearer ${made.key}`);
    const status = (await use()).status;
    const entities = [
      entity('api_key', made.apiKey.id, { userId: keeper.id }),
      entity('account', 'keeper@example.org'),
    ];
    const incident = await incidentOf(
      t,
      admin,
      finding('key', { rule: 'api_key_misuse', entities }),
      // a key that is made outside of office hours is an incident of its own
      'account=keeper@example.org&kind=api_key_misuse',
    );
    const action = `revoke_key:${made.apiKey.id}`;
    expect((await admin.plan(incident.id)).actions.filter(({ recommended }) => recommended)).toMatchObject([
      { id: action },
    ]);
    expect(outcomes(dataOf(await contain(admin, incident.id, 0, [action]).expect(200)))).toEqual({ [action]: 'done' });
    expect([status, (await use()).status]).toEqual([200, 401]);
  });

  it.each([
    ['the primary administrator', ADMIN.email, 'protected_account'],
    ['somebody of a higher role', 'chief@example.org', 'higher_role'],
    ['oneself', 'guard@example.org', 'own_account'],
  ] as const)('keeps an administrator from %s', async (_who, email, obstacle) => {
    for (const [other, role] of [
      ['chief@example.org', 'super_admin'],
      ['guard@example.org', 'admin'],
    ] as const) {
      if ((await user(other)) === null) await t.addAccount(other, role);
    }
    const guard = await DeskPerson.signIn(t, 'guard@example.org', '192.0.2.44');
    const entities = [entity('account', email, { succeeded: 1 })];
    const made = finding(`high ${email}`, { rule: 'new_country', entities });
    const incident = await incidentOf(t, admin, made, `account=${email}&kind=new_country`);
    const { actions } = await guard.plan(incident.id);
    const ids = [`lock_account:${email}`, `end_sessions:${email}`];
    for (const id of ids) expect(actionOf(actions, id)).toMatchObject({ recommended: false, obstacle });
    const contained = dataOf(await contain(guard, incident.id, 0, ids).expect(200));
    expect(outcomes(contained)).toEqual({ [ids[0] ?? '']: 'failed', [ids[1] ?? '']: 'failed' });
    expect((await user(email))?.lockedUntil ?? null).toBeNull();
  });

  it('is followed by the letter: nothing else can be asked for', async () => {
    const { id, version, victim } = await attack();
    for (const action of [
      'block_network:0.0.0.0/0',
      `lock_account:${ADMIN.email}`,
      'lock_account:$ne',
      `LOCK_ACCOUNT:${victim}`,
    ]) {
      expect(codeOf(await contain(admin, id, version, [action]))).toBe('VALIDATION_FAILED');
    }
    expect(codeOf(await contain(admin, id, version, [`lock_account:${victim}`], { minutes: 5 }))).toBe(
      'VALIDATION_FAILED',
    );
    expect(codeOf(await contain(admin, 'f'.repeat(24), 0, [`lock_account:${victim}`]))).toBe('NOT_FOUND');
    expect(codeOf(await undo(admin, id, version))).toBe('CONFLICT');
  });
});
