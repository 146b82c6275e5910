import type { AuthTokens } from '@classy-book/contracts/auth';
import type { Permission } from '@classy-book/contracts/permissions';
import { mongo } from 'mongoose';
import supertest from 'supertest';
import { searchKey } from '../../../src/common/text/search-key.js';
import { RolesService } from '../../../src/security/permissions/roles.service.js';
import type { TestApp } from '../../support/app.js';

/** Somebody who is signed in and asks for things. */
export interface Asker {
  readonly id: string;
  readonly email: string;
  readonly token: string;
  get(path: string): supertest.Test;
  post(path: string, body?: object): supertest.Test;
  patch(path: string, body?: object): supertest.Test;
  put(path: string, body?: object): supertest.Test;
  delete(path: string, body?: object): supertest.Test;
}

let last = 0;

/** An asker with tokens of a sign-in. */
export function askerOf(t: TestApp, { accessToken, user }: AuthTokens): Asker {
  const send = (method: 'get' | 'post' | 'patch' | 'put' | 'delete') => (path: string, body?: object) => {
    const request = supertest(t.url)[method](`/api/v1/admin${path}`).set('Authorization', `Bearer ${accessToken}`);
    return body === undefined ? request : request.send(body);
  };
  return {
    id: user.id,
    email: user.email,
    token: accessToken,
    get: send('get'),
    post: send('post'),
    patch: send('patch'),
    put: send('put'),
    delete: send('delete'),
  };
}

/** Makes an account with a role, built-in or custom, and answers its id. */
export async function addPerson(t: TestApp, email: string, role = 'user'): Promise<string> {
  await t.addAccount(email);
  const users = t.connection.collection('users');
  if (role !== 'user') await users.updateOne({ email }, { $set: { role } });
  const found = await users.findOne({ email });
  return String(found?._id);
}

/** Makes an account with a role and signs in to it. */
export async function addAsker(t: TestApp, email: string, role = 'user'): Promise<Asker> {
  await addPerson(t, email, role);
  return await signIn(t, email);
}

/** Signs in to an account from an address of its own. */
export async function signIn(t: TestApp, email: string): Promise<Asker> {
  last += 1;
  return askerOf(t, await t.signIn(email, undefined, `192.0.2.${String((last % 200) + 1)}`));
}

/** Stores a custom role as another process would have, and has it taken over. */
export async function addRole(t: TestApp, key: string, permissions: readonly Permission[]): Promise<void> {
  const now = new Date();
  const role = { _id: key, title: key, description: '', permissions, createdAt: now, updatedAt: now };
  await t.connection.collection('roles').insertOne(role as never);
  await t.app.get(RolesService).load();
}

/** What a test says of somebody who was here before. */
export interface PastPerson {
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly role: string;
  readonly isActive: boolean;
  readonly secondFactorEnabled: boolean;
  readonly emailVerifiedAt: Date | null;
  readonly lockedUntil: Date | null;
  readonly deleteAfter: Date | null;
  readonly createdAt: Date;
  readonly lastSeenAt: Date | null;
}

const ORDINARY: Omit<PastPerson, 'email'> = {
  firstName: 'Test',
  lastName: 'Person',
  role: 'user',
  isActive: true,
  secondFactorEnabled: false,
  emailVerifiedAt: new Date(0),
  lockedUntil: null,
  deleteAfter: null,
  createdAt: new Date(),
  lastSeenAt: null,
};

/** Stores people of the past, as registration would have, but nobody signs in as them; answers their ids. */
export async function storePeople(
  t: TestApp,
  people: readonly (Partial<PastPerson> & { readonly email: string })[],
): Promise<string[]> {
  const documents = people
    .map((given) => ({ ...ORDINARY, ...given }))
    .map((person) => ({
      _id: new mongo.ObjectId(),
      ...person,
      firstNameKey: searchKey(person.firstName),
      lastNameKey: searchKey(person.lastName),
      passwordHash: null,
      hasPassword: false,
      isPrimaryAdmin: false,
      lockReason: null,
      locale: null,
      theme: null,
      passwordChangedAt: null,
      mustChangePassword: false,
      updatedAt: person.createdAt,
    }));
  for (let from = 0; from < documents.length; from += 500) {
    await t.connection.collection('users').insertMany(documents.slice(from, from + 500));
  }
  return documents.map(({ _id }) => _id.toHexString());
}
