import { Inject, Injectable, Logger } from '@nestjs/common';
import { emailSchema } from '@classy-book/contracts/primitives';
import * as openid from 'openid-client';
import { APP_CONFIG, type AppConfig, type OauthProviderConfig } from '../../config/app-config.js';
import { AppError } from '../../common/response/app-error.js';
import { providerRefused, providerUnavailable, unknownProvider } from './oauth.errors.js';

/** What binds a way through a provider to its beginning. */
export interface Proofs {
  readonly state: string;
  readonly nonce: string;
  /** The PKCE code verifier (RFC 7636). */
  readonly verifier: string;
}

/** What a provider says about somebody, after everything in it was checked. */
export interface ProviderWord {
  readonly issuer: string;
  readonly subject: string;
  /** In the form in which emails are stored; null where there is none, or none that is one. */
  readonly email: string | null;
  /** The provider vouches for the email. */
  readonly emailVerified: boolean;
  readonly givenName: string | null;
  readonly familyName: string | null;
  readonly fullName: string | null;
}

interface Discovered {
  readonly client: openid.Configuration;
  readonly at: number;
}

const SCOPE = 'openid email profile';
const TIMEOUT_SECONDS = 5;
const FRESH_MS = 3_600_000;
const MAX_SUBJECT = 255;
const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * The OpenID Connect providers of the configuration, and the only file that knows the library. What a provider offers is
 * discovered when somebody first wants to sign in, looked at again each hour, and kept while the provider is away.
 */
@Injectable()
export class OauthProvidersService {
  private readonly logger = new Logger(OauthProvidersService.name);
  private readonly discovered = new Map<string, Discovered>();
  private readonly running = new Map<string, Promise<openid.Configuration>>();

  constructor(@Inject(APP_CONFIG) private readonly config: AppConfig) {}

  /** @throws AppError NOT_FOUND */
  find(id: string): OauthProviderConfig {
    const provider = this.config.oauth.providers.find((one) => one.id === id);
    if (provider === undefined) throw unknownProvider();
    return provider;
  }

  /** Secrets for a new way through a provider; the state comes from whoever keeps them. */
  makeProofs(): Omit<Proofs, 'state'> {
    return { nonce: openid.randomNonce(), verifier: openid.randomPKCECodeVerifier() };
  }

  /**
   * Where to send the browser: the authorization code flow with PKCE S256, state and nonce.
   * @throws AppError PROVIDER_UNAVAILABLE
   */
  async authorizationUrl(provider: OauthProviderConfig, { state, nonce, verifier }: Proofs): Promise<string> {
    const client = await this.clientOf(provider);
    const url = openid.buildAuthorizationUrl(client, {
      redirect_uri: this.redirectUri(provider),
      scope: SCOPE,
      state,
      nonce,
      code_challenge: await openid.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    });
    return url.href;
  }

  /**
   * Turns what the provider added to the callback's address into its word about somebody. The library checks state, `iss`
   * (RFC 9207), and of the ID token signature, issuer, audience, nonce and times (OpenID Connect Core, section 3.1.3.7).
   * @param query the query of the callback
   * @throws AppError PROVIDER_REFUSED, PROVIDER_UNAVAILABLE
   */
  async exchange(provider: OauthProviderConfig, query: URLSearchParams, proofs: Proofs): Promise<ProviderWord> {
    const client = await this.clientOf(provider);
    try {
      const callback = new URL(`${this.redirectUri(provider)}?${query.toString()}`);
      const tokens = await openid.authorizationCodeGrant(client, callback, {
        expectedState: proofs.state,
        expectedNonce: proofs.nonce,
        pkceCodeVerifier: proofs.verifier,
        idTokenExpected: true,
      });
      const claims = tokens.claims();
      if (claims === undefined || claims.sub.length > MAX_SUBJECT) throw providerRefused(provider.name);
      return await this.wordOf(client, claims, tokens.access_token);
    } catch (error) {
      throw this.refusalOf(provider, error);
    }
  }

  /** The page that the provider sends the browser back to: built from the configuration, never from a request. */
  private redirectUri({ id }: OauthProviderConfig): string {
    return `${this.config.server.publicUrl}/oauth/${id}/callback`;
  }

