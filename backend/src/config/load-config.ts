import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AppConfig, ProxyTrust } from './app-config.js';
import { scannerAddressOf, scannerProblem } from './clamav.js';
import { cloudinaryOf, cloudinaryProblem } from './cloudinary.js';
import { ConfigurationError, type ConfigurationProblem } from './configuration-error.js';
import { environmentSchema, type Environment } from './environment.schema.js';
import { encryptionKeyProblem, encryptionKeysOf } from './encryption-keys.js';
import { loadLocalSecrets, type LocalSecrets } from './local-secrets.js';
import { oauthProblem, oauthProvidersOf } from './oauth-providers.js';
import { forwardProblem, forwardTargetsOf, privateRangesOf, privateRangesProblem } from './outward.js';
import { parseProxyTrust } from './proxy-trust.js';
import { signingKeyProblem, weaknessOf } from './weak-secret.js';

const DEFAULT_ADMIN = 'admin@classy.local';
const REPOSITORY = resolve(dirname(fileURLToPath(import.meta.url)), '..', '..', '..');

/**
 * Turns an environment into the configuration tree.
 * @param source the variables, usually `process.env`; empty ones count as not set
 * @returns the frozen tree
 * @throws ConfigurationError that lists every problem at once
 */
export function loadConfig(source: NodeJS.ProcessEnv): AppConfig {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = environmentSchema.safeParse(given);
  if (!parsed.success) {
    throw new ConfigurationError(
      parsed.error.issues.map((issue) => ({ variable: issue.path.join('.') || 'environment', message: issue.message })),
    );
  }
  const env = parsed.data;
  const production = env.NODE_ENV === 'production';
  const problems = [...commonProblems(env), ...(production ? productionProblems(env) : [])];
  if (problems.length > 0) throw new ConfigurationError(problems);
  const local = production ? null : loadLocalSecrets(resolve(env.DATA_DIR));
  return deepFreeze(buildTree(env, production, local));
}

function commonProblems(env: Environment): ConfigurationProblem[] {
  const problems: ConfigurationProblem[] = [];
  const trust = env.TRUST_PROXY === undefined ? null : parseProxyTrust(env.TRUST_PROXY);
  if (typeof trust === 'string') problems.push({ variable: 'TRUST_PROXY', message: trust });
  if (env.MONGODB_URI === undefined) {
    problems.push({
      variable: 'MONGODB_URI',
      message: 'must name a MongoDB replica set (npm start finds one by itself)',
    });
  }
  for (const origin of env.CORS_ORIGINS) {
    if (!URL.canParse(origin) || new URL(origin).origin !== origin) {
      problems.push({
        variable: 'CORS_ORIGINS',
        message: 'must hold origins such as https://app.example.org, without a path',
      });
    }
  }
  const keys = encryptionKeyProblem(env.ENCRYPTION_KEYS);
  if (keys !== null) problems.push({ variable: 'ENCRYPTION_KEYS', message: keys });
  if (env.AUDIT_CHECKPOINT_URL !== undefined && !isSafeTarget(env.AUDIT_CHECKPOINT_URL)) {
    problems.push({ variable: 'AUDIT_CHECKPOINT_URL', message: 'must be https, or http to this machine' });
  }
  const ranges = privateRangesProblem(env.WEBHOOK_ALLOW_PRIVATE);
  if (ranges !== null) problems.push({ variable: 'WEBHOOK_ALLOW_PRIVATE', message: ranges });
  const forward = forwardProblem(env.FORWARD_TO);
  if (forward !== null) problems.push({ variable: 'FORWARD_TO', message: forward });
  const cloudinary = cloudinaryProblem(env.CLOUDINARY_URL);
  if (cloudinary !== null) problems.push({ variable: 'CLOUDINARY_URL', message: cloudinary });
  const scanner = scannerProblem(env.CLAMAV_URL);
  if (scanner !== null) problems.push({ variable: 'CLAMAV_URL', message: scanner });
  const oauth = oauthProblem(env);
  if (oauth !== null) problems.push(oauth);
  if (env.JWT_PRIVATE_KEY !== undefined) {
    const problem = signingKeyProblem(pem(env.JWT_PRIVATE_KEY));
    if (problem !== null) problems.push({ variable: 'JWT_PRIVATE_KEY', message: problem });
  }
  return problems;
}

