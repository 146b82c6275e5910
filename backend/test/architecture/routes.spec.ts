import { MetadataScanner, ModulesContainer, Reflector } from '@nestjs/core';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { RequestMethod } from '@nestjs/common';
import { permissions } from '@classy-book/contracts/permissions';
import supertest from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROUTE_ACCESS, type RouteAccess } from '../../src/common/http/route-access.decorator.js';
import { AppModule } from '../../src/app.module.js';
import { startApp, type TestApp } from '../support/app.js';

interface Route {
  readonly name: string;
  readonly access: RouteAccess | undefined;
}

/** Routes that anybody may call. A new one is a decision, written down here. */
const PUBLIC_ROUTES = [
  'GET /auth/csrf-token',
  'GET /auth/options',
  'GET /catalogue/courses',
  'GET /catalogue/courses/:course',
  'GET /catalogue/courses/:course/lessons/:lessonId',
  'GET /catalogue/courses/:course/rating',
  'GET /catalogue/courses/:course/reviews',
  'GET /catalogue/filters',
  'GET /catalogue/suggestions',
  'GET /certificates/keys',
  'GET /dev/mailbox',
  'GET /files/content/:token',
  'GET /files/covers/:id',
  'GET /health/live',
  'GET /health/ready',
  'GET /verify/:code',
  'GET /verify/:code/badge',
  'GET /verify/:code/status',
  'OPTIONS /files/uploads',
  'POST /auth/admin/login',
  'POST /auth/disown',
  'POST /auth/email/confirm',
  'POST /auth/email/resend',
  'POST /auth/email/undo',
  'POST /auth/email/verify',
  'POST /auth/invitations/accept',
  'POST /auth/invitations/inspect',
  'POST /auth/login',
  'POST /auth/logout',
  'POST /auth/oauth/:provider/callback',
  'POST /auth/oauth/:provider/start',
  'POST /auth/passkeys/options',
  'POST /auth/passkeys/verify',
  'POST /auth/password/forgot',
  'POST /auth/password/reset',
  'POST /auth/refresh',
  'POST /auth/register',
  'POST /auth/second-factor/passkey/options',
  'POST /auth/second-factor/passkey/verify',
  'POST /auth/second-factor/verify',
];

let t: TestApp;
let routes: Route[];

beforeAll(async () => {
  t = await startApp();
  const reflector = new Reflector();
  const modules = [...t.app.get(ModulesContainer).values()];
  const controllers = modules.flatMap((module) => [...module.controllers.values()]);
  routes = controllers.flatMap(({ instance, metatype }) => {
    if (metatype === null) return [];
    const prototype = Object.getPrototypeOf(instance) as Record<string, (() => unknown) | undefined>;
    const base = Reflect.getMetadata(PATH_METADATA, metatype) as string;
    return new MetadataScanner().getAllMethodNames(prototype).flatMap((method) => {
      const handler = prototype[method];
      if (handler === undefined) return [];
      const path = Reflect.getMetadata(PATH_METADATA, handler) as string | undefined;
      if (path === undefined) return [];
      const verb = RequestMethod[Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod];
      const access = reflector.getAllAndOverride<RouteAccess | undefined>(ROUTE_ACCESS, [handler, metatype]);
      const parts = [base, path].filter((part) => part !== '' && part !== '/');
      return [{ name: `${verb} /${parts.join('/')}`, access }];
    });
  });
});
afterAll(async () => {
  await t.close();
});

describe('every route', () => {
  it('is found by this test', () => {
    expect(AppModule).toBeDefined();
    expect(routes.length).toBeGreaterThan(10);
  });

  it('is public or asks for a permission', () => {
    expect(routes.filter((route) => route.access === undefined)).toEqual([]);
  });

  it('that is public stands in the list', () => {
    const open = routes.filter((route) => route.access?.public === true).map((route) => route.name);
    expect(open.sort()).toEqual(PUBLIC_ROUTES);
  });

  it('changes nothing where it is a GET', () => {
    const reading = routes.filter(({ name, access }) => name.startsWith('GET') && access?.public === false);
    const others = reading.filter(
      ({ access }) => access?.public === false && !/:(read|self|teach)$/.test(access.permission),
    );
    // what one may read and change alike, and what only those may see who set it
    expect(others.map(({ name }) => name).toSorted()).toEqual([
      'GET /admin/courses/:id/reviews',
      'GET /admin/files',
      'GET /admin/files/quotas/:userId',
      'GET /admin/files/report',
      'GET /admin/forwarding',
      'GET /admin/invitations',
      'GET /admin/webhooks',
      'GET /admin/webhooks/:id/deliveries',
      'GET /admin/webhooks/:id/deliveries/:delivery',
      'GET /monitoring/incidents/:id/containment',
      'GET /monitoring/incidents/assignees',
      'GET /views',
    ]);
  });

  it('asks for a permission that exists', () => {
    for (const { access } of routes) {
      if (access?.public === false) expect(permissions).toContain(access.permission);
    }
  });

  it('that asks for a permission refuses a stranger, and one without the permission', async () => {
    await t.addAccount('plain@example.org');
    const { accessToken } = await t.signIn('plain@example.org', undefined, '192.0.2.9');
    for (const { name, access } of routes) {
      const [verb = '', path = ''] = name.split(' ');
      if (access?.public !== false) continue;
      const call = () => supertest(t.url)[verb.toLowerCase() as 'get' | 'post'](`/api/v1${path}`);
      expect([name, (await call()).status]).toEqual([name, 401]);
      if (access.permission === 'account:self') continue;
      const refused = await call().set('Authorization', `Bearer ${accessToken}`);
      expect([name, refused.body.error.code]).toEqual([name, 'FORBIDDEN']);
    }
  });
});
