import { Service, computed, inject, signal } from '@angular/core';
import type { Identity } from '@classy-book/contracts/oauth';
import { AccountActions } from '../../../shared/account/account-actions';
import { Departure } from '../../../shared/account/departure';
import { loadedFrom } from '../../../shared/account/loaded';
import { IdentitiesClient } from './identities-client';
import { providerRows, type ProviderRow } from './providers';

/** Tells the page to which the provider sends the browser back that it links, and at which provider. */
const LINK_MARK = 'classy.oauth.link';

/** The providers and the accounts there. Provided by the page. */
@Service({ autoProvided: false })
export class IdentitiesStore {
  private readonly actions = inject(AccountActions);
  private readonly client = inject(IdentitiesClient);
  private readonly departure = inject(Departure);
  private readonly identities = loadedFrom(this.client.list());
  private readonly options = loadedFrom(this.client.options());
  private readonly working = signal<string | null>(null);
  private readonly lastWay = signal<string | null>(null);

  readonly loading = computed(() => this.identities.loading() || this.options.loading());
  readonly problem = computed(() => this.identities.problem() ?? this.options.problem());
  readonly rows = computed<readonly ProviderRow[] | null>(() => {
    const [identities, options] = [this.identities.value(), this.options.value()];
    return identities && options && providerRows(options.providers, identities);
  });
  /** The provider that something is under way with. */
  readonly busy = this.working.asReadonly();
  /** The name of the provider that is the only way to sign in, once unlinking it was refused for that. */
  readonly onlyWay = this.lastWay.asReadonly();

  reload(): void {
    this.identities.reload();
    this.options.reload();
  }

  /** Goes to the provider; the way back leads to the page that finishes the link. */
  async link(provider: string): Promise<void> {
    this.working.set(provider);
    const outcome = await this.actions.attempt(() => this.client.start(provider));
    this.working.set(null);
    if (!outcome.ok) return;
    sessionStorage.setItem(LINK_MARK, provider);
    this.departure.to(outcome.value);
  }

  async unlink({ id, provider, providerName }: Identity): Promise<void> {
    this.working.set(provider);
    this.lastWay.set(null);
    const outcome = await this.actions.attempt(() => this.client.unlink(id), ['LAST_SIGN_IN_METHOD']);
    this.working.set(null);
    if (outcome.ok) {
      this.actions.tell('account.identities.unlinked', { provider: providerName });
      this.identities.reload();
    } else if (!outcome.told) {
      this.lastWay.set(providerName);
    }
  }
}
