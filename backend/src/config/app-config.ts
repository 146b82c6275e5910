import type { ScannerAddress } from './clamav.js';

/** The injection token of the configuration tree. */
export const APP_CONFIG = Symbol('APP_CONFIG');

/** Which proxies may name the client: nobody, the last `hops` ones, or those within `ranges`. */
export type ProxyTrust =
  | { readonly kind: 'none' }
  | { readonly kind: 'hops'; readonly hops: number }
  | { readonly kind: 'ranges'; readonly ranges: readonly string[] };

/** An OpenID Connect provider that people may sign in with. */
export interface OauthProviderConfig {
  readonly id: string;
  readonly name: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** Where the records of the audit log go. `name` is how it was written, without anything secret. */
export type ForwardTarget =
  | { readonly kind: 'file'; readonly name: string; readonly path: string }
  | { readonly kind: 'stdout'; readonly name: string }
  | {
      readonly kind: 'syslog';
      readonly name: string;
      readonly transport: 'udp' | 'tcp' | 'tls';
      readonly host: string;
      readonly port: number;
    };

/** An account at Cloudinary. */
export interface CloudinaryConfig {
  readonly cloudName: string;
  readonly apiKey: string;
  readonly apiSecret: string;
  /** What the names of all files there begin with. */
  readonly folder: string;
  /** The origin of the API. */
  readonly apiUrl: string;
  /** The host that delivers; where it is private, its addresses do not name the cloud. */
  readonly deliveryHost: string;
  readonly isPrivateHost: boolean;
}

/** The configuration, read once at start and frozen. Durations are in the unit of their name. */
export interface AppConfig {
  readonly production: boolean;
  readonly server: {
    readonly host: string;
    readonly port: number;
    readonly publicUrl: string;
    readonly allowedOrigins: readonly string[];
    readonly trustProxy: ProxyTrust;
    readonly webRoot: string;
    readonly logLevel: string;
  };
  readonly dataDir: string;
  /** Where the bytes of files go; null for `dataDir`. */
  readonly cloudinary: CloudinaryConfig | null;
  /** The virus scanner that files are shown to; null where there is none. */
  readonly scanner: ScannerAddress | null;
  /** The name of the school, as certificates say who issued them. */
  readonly organisation: string;
  readonly mongodbUri: string;
  readonly redisUrl: string | null;
  readonly cookies: { readonly secure: boolean };
  readonly secrets: {
    readonly app: string;
    readonly audit: string;
    readonly jwtPrivateKeyPem: string;
    /** For secrets at rest: the first seals, all of them open; base64url of 32 bytes. */
    readonly encryptionKeys: readonly { readonly id: string; readonly key: string }[];
  };
  readonly tokens: {
    readonly issuer: string;
    readonly audience: string;
    readonly accessMinutes: number;
    readonly sessionDays: number;
    readonly rememberedSessionDays: number;
    readonly sessionMaxDays: number;
    readonly adminIdleMinutes: number;
    readonly adminSessionHours: number;
    readonly stepUpMinutes: number;
  };
  /** `required`: people with `admin:access` must have a second factor. */
  readonly secondFactorPolicy: 'required' | 'advised';
  readonly accounts: {
    readonly registration: 'open' | 'invitation' | 'closed';
    readonly deletionGraceDays: number;
    /** Ends with `/`; null where breached passwords are not asked for. */
    readonly passwordRangeUrl: string | null;
  };
  /** `smtpUrl` is null where mails are kept in the local mailbox (local start) or cannot be sent (production). */
  readonly mail: { readonly smtpUrl: string | null; readonly from: string };
  readonly oauth: { readonly providers: readonly OauthProviderConfig[] };
  readonly rateLimits: { readonly mode: 'enforce' | 'dry-run' | 'off' };
  /** The path of a database in MMDB form, `none`, or null for the one that is installed. */
  readonly countryDatabase: string | null;
  readonly passwords: { readonly memoryKiB: number; readonly iterations: number };
  readonly lockout: {
    readonly accountFailures: number;
    readonly addressFailures: number;
    readonly windowMinutes: number;
    readonly accountMinutes: number;
    readonly addressMinutes: number;
  };
  /** What goes out of the installation by itself. */
  readonly outward: {
    /** CIDR ranges that webhooks may go to although they are not public. */
    readonly webhookAllowPrivate: readonly string[];
    readonly forwardTo: readonly ForwardTarget[];
    readonly authLogFile: string | null;
  };
  /** What one person may store and upload at once. */
  /** Whether the courses of the demonstration are made. */
  readonly demonstration: boolean;
  readonly files: {
    readonly quotaBytes: number;
    readonly uploadsAtOnce: number;
    readonly uploadHours: number;
    readonly unusedDays: number;
  };
  readonly retention: { readonly attemptDays: number; readonly incidentDays: number };
  readonly audit: {
    /** 0 keeps records for ever. */
    readonly retentionDays: number;
    /** Null where checkpoints stand in the log of the process only. */
    readonly checkpointFile: string | null;
    readonly checkpointUrl: string | null;
    readonly checkpointMinutes: number;
    /** 0: nobody but a person verifies. */
    readonly verifyHours: number;
  };
  /** The primary administrator to seed; `password` is null in production where none was given. */
  readonly admin: { readonly email: string; readonly password: string | null; readonly passwordWasMade: boolean };
}
