import { hkdfSync } from 'node:crypto';
import type { AppConfig } from './app-config.js';

const DERIVED_ID = 'app';
const ENTRY = /^([\w-]{1,40}):([A-Za-z0-9+/_-]+={0,2})$/;

/** What is wrong with a value of ENCRYPTION_KEYS, as half a sentence; null where nothing is. */
export function encryptionKeyProblem(value: string | undefined): string | null {
  if (value === undefined) return null;
  const entries = parse(value);
  if (entries.some((entry) => entry?.bytes.length !== 32))
    return 'must be a comma list of id:base64 of 32 random bytes';
  return new Set(entries.map((entry) => entry?.id)).size === entries.length ? null : 'must not name an id twice';
}

/**
 * The keys for secrets at rest. The one that derives from the application's secret comes last, under the id `app` where
 * that is free: it still opens what was sealed before any key was given.
 */
export function encryptionKeysOf(value: string | undefined, appSecret: string): AppConfig['secrets']['encryptionKeys'] {
  const bytes = Buffer.from(hkdfSync('sha256', appSecret, '', 'classy-book/secrets-at-rest', 32));
  const derived = { id: DERIVED_ID, key: bytes.toString('base64url') };
  const given = parse(value ?? '').flatMap((entry) =>
    entry === null ? [] : [{ id: entry.id, key: entry.bytes.toString('base64url') }],
  );
  return given.some(({ id }) => id === DERIVED_ID) ? given : [...given, derived];
}

function parse(value: string): ({ readonly id: string; readonly bytes: Buffer } | null)[] {
  return value.split(',').map((part) => {
    const [, id, key] = ENTRY.exec(part.trim()) ?? [];
    return id === undefined || key === undefined ? null : { id, bytes: Buffer.from(key, 'base64') };
  });
}