function productionProblems(env: Environment): ConfigurationProblem[] {
  const problems: ConfigurationProblem[] = [];
  for (const variable of ['APP_SECRET', 'AUDIT_KEY', 'JWT_PRIVATE_KEY', 'PUBLIC_URL'] as const) {
    if (env[variable] === undefined) problems.push({ variable, message: 'must be set in production' });
  }
  for (const variable of ['APP_SECRET', 'AUDIT_KEY'] as const) {
    const weakness = env[variable] === undefined ? null : weaknessOf(env[variable]);
    if (weakness !== null) problems.push({ variable, message: weakness });
  }
  if (env.APP_SECRET !== undefined && env.APP_SECRET === env.AUDIT_KEY) {
    problems.push({ variable: 'AUDIT_KEY', message: 'must differ from APP_SECRET' });
  }
  if (env.ADMIN_PASSWORD !== undefined && new Set(env.ADMIN_PASSWORD).size < 6) {
    problems.push({ variable: 'ADMIN_PASSWORD', message: 'looks guessable; use a longer, random one' });
  }
  return problems;
}

function buildTree(env: Environment, production: boolean, local: LocalSecrets | null): AppConfig {
  const publicUrl = new URL(env.PUBLIC_URL ?? `http://localhost:${String(env.PORT)}`).origin;
  return {
    production,
    server: {
      host: env.HOST ?? (production ? '0.0.0.0' : '127.0.0.1'),
      port: env.PORT,
      publicUrl,
      allowedOrigins: env.CORS_ORIGINS,
      trustProxy: env.TRUST_PROXY === undefined ? defaultTrust(production) : trustOf(env.TRUST_PROXY),
      webRoot: env.WEB_ROOT ?? resolve(REPOSITORY, 'frontend/dist/frontend/browser'),
      logLevel: env.LOG_LEVEL ?? (production ? 'info' : 'warn'),
    },
    dataDir: resolve(env.DATA_DIR),
    cloudinary: cloudinaryOf(env.CLOUDINARY_URL),
    scanner: scannerAddressOf(env.CLAMAV_URL),
    organisation: env.ORGANISATION_NAME,
    mongodbUri: required(env.MONGODB_URI),
    redisUrl: env.REDIS_URL ?? null,
    cookies: { secure: env.SECURE_COOKIES ?? publicUrl.startsWith('https:') },
    secrets: {
      app: env.APP_SECRET ?? required(local?.appSecret),
      audit: env.AUDIT_KEY ?? required(local?.auditKey),
      jwtPrivateKeyPem: pem(env.JWT_PRIVATE_KEY ?? required(local?.jwtPrivateKey)),
      encryptionKeys: encryptionKeysOf(env.ENCRYPTION_KEYS, env.APP_SECRET ?? required(local?.appSecret)),
    },
    ...identityTree(env, production),
    tokens: tokenTree(env, publicUrl),
    passwords: { memoryKiB: env.ARGON2_MEMORY_KIB, iterations: env.ARGON2_ITERATIONS },
    lockout: lockoutTree(env),
    outward: outwardTree(env),
    demonstration: (env.DEMONSTRATION ?? (env.NODE_ENV === 'development' ? 'on' : 'off')) === 'on',
    files: {
      quotaBytes: env.FILE_QUOTA_GB * 1024 ** 3,
      uploadsAtOnce: env.FILE_UPLOADS_AT_ONCE,
      uploadHours: env.FILE_UPLOAD_HOURS,
      unusedDays: env.FILE_UNUSED_DAYS,
    },
    retention: { attemptDays: env.ATTEMPT_RETENTION_DAYS, incidentDays: env.INCIDENT_RETENTION_DAYS },
    audit: auditTree(env, production),
    admin: {
      email: (env.ADMIN_EMAIL ?? DEFAULT_ADMIN).normalize('NFKC').toLowerCase(),
      password: env.ADMIN_PASSWORD ?? local?.adminPassword ?? null,
      passwordWasMade: env.ADMIN_PASSWORD === undefined && local !== null,
    },
  };
}

