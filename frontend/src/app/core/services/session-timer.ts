import { Service, computed, effect, inject, untracked } from '@angular/core';
import { AuthService } from './auth';
import { ServerClock } from './server-clock';
import { Ticker } from './ticker';

/** From here on the reader is asked whether to stay signed in. */
export const WARNING_SECONDS = 120;
/** The access token is renewed this long before its end, so that no call is refused for it. */
const RENEW_SECONDS = 60;
/** After a renewal that got no answer, the next one is tried after this long. */
const RETRY_SECONDS = 15;
/** Two ends that lie this close together are the same one. */
const SAME_MS = 1_000;

/**
 * How long the session still lasts. While somebody uses the page it is prolonged by itself; while nobody does, a session
 * that would end within hours is left to run out, also under a live view. Inside the last two minutes nothing is done by
 * itself and the reader is asked. At the end the session is over here too, without waiting for a refusal.
 */
@Service()
export class SessionTimer {
  private readonly auth = inject(AuthService);
  private readonly clock = inject(ServerClock);
  private readonly ticker = inject(Ticker);
  private notBefore = 0;

  /** True where the session has come to its last end, that no refresh moves. */
  readonly last = computed(() => {
    const [expires, ends] = [this.auth.sessionExpiresAt(), this.auth.sessionEndsAt()];
    return expires !== null && ends !== null && Date.parse(ends) <= Date.parse(expires) + SAME_MS;
  });
  /** The end of the session, ISO 8601; null while nobody is signed in. */
  readonly endsAt = computed(() => (this.last() ? this.auth.sessionEndsAt() : this.auth.sessionExpiresAt()));
  /** Whole seconds to the end of the session; null while nobody is signed in. */
  readonly remainingSeconds = computed(() => this.secondsUntil(this.endsAt()));
  /** True in the last two minutes. */
  readonly warning = computed(() => {
    const remaining = this.remainingSeconds();
    return remaining !== null && remaining > 0 && remaining <= WARNING_SECONDS;
  });
  private readonly accessSeconds = computed(() => this.secondsUntil(this.auth.accessTokenExpiresAt()));

  constructor() {
    effect(() => {
      const remaining = this.remainingSeconds();
      const access = this.accessSeconds();
      if (remaining === null || access === null) return;
      untracked(() => {
        this.act(remaining, access);
      });
    });
  }

  /** Prolongs the session. False where the server refused or did not answer. */
  async stay(): Promise<boolean> {
    return (await this.auth.refresh()) !== null;
  }

  private act(remaining: number, access: number): void {
    if (remaining === 0) {
      this.auth.ended('expired');
      return;
    }
    // A session that may be shorter than its access token is prolonged before the warning would come.
    const due = access <= RENEW_SECONDS || (!this.last() && remaining <= WARNING_SECONDS + RENEW_SECONDS);
    if (remaining <= WARNING_SECONDS || !due || Date.now() < this.notBefore || !this.auth.mayProlong()) return;
    this.notBefore = Date.now() + RETRY_SECONDS * 1_000;
    void this.auth.refresh();
  }

  private secondsUntil(moment: string | null): number | null {
    this.ticker.beat();
    return moment === null ? null : this.clock.secondsUntil(moment);
  }
}
