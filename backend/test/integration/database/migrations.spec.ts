import { getConnectionToken } from '@nestjs/mongoose';
import type { Connection, mongo } from 'mongoose';
import supertest from 'supertest';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { PATIENT_CONNECTION } from '../../../src/database/connections.js';
import { allMigrations } from '../../../src/database/migrations/all-migrations.js';
import type { Migration } from '../../../src/database/migrations/migration.js';
import { MigrationsService } from '../../../src/database/migrations/migrations.service.js';
import { ADMIN, startApp, type TestApp } from '../../support/app.js';
import { openBrowser } from '../../support/browser.js';

let t: TestApp;
let others: MigrationsService[];

beforeAll(async () => {
  t = await startApp();
  const patient = t.app.get<Connection>(getConnectionToken(PATIENT_CONNECTION));
  others = Array.from({ length: 6 }, () => new MigrationsService(patient));
});
afterAll(async () => {
  await t.close();
});

const collection = (name: string) => t.connection.collection(name) as unknown as mongo.Collection;
const applied = async () => (await collection('migrations').find().toArray()).map(({ _id }) => String(_id));

describe('the migrations', () => {
  it('were all carried out by the first start', async () => {
    expect(await applied()).toEqual(expect.arrayContaining(allMigrations.map(({ id }) => id)));
  });

  it('stand in the order of their ids, each once', () => {
    const ids = allMigrations.map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)].sort());
  });

  it('are carried out once by processes that start together, and the others wait', async () => {
    const ran: string[] = [];
    const slow: Migration = {
      id: '9000-01-01-slow',
      run: async () => {
        ran.push('begun');
        await new Promise((resolve) => setTimeout(resolve, 300));
        ran.push('ended');
      },
    };
    await Promise.all(
      others.map(async (service) => {
        await service.migrate([...allMigrations, slow]);
        expect(ran).toEqual(['begun', 'ended']);
      }),
    );
    expect(ran).toEqual(['begun', 'ended']);
  });

  it('run again after they have failed, and not after they have not', async () => {
    let runs = 0;
    const flaky: Migration = {
      id: '9000-01-02-flaky',
      run: () => {
        runs += 1;
        return runs === 1 ? Promise.reject(new Error('the disk is full')) : Promise.resolve();
      },
    };
    const start = async () => {
      await others[0]?.migrate([flaky]);
    };
    await expect(start()).rejects.toThrow('the disk is full');
    await start();
    await start();
    expect(runs).toBe(2);
  });

  it('are taken over from a process that died, once its lease is over', async () => {
    const held = { holder: 'a process that is gone', until: new Date(Date.now() + 700) };
    await collection('migrations').updateOne({ holder: { $exists: true } }, { $set: held });
    let ranAt = 0;
    const migration: Migration = {
      id: '9000-01-03-inherited',
      run: () => {
        ranAt = Date.now();
        return Promise.resolve();
      },
    };
    await others[0]?.migrate([migration]);
    expect(ranAt).toBeGreaterThanOrEqual(held.until.getTime());
  });
});

describe('an installation of version 0.1', () => {
  beforeEach(async () => {
    const browser = await openBrowser(t, '192.0.2.40');
    await collection('users').updateMany({}, [{ $unset: NEW_FIELDS }]);
    await collection('sessions').updateMany(
      {},
      { $unset: { secretHash: '', generation: '', uses: '', idleMs: '', endsAt: '', verifiedAt: '' } },
    );
    await collection('refresh_tokens').insertOne({ tokenHash: 'of 0.1' });
    await collection('migrations').deleteMany({ appliedAt: { $exists: true } });
    await others[0]?.migrate();
    refreshed = await browser.post('/api/v1/auth/refresh');
  });

  const NEW_FIELDS = [
    ...['emailVerifiedAt', 'secondFactorEnabled', 'mustChangePassword', 'hasPassword', 'passwordChangedAt'],
    ...['deleteAfter', 'signInCountries', 'firstNameKey', 'lastNameKey'],
  ];
  let refreshed: supertest.Response;

  it('finds its sessions ended, and its people can sign in, as verified', async () => {
    expect(refreshed.body.error.code).toBe('SESSION_ENDED');
    expect(await collection('sessions').countDocuments({ revokedAt: null })).toBe(0);
    const answer = await supertest(t.url).post('/api/v1/auth/login').set('X-Forwarded-For', '192.0.2.41').send(ADMIN);
    expect(answer.status).toBe(200);
    expect(answer.body.data.user).toMatchObject({ emailVerified: true, hasPassword: true, restriction: null });
  });

  it('has every field of an account afterwards, and no refresh tokens', async () => {
    const admin = await collection('users').findOne({ email: ADMIN.email });
    expect(admin).toMatchObject({
      ...{ hasPassword: true, mustChangePassword: false, secondFactorEnabled: false, passwordChangedAt: null },
      ...{ deleteAfter: null, signInCountries: [], firstNameKey: 'primary', lastNameKey: 'administrator' },
    });
    expect(admin?.['emailVerifiedAt']).toEqual(admin?.['createdAt']);
    const names = (await t.connection.db?.listCollections().toArray())?.map(({ name }) => name);
    expect(names).not.toContain('refresh_tokens');
  });
});
