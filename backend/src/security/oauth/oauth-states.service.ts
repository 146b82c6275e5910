import { Injectable } from '@nestjs/common';
import { objectIdSchema } from '@classy-book/contracts/primitives';
import { z } from 'zod';
import { tokenHash } from '../../common/crypto/keys.js';
import { SecretBox } from '../../common/crypto/secret-box.js';
import { AppError } from '../../common/response/app-error.js';
import { OneTimeTokensService } from '../one-time-tokens/one-time-tokens.service.js';
import { unknownState } from './oauth.errors.js';
import type { Proofs } from './oauth-providers.service.js';

const purposeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('sign-in'), rememberMe: z.boolean(), admin: z.boolean() }),
  z.object({ kind: z.literal('link'), userId: objectIdSchema, sessionId: objectIdSchema }),
]);
/** What a way through a provider is for. */
type OauthPurpose = z.infer<typeof purposeSchema>;

const recordSchema = z.object({
  provider: z.string(),
  browser: z.string(),
  purpose: purposeSchema,
  /** Nonce and PKCE verifier: what somebody with a copy of the database must not have. */
  sealed: z.string(),
});
const sealedSchema = z.object({ nonce: z.string(), verifier: z.string() });

/** Where a way through a provider began: at which provider, and in which browser, by the secret in its cookie. */
export interface OauthWay {
  readonly provider: string;
  readonly browser: string;
}

/** Where a browser came back to, with the secret in its cookie where it has one. */
export interface ReturnedWay {
  readonly provider: string;
  readonly browser: string | undefined;
}

/** How long somebody may take at the provider. */
export const OAUTH_WAY_MS = 10 * 60_000;

/**
 * What must be remembered while somebody is at a provider. The `state` that comes back with them is a single-use token,
 * bound to the provider and to the browser: what another browser got, or was made to send, is worth nothing here
 * (RFC 9700, sections 4.4 and 4.7).
 */
@Injectable()
export class OauthStatesService {
  constructor(
    private readonly tokens: OneTimeTokensService,
    private readonly box: SecretBox,
  ) {}

  /** @returns the `state` to send along */
  async begin({ provider, browser }: OauthWay, purpose: OauthPurpose, proofs: Omit<Proofs, 'state'>): Promise<string> {
    const hash = tokenHash(browser);
    const sealed = this.box.seal(JSON.stringify(proofs), contextOf(provider, hash));
    const data = { provider, browser: hash, purpose, sealed };
    const { token } = await this.tokens.issue({
      purpose: 'oauth_state',
      subject: hash,
      data,
      lifetimeMs: OAUTH_WAY_MS,
    });
    return token;
  }

  /**
   * Takes a way up where it ended; of many at once, one. A stranger with somebody's `state` cannot use it up.
   * @param query what the provider added to the callback's address
   * @param isMeant whether the way was begun for what is done now
   * @throws AppError TOKEN_INVALID where it is unknown, used, expired, or another browser's, provider's or purpose's
   */
  async finish(
    query: URLSearchParams,
    { provider, browser }: ReturnedWay,
    isMeant: (purpose: OauthPurpose) => boolean,
  ): Promise<{ purpose: OauthPurpose; proofs: Proofs }> {
    const [state, ...others] = query.getAll('state');
    if (state === undefined || others.length > 0 || browser === undefined) {
      throw unknownState();
    }
    const hash = tokenHash(browser);
    const record = await this.read(async () => await this.tokens.inspect(state, 'oauth_state'));
    if (record.provider !== provider || record.browser !== hash || !isMeant(record.purpose)) throw unknownState();
    const { purpose, sealed } = await this.read(async () => await this.tokens.consume(state, 'oauth_state'));
    const proofs = sealedSchema.parse(JSON.parse(this.box.open(sealed, contextOf(provider, hash))));
    return { purpose, proofs: { state, ...proofs } };
  }

  private async read(look: () => Promise<{ readonly data: unknown }>): Promise<z.infer<typeof recordSchema>> {
    try {
      return recordSchema.parse((await look()).data);
    } catch (error) {
      if (error instanceof AppError && error.code === 'TOKEN_INVALID') throw unknownState();
      throw error;
    }
  }
}

function contextOf(provider: string, browserHash: string): string {
  return `oauth-state:${provider}:${browserHash}`;
}
