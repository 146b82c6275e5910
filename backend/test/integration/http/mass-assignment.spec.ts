import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apiDocument } from '../../../src/operations/api-docs/api-docs.js';
import { type JsonSchema, type Operation, operationsOf, sampleOf } from '../../support/api-operations.js';
import { startApp, type TestApp } from '../../support/app.js';

/** Fields of records that no request may set by naming them. */
const PRIVILEGED: Readonly<Record<string, unknown>> = {
  _id: 'f'.repeat(24),
  userId: 'f'.repeat(24),
  isPrimaryAdmin: true,
  isActive: true,
  permissions: ['roles:manage'],
  passwordHash: '$argon2id$v=19$m=19456,t=2,p=1$YWFhYWFhYWE$YWFhYWFhYWFhYWFhYWFhYQ',
  emailVerifiedAt: '2026-01-01T00:00:00Z',
  emailVerified: true,
  secondFactorEnabled: false,
  mustChangePassword: false,
  lockedUntil: null,
  deleteAfter: null,
  verifiedAt: '2030-01-01T00:00:00Z',
  sessionId: 'f'.repeat(24),
  createdBy: 'admin@example.org',
  $set: { role: 'super_admin' },
};

let t: TestApp;
let token: string;
let writes: { readonly operation: Operation; readonly schema: JsonSchema }[];

beforeAll(async () => {
  t = await startApp({ ADDRESS_FAILURES: '1000', LOCKOUT_FAILURES: '100' });
  token = (await t.signIn()).accessToken;
  writes = operationsOf(apiDocument(t.app)).flatMap((operation) =>
    operation.bodies.map((schema) => ({ operation, schema })),
  );
});
afterAll(async () => {
  await t.close();
});

async function refusalOf({ method, path }: Operation, body: unknown): Promise<unknown> {
  const answer = await fetch(`${t.url}${path.replaceAll(/\{\w+\}/g, 'f'.repeat(24))}`, {
    method: method.toUpperCase(),
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  return { status: answer.status, code: ((await answer.json()) as { error?: { code: string } }).error?.code };
}

describe('a field that a route does not know', () => {
  it('is refused by every route, whatever privilege it names', async () => {
    expect(writes.length).toBeGreaterThan(25);
    const accepted: string[] = [];
    for (const { operation, schema } of writes) {
      const sample = sampleOf('', schema) as Record<string, unknown>;
      const foreign = Object.entries(PRIVILEGED).filter(([field]) => !(field in sample));
      for (const [field, value] of foreign) {
        const refusal = await refusalOf(operation, { ...sample, [field]: value });
        // a cookie-authenticated route refuses before it looks at the body
        const refused = [
          { status: 400, code: 'VALIDATION_FAILED' },
          { status: 403, code: 'CSRF_FAILED' },
        ].some((expected) => JSON.stringify(expected) === JSON.stringify(refusal));
        if (!refused) accepted.push(`${operation.method} ${operation.path} ${field}: ${JSON.stringify(refusal)}`);
      }
    }
    expect(accepted).toEqual([]);
  }, 60_000);

  it('says so for the field by its name, and repeats no value', async () => {
    const login = writes.find(({ operation }) => operation.path.endsWith('/auth/login'));
    if (login === undefined) throw new Error('there is no sign-in');
    const answer = await fetch(`${t.url}${login.operation.path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ email: 'a@example.org', password: 'x', role: 'super_admin<script>' }),
    });
    const text = await answer.text();
    expect(text).toContain('role');
    expect(text).not.toContain('super_admin');
  });
});