  private async wordOf(
    client: openid.Configuration,
    claims: openid.IDToken,
    accessToken: string,
  ): Promise<ProviderWord> {
    const { userinfo_endpoint: endpoint } = client.serverMetadata();
    // some providers tell the email at their userinfo endpoint only; email and its verification come from one source
    const source: Readonly<Record<string, unknown>> =
      claims['email'] === undefined && endpoint !== undefined
        ? await openid.fetchUserInfo(client, accessToken, claims.sub)
        : claims;
    const email = emailSchema.safeParse(source['email']);
    return {
      issuer: claims.iss,
      subject: claims.sub,
      email: email.success ? email.data : null,
      emailVerified: email.success && source['email_verified'] === true,
      givenName: textOf(source['given_name']),
      familyName: textOf(source['family_name']),
      fullName: textOf(source['name']),
    };
  }

  private async clientOf(provider: OauthProviderConfig): Promise<openid.Configuration> {
    const known = this.discovered.get(provider.id);
    if (known !== undefined && Date.now() - known.at < FRESH_MS) return known.client;
    try {
      return await this.discover(provider);
    } catch (error) {
      this.logger.warn(
        { provider: provider.id, reason: describe(error) },
        'a sign-in provider could not be discovered',
      );
      if (known !== undefined) return known.client;
      throw providerUnavailable(provider.name);
    }
  }

  // of many who ask at once, one goes
  private async discover(provider: OauthProviderConfig): Promise<openid.Configuration> {
    const running = this.running.get(provider.id) ?? this.requestMetadata(provider);
    this.running.set(provider.id, running);
    try {
      return await running;
    } finally {
      this.running.delete(provider.id);
    }
  }

  private async requestMetadata({ id, issuer, clientId, clientSecret }: OauthProviderConfig) {
    const server = new URL(issuer);
    const isInsecure = server.protocol === 'http:';
    if (isInsecure && (this.config.production || !LOOPBACK.has(server.hostname))) {
      throw new Error('http is allowed for providers on this machine only, and not in production');
    }
    const client = await openid.discovery(server, clientId, clientSecret, undefined, {
      timeout: TIMEOUT_SECONDS,
      execute: [
        // the signature is checked too, although the token came over TLS from the provider itself
        openid.enableNonRepudiationChecks,
        // eslint-disable-next-line @typescript-eslint/no-deprecated -- marked only to stand out; for this machine alone
        ...(isInsecure ? [openid.allowInsecureRequests] : []),
      ],
    });
    this.discovered.set(id, { client, at: Date.now() });
    return client;
  }

  private refusalOf(provider: OauthProviderConfig, error: unknown): AppError {
    if (error instanceof AppError) return error;
    const reason = describe(error);
    if (isOutage(error)) {
      this.logger.warn({ provider: provider.id, reason }, 'a sign-in provider did not answer as it should');
      return providerUnavailable(provider.name);
    }
    this.logger.debug({ provider: provider.id, reason }, 'the word of a sign-in provider was refused');
    return providerRefused(provider.name);
  }
}

// only codes: messages and causes of the library may hold what the provider sent
function describe(error: unknown): string {
  if (error instanceof openid.ResponseBodyError || error instanceof openid.AuthorizationResponseError) {
    return error.error.slice(0, 60);
  }
  if (error instanceof openid.ClientError) return error.code ?? error.name;
  return error instanceof Error ? error.message.slice(0, 100) : 'unknown';
}

/** The provider is away or broken, or does not accept this installation as its client: nothing the person can change. */
function isOutage(error: unknown): boolean {
  if (error instanceof openid.ResponseBodyError) return error.status >= 500 || error.error === 'invalid_client';
  if (error instanceof openid.ClientError) {
    if (error.code === 'OAUTH_TIMEOUT' || error.code === 'OAUTH_RESPONSE_IS_NOT_JSON') return true;
    return error.cause instanceof Response && error.cause.status >= 500;
  }
  // what fetch throws where there is no connection
  return error instanceof TypeError;
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value.slice(0, 200) : null;
}
