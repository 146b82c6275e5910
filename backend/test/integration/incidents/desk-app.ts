import type { ContainmentAction, ContainmentPlan } from '@classy-book/contracts/containment';
import type { Incident, IncidentDetail } from '@classy-book/contracts/incidents';
import supertest from 'supertest';
import { FindingsPort } from '../../../src/monitoring/incidents/findings.port.js';
import type { Finding } from '../../../src/monitoring/incidents/findings.port.js';
import type { TestApp } from '../../support/app.js';

/** Somebody at the desk. */
export class DeskPerson {
  constructor(
    private readonly t: TestApp,
    readonly token: string,
    readonly id: string,
    private readonly address = '192.0.2.10',
  ) {}

  /** Signs in from an address of their own. */
  static async signIn(t: TestApp, email?: string, address = '192.0.2.10'): Promise<DeskPerson> {
    const { accessToken, user } = await t.signIn(email, undefined, address);
    return new DeskPerson(t, accessToken, user.id, address);
  }

  get(path: string): supertest.Test {
    return this.send('get', path);
  }

  post(path: string, body: object): supertest.Test {
    return this.send('post', path).send(body);
  }

  patch(path: string, body: object): supertest.Test {
    return this.send('patch', path).send(body);
  }

  put(path: string, body: object): supertest.Test {
    return this.send('put', path).send(body);
  }

  async detail(id: string): Promise<IncidentDetail> {
    return ((await this.get(`monitoring/incidents/${id}`).expect(200)).body as { data: IncidentDetail }).data;
  }

  async plan(id: string): Promise<ContainmentPlan> {
    const answer = await this.get(`monitoring/incidents/${id}/containment`).expect(200);
    return (answer.body as { data: ContainmentPlan }).data;
  }

  private send(method: 'get' | 'post' | 'patch' | 'put', path: string): supertest.Test {
    return supertest(this.t.url)
      [method](`/api/v1/${path}`)
      .set('Authorization', `Bearer ${this.token}`)
      .set('X-Forwarded-For', this.address);
  }
}

/** Has findings taken, and answers the incident with an account or a network of them. */
export async function incidentOf(t: TestApp, person: DeskPerson, finding: Finding, query: string): Promise<Incident> {
  await t.app.get(FindingsPort, { strict: false }).accept([finding]);
  const answer = await person.get(`monitoring/incidents?${query}`).expect(200);
  const [incident] = (answer.body as { data: Incident[] }).data;
  if (incident === undefined) throw new Error('no incident was made');
  return incident;
}

/** An error code of an answer. */
export function codeOf(answer: supertest.Response): string {
  return (answer.body as { error?: { code: string } }).error?.code ?? String(answer.status);
}

/** Asks for actions of the plan of an incident. */
export function contain(
  person: DeskPerson,
  id: string,
  version: number,
  actions: readonly string[],
  more: object = {},
): supertest.Test {
  return person.post(`monitoring/incidents/${id}/containment`, { version, actions, ...more });
}

export function undo(person: DeskPerson, id: string, version: number): supertest.Test {
  return person.post(`monitoring/incidents/${id}/containment/undo`, { version });
}

/** The incident of an answer. */
export function dataOf(answer: supertest.Response): IncidentDetail {
  return (answer.body as { data: IncidentDetail }).data;
}

/** What became of each action. */
export function outcomes({ containment }: IncidentDetail): Record<string, string> {
  return Object.fromEntries((containment?.results ?? []).map(({ id, outcome }) => [id, outcome]));
}

export function actionOf(actions: readonly ContainmentAction[], id: string): ContainmentAction | undefined {
  return actions.find((action) => action.id === id);
}