function tokenTree(env: Environment, publicUrl: string): AppConfig['tokens'] {
  return {
    issuer: publicUrl,
    audience: 'classy-book',
    accessMinutes: env.ACCESS_TOKEN_MINUTES,
    sessionDays: env.SESSION_DAYS,
    rememberedSessionDays: env.REMEMBERED_SESSION_DAYS,
    sessionMaxDays: env.SESSION_MAX_DAYS,
    adminIdleMinutes: env.ADMIN_SESSION_IDLE_MINUTES,
    adminSessionHours: env.ADMIN_SESSION_HOURS,
    stepUpMinutes: env.STEP_UP_MINUTES,
  };
}

function outwardTree(env: Environment): AppConfig['outward'] {
  return {
    webhookAllowPrivate: privateRangesOf(env.WEBHOOK_ALLOW_PRIVATE),
    forwardTo: forwardTargetsOf(env.FORWARD_TO),
    authLogFile: env.AUTH_LOG_FILE === undefined ? null : resolve(env.AUTH_LOG_FILE),
  };
}

function lockoutTree(env: Environment): AppConfig['lockout'] {
  return {
    accountFailures: env.LOCKOUT_FAILURES,
    addressFailures: env.ADDRESS_FAILURES,
    windowMinutes: env.LOCKOUT_WINDOW_MINUTES,
    accountMinutes: env.LOCKOUT_MINUTES,
    addressMinutes: env.ADDRESS_BLOCK_MINUTES,
  };
}

function identityTree(
  env: Environment,
  production: boolean,
): Pick<AppConfig, 'secondFactorPolicy' | 'accounts' | 'mail' | 'oauth' | 'rateLimits' | 'countryDatabase'> {
  return {
    secondFactorPolicy: env.SECOND_FACTOR_POLICY ?? (production ? 'required' : 'advised'),
    accounts: {
      registration: env.REGISTRATION ?? (production ? 'invitation' : 'open'),
      deletionGraceDays: env.DELETION_GRACE_DAYS,
      passwordRangeUrl: env.PASSWORD_RANGE_URL?.replace(/\/?$/, '/') ?? null,
    },
    mail: { smtpUrl: env.SMTP_URL ?? null, from: env.MAIL_FROM },
    oauth: { providers: oauthProvidersOf(env) },
    rateLimits: { mode: env.RATE_LIMITS },
    countryDatabase: env.COUNTRY_DATABASE ?? null,
  };
}

function auditTree(env: Environment, production: boolean): AppConfig['audit'] {
  const own = production ? null : resolve(env.DATA_DIR, 'audit-checkpoints.jsonl');
  return {
    retentionDays: env.AUDIT_RETENTION_DAYS,
    checkpointFile: env.AUDIT_CHECKPOINT_FILE === undefined ? own : resolve(env.AUDIT_CHECKPOINT_FILE),
    checkpointUrl: env.AUDIT_CHECKPOINT_URL ?? null,
    checkpointMinutes: env.AUDIT_CHECKPOINT_MINUTES,
    verifyHours: env.AUDIT_VERIFY_HOURS,
  };
}

function defaultTrust(production: boolean): ProxyTrust {
  return production ? { kind: 'none' } : trustOf('loopback');
}

function trustOf(value: string): ProxyTrust {
  const trust = parseProxyTrust(value);
  if (typeof trust === 'string') throw new Error(trust);
  return trust;
}

function isSafeTarget(url: string): boolean {
  const { protocol, hostname } = new URL(url);
  return protocol === 'https:' || ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
}

function pem(value: string): string {
  return value.replaceAll('\\n', '\n');
}

function required<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('a value that was checked before is missing');
  return value;
}

function deepFreeze<T>(tree: T): T {
  if (typeof tree === 'object' && tree !== null) {
    for (const branch of Object.values(tree) as unknown[]) deepFreeze(branch);
    Object.freeze(tree);
  }
  return tree;
}
