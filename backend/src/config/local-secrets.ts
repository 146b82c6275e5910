import { generateKeyPairSync, randomBytes, randomInt } from 'node:crypto';
import { chmodSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const localSecretsSchema = z.object({
  appSecret: z.string().min(32),
  auditKey: z.string().min(32),
  jwtPrivateKey: z.string().includes('PRIVATE KEY'),
  adminPassword: z.string().min(12),
});
/** The secrets of one local installation. */
export type LocalSecrets = z.infer<typeof localSecretsSchema>;

// no look-alikes (0/O, 1/l/I), so that it can be read off a terminal
const PASSWORD_ALPHABET = 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/** A random password of 20 characters in four groups (over 115 bits), easy to read out. */
export function makePassword(): string {
  const group = (): string =>
    Array.from({ length: 5 }, () => PASSWORD_ALPHABET.charAt(randomInt(PASSWORD_ALPHABET.length))).join('');
  return Array.from({ length: 4 }, group).join('-');
}

function makeSecrets(): LocalSecrets {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return {
    appSecret: randomBytes(32).toString('base64url'),
    auditKey: randomBytes(32).toString('base64url'),
    jwtPrivateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    adminPassword: makePassword(),
  };
}

/**
 * Reads the secrets of this installation from `<dataDir>/secrets.json` and makes them (mode 600) where there are none.
 * Two processes that start at once agree on one set: the file is linked into place, which fails for the second.
 */
export function loadLocalSecrets(dataDir: string): LocalSecrets {
  const file = join(dataDir, 'secrets.json');
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const draft = `${file}.${String(process.pid)}.${randomBytes(4).toString('hex')}`;
  writeFileSync(draft, `${JSON.stringify(makeSecrets(), null, 2)}\n`, { mode: 0o600 });
  try {
    linkSync(draft, file);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  } finally {
    rmSync(draft);
  }
  chmodSync(file, 0o600);
  const parsed = localSecretsSchema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  if (!parsed.success)
    throw new Error(`${file} is damaged: restore it from a backup, or delete it to make new secrets.`);
  return parsed.data;
}
