import type { BlockIpRequestInput, BlockManyRequestInput } from '@classy-book/contracts/blocking';
import supertest from 'supertest';
import { startApp, type TestApp } from '../../support/app.js';

/** An application with an administrator at the desk, who comes from 192.0.2.10. */
export interface BlockingApp {
  readonly t: TestApp;
  readonly token: string;
  get(path: string): supertest.Test;
  post(path: string, body: object): supertest.Test;
  remove(path: string): supertest.Test;
  block(request: Partial<BlockIpRequestInput> & { address: string }): supertest.Test;
  blockMany(text: string, different?: Partial<BlockManyRequestInput>): supertest.Test;
  /** The status that an address is answered with, without a token. */
  statusFrom(address: string): Promise<number>;
}

export async function startBlockingApp(environment: Record<string, string> = {}): Promise<BlockingApp> {
  const t = await startApp(environment);
  const { accessToken } = await t.signIn();
  const authorised = (test: supertest.Test) =>
    test.set('Authorization', `Bearer ${accessToken}`).set('X-Forwarded-For', '192.0.2.10');
  const get = (path: string) => authorised(supertest(t.url).get(`/api/v1/monitoring/${path}`));
  const post = (path: string, body: object) =>
    authorised(supertest(t.url).post(`/api/v1/monitoring/${path}`)).send(body);
  const remove = (path: string) => authorised(supertest(t.url).delete(`/api/v1/monitoring/${path}`));
  return {
    t,
    token: accessToken,
    get,
    post,
    remove,
    block: (request) => {
      const length = request.permanent ?? request.growing ?? request.durationMinutes;
      return post('block-ip', { reason: 'test', ...(length === undefined ? { durationMinutes: 60 } : {}), ...request });
    },
    blockMany: (text, different = {}) => post('block-ips', { text, reason: 'list', durationMinutes: 60, ...different }),
    statusFrom: async (address) =>
      (await supertest(t.url).get('/api/v1/health/live').set('X-Forwarded-For', address)).status,
  };
}
