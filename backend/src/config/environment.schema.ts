import { z } from 'zod';

const flag = z.enum(['true', 'false']).transform((value) => value === 'true');
const whole = (minimum: number, maximum: number) => z.coerce.number().int().min(minimum).max(maximum);
const text = z.string().trim().min(1);
const origins = text.transform((value) =>
  value
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== ''),
);

/**
 * Every environment variable that Classy Book reads, as it is written: the one place where a name, its form, its
 * default and its description stand. `docs/configuration.md` is generated from it.
 */
export const environmentSchema = z.object({
  NODE_ENV: z
    .enum(['development', 'test', 'production'])
    .default('development')
    .describe('`production` demands every secret and refuses to start without it; anything else is a local start.'),
  PORT: whole(0, 65_535).default(3000).describe('The port of the SPA, the API and the socket. 0 takes a free one.'),
  HOST: text
    .optional()
    .describe('The address to listen on. Default: 127.0.0.1 in a local start, 0.0.0.0 in production.'),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('The origin under which browsers reach this installation, such as https://learn.example.org.'),
  MONGODB_URI: z
    .string()
    .regex(/^mongodb(\+srv)?:\/\//, { error: 'must start with mongodb:// or mongodb+srv://' })
    .optional()
    .describe('MongoDB 7 or later, a replica set. `npm start` finds or makes a database where it is not set.'),
  REDIS_URL: z
    .string()
    .regex(/^rediss?:\/\//, { error: 'must start with redis:// or rediss://' })
    .optional()
    .describe('Redis 7 or later; needed only where more than one process runs.'),
  TRUST_PROXY: text
    .optional()
    .describe(
      'Which proxies may name the client in `X-Forwarded-For`: `none`, a number of hops, or a comma list of addresses and CIDR ranges (`loopback` is understood). Default: `loopback` in a local start, `none` in production.',
    ),
  CORS_ORIGINS: origins
    .default([])
    .describe('Other origins that may call the API from a browser, separated by commas.'),
  DATA_DIR: text
    .default('.data')
    .describe(
      'Where uploaded files are kept, and in a local start the secrets and the database. Several processes share it.',
    ),
  WEB_ROOT: text.optional().describe('The built single-page application. Default: the one in this repository.'),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
    .optional()
    .describe('Default: `info` in production, `warn` in a local start.'),
  APP_SECRET: text
    .optional()
    .describe('At least 32 random characters; the keys for cookies and tokens derive from it.'),
  AUDIT_KEY: text.optional().describe('At least 32 random characters; keys the hash chain of the audit log.'),
  JWT_PRIVATE_KEY: text
    .optional()
    .describe('The ES256 signing key: a PKCS#8 PEM of a P-256 key; `\\n` may stand for a line break.'),
  ADMIN_EMAIL: z
    .email()
    .optional()
    .describe('The primary administrator, made at the first start. Default locally: admin@classy.local.'),
  ADMIN_PASSWORD: z
    .string()
    .min(12, { error: 'must have at least 12 characters' })
    .max(128)
    .optional()
    .describe('The first password of the primary administrator. A local start makes one where it is not set.'),
  ACCESS_TOKEN_MINUTES: whole(1, 60).default(15).describe('Life of an access token.'),
  SESSION_DAYS: whole(1, 90).default(7).describe('Life of a session that is not refreshed.'),
  SESSION_MAX_DAYS: whole(1, 365).default(90).describe('The last end of a session, however often it is refreshed.'),
  ADMIN_SESSION_IDLE_MINUTES: whole(5, 10_080)
    .default(60)
    .describe('Life of an unused session of somebody who may enter the console, remembered or not.'),
  ADMIN_SESSION_HOURS: whole(1, 720).default(12).describe('The last end of such a session.'),
  STEP_UP_MINUTES: whole(1, 60)
    .default(10)
    .describe('How long after a fresh proof of who one is sensitive changes are open.'),
  SECOND_FACTOR_POLICY: z
    .enum(['required', 'advised'])
    .optional()
    .describe(
      'Whether people who may enter the console must have a second factor. Default: `required` in production, `advised` in a local start.',
    ),
  REGISTRATION: z
    .enum(['open', 'invitation', 'closed'])
    .optional()
    .describe('Who may make an account. Default: `open` in a local start, `invitation` in production.'),
  DELETION_GRACE_DAYS: whole(0, 90).default(14).describe('How long a deletion that its owner asked for can be undone.'),
  PASSWORD_RANGE_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe(
      'A service that knows breached passwords by the first five characters of their SHA-1, such as https://api.pwnedpasswords.com/range/. Off where it is not set; when it does not answer, the password is accepted.',
    ),
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\//, { error: 'must start with smtp:// or smtps://' })
    .optional()
    .describe(
      'The mail server, such as smtps://user:password@mail.example.org. A local start without it keeps mails at /dev/mailbox.',
    ),
  MAIL_FROM: text
    .default('Classy Book <no-reply@localhost>')
    .describe('The sender of mails, such as `Classy Book <no-reply@example.org>`.'),
  ENCRYPTION_KEYS: text
    .optional()
    .describe(
      'Keys for secrets at rest, `id:base64` of 32 bytes, separated by commas; the first one seals, all of them open. Default: one that derives from APP_SECRET.',
    ),
  GOOGLE_CLIENT_ID: text.optional().describe('Sign-in with Google; needs GOOGLE_CLIENT_SECRET.'),
  GOOGLE_CLIENT_SECRET: text.optional().describe('The secret that belongs to GOOGLE_CLIENT_ID.'),
  OIDC_PROVIDERS: text
    .optional()
    .describe(
      'Other OpenID Connect providers as a JSON list: `[{"id":"school","name":"School","issuer":"https://id.example.org","clientId":"...","clientSecret":"..."}]`.',
    ),
  RATE_LIMITS: z
    .enum(['enforce', 'dry-run', 'off'])
    .default('enforce')
    .describe('`dry-run` counts and tells the desk, but refuses nobody.'),
  COUNTRY_DATABASE: text
    .optional()
    .describe(
      'A country database in MMDB form. Default: the one from npm where it is installed; `none` switches countries off.',
    ),
  REMEMBERED_SESSION_DAYS: whole(1, 365).default(30).describe('The same with "keep me signed in".'),
  ARGON2_MEMORY_KIB: whole(7_168, 1_048_576)
    .default(19_456)
    .describe('Argon2id memory; hashes upgrade at the next sign-in.'),
  ARGON2_ITERATIONS: whole(1, 10).default(2).describe('Argon2id iterations.'),
  LOCKOUT_FAILURES: whole(2, 100).default(5).describe('Failures of one account within the window that lock it.'),
  ADDRESS_FAILURES: whole(2, 1000).default(5).describe('Failures from one address within the window that block it.'),
  LOCKOUT_WINDOW_MINUTES: whole(1, 1440).default(15).describe('The window in which failures are counted.'),
  LOCKOUT_MINUTES: whole(1, 1440)
    .default(15)
    .describe('The first lock of an account; it doubles with each repetition within two days.'),
  ADDRESS_BLOCK_MINUTES: whole(1, 10_080).default(30).describe('The first block of an address; it doubles likewise.'),
  ATTEMPT_RETENTION_DAYS: whole(1, 3650).default(30).describe('How long sign-in attempts are kept.'),
  INCIDENT_RETENTION_DAYS: whole(1, 3650).default(365).describe('How long closed incidents are kept; open ones stay.'),
  AUDIT_RETENTION_DAYS: whole(0, 36_500)
    .refine((days) => days === 0 || days >= 30, { error: 'must be 0 (for ever) or at least 30' })
    .default(0)
    .describe('How long records of the audit log are kept, at least 30 days; 0 keeps them for ever.'),
  AUDIT_CHECKPOINT_FILE: text
    .optional()
    .describe(
      'Where signed checkpoints of the audit log are appended, one JSON object a line. Default: `audit-checkpoints.jsonl` in DATA_DIR in a local start, none in production.',
    ),
  AUDIT_CHECKPOINT_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('Where each checkpoint is posted as well, as JSON; https, or this machine.'),
  AUDIT_CHECKPOINT_MINUTES: whole(1, 1440)
    .default(5)
    .describe('How often a checkpoint is made where something was written.'),
  AUDIT_VERIFY_HOURS: whole(0, 720)
    .default(24)
    .describe('How often one of the processes verifies the whole audit log by itself; 0 never.'),
  WEBHOOK_ALLOW_PRIVATE: text
    .optional()
    .describe(
      'Private addresses that webhooks may go to all the same, a comma list of CIDR ranges such as `10.20.0.0/16`. Default: none.',
    ),
  FORWARD_TO: text
    .optional()
    .describe(
      'Where every record of the audit log goes as a JSON line (ECS), a comma list of `file:/var/log/classy-book/audit.json`, `stdout:`, `syslog+udp://host:514`, `syslog+tcp://host:601` and `syslog+tls://host:6514`. Off where it is not set.',
    ),
  AUTH_LOG_FILE: text
    .optional()
    .describe(
      'A file to which each failed or refused sign-in is written as one line, for fail2ban. Off where it is not set.',
    ),
  ORGANISATION_NAME: text
    .max(120)
    .default('Classy Book')
    .describe('The name of the school or company, as certificates say who issued them.'),
  DEMONSTRATION: z
    .enum(['on', 'off'])
    .optional()
    .describe('Two small courses with people in them, made once. Default: on in a local start, off in production.'),
  CLAMAV_URL: text
    .optional()
    .describe(
      'Where clamd of ClamAV listens, `unix:/run/clamav/clamd.ctl` or `tcp://host:3310`. Nobody gets a file before it has answered. Default: files are not scanned.',
    ),
  CLOUDINARY_URL: text
    .optional()
    .describe(
      'Keeps the bytes of files at Cloudinary: `cloudinary://key:secret@cloud`, as its console shows it. `?folder=` is what the names of files there begin with (`classy-book`), `?upload_prefix=` another address of the API, such as https://api-eu.cloudinary.com. Default: the disk, in DATA_DIR.',
    ),
  FILE_QUOTA_GB: whole(1, 10_000).default(5).describe('How much one person may store, in gigabytes.'),
  FILE_UPLOAD_HOURS: whole(1, 720)
    .default(24)
    .describe('How long an upload in pieces is kept after it was last heard of, so that it can be resumed.'),
  FILE_UNUSED_DAYS: whole(1, 3_650)
    .default(7)
    .describe(
      'After how many days a file goes that nothing names: no course, no lesson, no draft, no history, no work of a learner.',
    ),
  FILE_UPLOADS_AT_ONCE: whole(1, 50).default(4).describe('How many files one person may upload at the same time.'),
  SECURE_COOKIES: flag.optional().describe('`__Host-` cookies. Default: true where PUBLIC_URL is https.'),
});
export type Environment = z.infer<typeof environmentSchema>;
