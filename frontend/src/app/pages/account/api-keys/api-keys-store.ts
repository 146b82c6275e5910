import { Service, computed, inject, signal } from '@angular/core';
import {
  MAX_API_KEYS,
  type ApiKey,
  type CreateApiKeyRequest,
  type CreatedApiKey,
} from '@classy-book/contracts/api-keys';
import { AuthService } from '../../../core/services/auth';
import { ServerClock } from '../../../core/services/server-clock';
import { AccountActions } from '../../../shared/account/account-actions';
import { loadedFrom } from '../../../shared/account/loaded';
import { keyScopesOf } from '../../../shared/account/section-links';
import { ApiKeysClient } from './api-keys-client';
import { keyState } from './key-rules';

/** Somebody's own API keys. Provided by the page. */
@Service({ autoProvided: false })
export class ApiKeysStore {
  private readonly actions = inject(AccountActions);
  private readonly auth = inject(AuthService);
  private readonly client = inject(ApiKeysClient);
  private readonly clock = inject(ServerClock);
  private readonly loaded = loadedFrom(this.client.list());
  private readonly revokingNow = signal<string | null>(null);

  readonly loading = this.loaded.loading;
  readonly problem = this.loaded.problem;
  /** Each with what it is now. */
  readonly keys = computed(
    () => this.loaded.value()?.map((key) => ({ key, state: keyState(key, this.clock.now()) })) ?? null,
  );
  /** What a key of this person may carry. */
  readonly scopes = computed(() => keyScopesOf(this.auth.user()?.permissions ?? []));
  readonly full = computed(() => (this.keys() ?? []).filter(({ state }) => state === 'active').length >= MAX_API_KEYS);
  /** The id of the key that is just being revoked. */
  readonly revoking = this.revokingNow.asReadonly();

  reload(): void {
    this.loaded.reload();
  }

  /** Null where it was refused, which was told. */
  async create(request: CreateApiKeyRequest): Promise<CreatedApiKey | null> {
    const outcome = await this.actions.attempt(() => this.client.create(request));
    if (!outcome.ok) return null;
    this.reload();
    return outcome.value;
  }

  async revoke(key: ApiKey): Promise<void> {
    this.revokingNow.set(key.id);
    // One that is dead already is what was wanted.
    const outcome = await this.actions.attempt(() => this.client.revoke(key.id), ['NOT_FOUND']);
    if (outcome.ok || outcome.failure.code === 'NOT_FOUND') {
      this.actions.tell('account.keys.revoked', { name: key.name });
      this.reload();
    }
    this.revokingNow.set(null);
  }
}
