import { ObjectId } from 'mongodb';
import type { ScratchDatabase } from './scratch-database.ts';

const BATCH = 5_000;
const SPAN_MS = 20 * 86_400_000;
const ACCOUNTS = 50_000;
const NETWORKS = 4_000;
const COUNTRIES = ['DE', 'EG', 'FR', 'NL', 'US', null];

type Row = Record<string, unknown>;

/** Puts attempts, and audit records of things that people did, into a database as the server would have: `rows` of each, over twenty days. */
export async function fillLists(
  { db }: ScratchDatabase,
  rows: number,
  progress: (done: number) => void,
): Promise<void> {
  const start = Date.now() - SPAN_MS - 60_000;
  for (let from = 0; from < rows; from += BATCH) {
    const numbers = Array.from({ length: Math.min(BATCH, rows - from) }, (_, index) => from + index);
    const moments = numbers.map((n) => start + Math.floor((n * SPAN_MS) / rows));
    const attempts = numbers.map((n, index) => attemptOf(n, moments[index] ?? start));
    const records = numbers.map((n, index) => recordOf(n, moments[index] ?? start));
    await db.collection('login_attempts').insertMany(attempts, { ordered: false });
    await db.collection('audit_logs').insertMany(records, { ordered: false });
    progress(from + numbers.length);
  }
}

/** The address of the n-th attempt: a few networks are much busier than the others. */
export const addressOf = (n: number): string => {
  const network = Math.floor(NETWORKS * ((n * 7_919) % 1_000_003) ** 2 * 1e-12) % NETWORKS;
  return `10.${String(network >> 8)}.${String(network & 255)}.${String(n % 200)}`;
};
export const accountOf = (n: number): string => `person${String((n * 104_729) % ACCOUNTS)}@example.org`;

function attemptOf(n: number, at: number): Row {
  const outcome = n % 10 === 0 ? 'failed' : n % 97 === 0 ? 'blocked' : 'succeeded';
  const reasons: Readonly<Record<string, string>> = { failed: 'wrong_password', blocked: 'address_blocked' };
  const failureReason = n % 1_000 === 0 ? 'unknown_account' : (reasons[outcome] ?? null);
  const ipAddress = addressOf(n);
  const bytes = ipAddress.split('.').map((part) => Number(part).toString(16).padStart(2, '0'));
  return {
    _id: idOf(n, at, 0),
    email: accountOf(n),
    userId: null,
    ipAddress,
    ipKey: `${'0'.repeat(20)}ffff${bytes.join('')}`,
    success: outcome === 'succeeded',
    outcome,
    failureReason,
    method: n % 40 === 0 ? 'passkey' : 'password',
    factor: null,
    deviceInfo: { label: 'Firefox 140 · Linux', browser: 'Firefox', os: 'Linux', kind: 'desktop' },
    userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
    sessionId: null,
    country: COUNTRIES[n % COUNTRIES.length] ?? null,
    requestId: `bench-${String(n)}`,
    timestamp: new Date(at),
  };
}

function recordOf(n: number, at: number): Row {
  const email = accountOf(n);
  const actions = ['sessions.ended', 'account.changed', 'account.locked', 'records.exported', 'role.changed'];
  const userId = (n % ACCOUNTS).toString(16).padStart(24, '0');
  return {
    _id: idOf(n, at, 1),
    action: n % 10 < 6 ? 'account.changed' : (actions[n % actions.length] ?? 'account.changed'),
    actor: { kind: 'user', name: email, userId },
    resourceType: 'account',
    resourceId: email,
    details: { userId, email, change: 'profile_updated' },
    ipAddress: addressOf(n),
    requestId: `bench-${String(n)}`,
    timestamp: new Date(at),
    chain: { writer: 'bench', seq: n + 1, prevHash: '0'.repeat(64), hash: '0'.repeat(64) },
  };
}

// seconds, milliseconds, a sequence and a mark, as the server makes them
function idOf(n: number, at: number, mark: number): ObjectId {
  const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0');
  const seconds = Math.floor(at / 1_000);
  return new ObjectId(hex(seconds, 8) + hex(at % 1_000, 4) + hex(n % 0xffffff, 6) + hex(mark, 6));
}
