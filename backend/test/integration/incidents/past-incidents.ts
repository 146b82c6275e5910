import { type Connection, mongo } from 'mongoose';
import type supertest from 'supertest';
import { vi } from 'vitest';
import { openIncident } from '../../../src/monitoring/incidents/incident-merge.js';
import { entity, finding, START } from './findings.js';

const KINDS = ['dormant_account', 'scanner', 'token_reuse', 'new_country'] as const;
const STATES = ['resolved', 'resolved', 'resolved', 'false_alarm', 'resolved', 'open'] as const;

/** An incident of the past, as a year of them leaves it. */
function past(n: number) {
  const network = `10.${String(n % 250)}.${String(Math.floor(n / 250))}.0/24`;
  const at = new Date(START.getTime() - n * 60_000);
  const made = finding(`account:p${String(n)}`, {
    rule: KINDS[n % KINDS.length] ?? 'scanner',
    severity: n % 40 === 0 ? 'critical' : 'low',
    entities: [entity('account', `p${String(n)}@example.org`), entity('network', network)],
    ...{ firstSeen: at, lastSeen: at, detectedAt: at },
  });
  const state = STATES[n % STATES.length] ?? 'open';
  return { ...openIncident(made, n + 1), announced: true, state };
}

/** Stores incidents of the past. */
export async function storePast(connection: Connection, count: number): Promise<void> {
  const incidents = connection.collection('incidents') as unknown as mongo.Collection;
  await incidents.insertMany(Array.from({ length: count }, (_, n) => past(n)));
  await connection.collection('incident_counters').insertOne({ _id: 'incidents' as never, last: count });
}

/** The finds among the incidents that a call makes. */
export async function findsOf(call: () => supertest.Test): Promise<mongo.FindCursor[]> {
  const cursors: mongo.FindCursor[] = [];
  const { prototype } = mongo.Collection;
  const original = Object.getOwnPropertyDescriptor(prototype, 'find')?.value as typeof prototype.find;
  vi.spyOn(prototype, 'find').mockImplementation(function (this: mongo.Collection, ...args) {
    const cursor = original.apply(this, args);
    if (this.collectionName === 'incidents') cursors.push(cursor);
    return cursor;
  });
  await call().expect(200);
  vi.restoreAllMocks();
  return cursors;
}

/** The names of the steps of a plan: of MongoDB's (`stage`) and of the DocumentDB fall-back's (`Node Type`). */
export function steps(plan: unknown): string[] {
  if (Array.isArray(plan)) return plan.flatMap(steps);
  if (typeof plan !== 'object' || plan === null) return [];
  return Object.entries(plan).flatMap(([name, value]) =>
    (name === 'stage' || name === 'Node Type') && typeof value === 'string' ? [value] : steps(value),
  );
}
