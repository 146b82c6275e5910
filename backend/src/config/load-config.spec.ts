import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ConfigurationError } from './configuration-error.js';
import { loadConfig } from './load-config.js';

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'classy-config-'));
});
afterEach(() => {
  rmSync(dataDir, { recursive: true, force: true });
});

const MONGODB_URI = 'mongodb://127.0.0.1:27017/x';
const key = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  .privateKey.export({ type: 'pkcs8', format: 'pem' })
  .toString();

function production(overrides: Record<string, string> = {}): Record<string, string> {
  return {
    NODE_ENV: 'production',
    MONGODB_URI,
    PUBLIC_URL: 'https://learn.example.org',
    APP_SECRET: 'k3J9vQx2LmZr8TnWb5YcD7fGhS1pRtUa4eVi',
    AUDIT_KEY: 'Zx8Cv6Bn4Mq2Wr7Ty9Up1Lo3Ki5Jh0GfDsAe',
    JWT_PRIVATE_KEY: key,
    ...overrides,
  };
}

function problemsOf(environment: Record<string, string>): string[] {
  try {
    loadConfig(environment);
  } catch (error) {
    if (error instanceof ConfigurationError) return error.problems.map((problem) => problem.variable);
    throw error;
  }
  return [];
}

describe('a local start', () => {
  it('makes its secrets once and keeps them for its owner alone', () => {
    const first = loadConfig({ MONGODB_URI, DATA_DIR: dataDir });
    const second = loadConfig({ MONGODB_URI, DATA_DIR: dataDir });
    expect(second.secrets).toEqual(first.secrets);
    expect(second.admin.password).toBe(first.admin.password);
    expect(statSync(join(dataDir, 'secrets.json')).mode & 0o777).toBe(0o600);
  });

  it('makes other secrets for another installation', () => {
    const other = mkdtempSync(join(tmpdir(), 'classy-config-'));
    const a = loadConfig({ MONGODB_URI, DATA_DIR: dataDir });
    const b = loadConfig({ MONGODB_URI, DATA_DIR: other });
    rmSync(other, { recursive: true });
    expect(a.secrets.app).not.toBe(b.secrets.app);
    expect(a.admin.password).not.toBe(b.admin.password);
  });

  it('trusts proxies on this machine only, and listens to this machine only', () => {
    const config = loadConfig({ MONGODB_URI, DATA_DIR: dataDir });
    expect(config.server.trustProxy).toEqual({ kind: 'ranges', ranges: ['127.0.0.0/8', '::1/128'] });
    expect(config.server.host).toBe('127.0.0.1');
  });

  it('gives a tree that nobody can change', () => {
    const config = loadConfig({ MONGODB_URI, DATA_DIR: dataDir });
    expect(() => Object.assign(config.lockout, { accountFailures: 1_000_000 })).toThrow(TypeError);
  });
});

describe('production', () => {
  it('starts with everything that it demands', () => {
    expect(loadConfig(production()).cookies.secure).toBe(true);
  });

  it('names every missing secret at once', () => {
    expect(problemsOf({ NODE_ENV: 'production', MONGODB_URI })).toEqual([
      'APP_SECRET',
      'AUDIT_KEY',
      'JWT_PRIVATE_KEY',
      'PUBLIC_URL',
    ]);
  });

  it.each(['short', 'changeme-changeme-changeme-changeme', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'])(
    'refuses the weak secret %j',
    (weak) => {
      expect(problemsOf(production({ APP_SECRET: weak }))).toEqual(['APP_SECRET']);
    },
  );

  it('refuses one secret for two purposes', () => {
    const { APP_SECRET = '' } = production();
    expect(problemsOf(production({ AUDIT_KEY: APP_SECRET }))).toEqual(['AUDIT_KEY']);
  });

  it('refuses a signing key of another kind', () => {
    const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
    expect(
      problemsOf(production({ JWT_PRIVATE_KEY: rsa.export({ type: 'pkcs8', format: 'pem' }).toString() })),
    ).toEqual(['JWT_PRIVATE_KEY']);
  });

  it('trusts no proxy that it was not told of', () => {
    expect(loadConfig(production()).server.trustProxy).toEqual({ kind: 'none' });
  });

  it('writes no secrets to the disk', () => {
    loadConfig(production({ DATA_DIR: dataDir }));
    expect(() => readFileSync(join(dataDir, 'secrets.json'))).toThrow(/ENOENT/);
  });
});

describe('a wrong environment', () => {
  it('is reported as a whole, by name and never by value', () => {
    const environment = {
      PORT: 'http',
      MONGODB_URI: 'postgres://user:hunter2@db',
      LOG_LEVEL: 'loud',
      DATA_DIR: dataDir,
    };
    expect(problemsOf(environment)).toEqual(['PORT', 'MONGODB_URI', 'LOG_LEVEL']);
    expect(() => loadConfig(environment)).toThrow(
      expect.not.objectContaining({ message: expect.stringContaining('hunter2') as string }) as Error,
    );
  });

  it.each(['yes', '0', '17', '10.0.0.0/33', 'loopback,', '1.2.3.4/x'])('refuses TRUST_PROXY=%s', (value) => {
    expect(problemsOf({ MONGODB_URI, DATA_DIR: dataDir, TRUST_PROXY: value })).toEqual(['TRUST_PROXY']);
  });

  it('refuses a CORS origin with a path', () => {
    expect(problemsOf({ MONGODB_URI, DATA_DIR: dataDir, CORS_ORIGINS: 'https://a.example/app' })).toEqual([
      'CORS_ORIGINS',
    ]);
  });
});
