/** The injection token of the configuration tree. */
export const APP_CONFIG = Symbol('APP_CONFIG');

/** Which proxies may name the client: nobody, the last `hops` ones, or those within `ranges`. */
export type ProxyTrust =
  | { readonly kind: 'none' }
  | { readonly kind: 'hops'; readonly hops: number }
  | { readonly kind: 'ranges'; readonly ranges: readonly string[] };

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
  readonly mongodbUri: string;
  readonly redisUrl: string | null;
  readonly cookies: { readonly secure: boolean };
  readonly secrets: { readonly app: string; readonly audit: string; readonly jwtPrivateKeyPem: string };
  readonly tokens: {
    readonly issuer: string;
    readonly audience: string;
    readonly accessMinutes: number;
    readonly sessionDays: number;
    readonly rememberedSessionDays: number;
  };
  readonly passwords: { readonly memoryKiB: number; readonly iterations: number };
  readonly lockout: {
    readonly accountFailures: number;
    readonly addressFailures: number;
    readonly windowMinutes: number;
    readonly accountMinutes: number;
    readonly addressMinutes: number;
  };
  readonly retention: { readonly attemptDays: number };
  /** The primary administrator to seed; `password` is null in production where none was given. */
  readonly admin: { readonly email: string; readonly password: string | null; readonly passwordWasMade: boolean };
}
