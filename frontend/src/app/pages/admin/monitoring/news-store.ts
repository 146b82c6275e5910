import { DestroyRef, Service, inject } from '@angular/core';
import { AuthService } from '../../../core/services/auth';
import { ToastService } from '../../../core/services/toasts';
import { WebsocketService } from '../../../core/services/websocket';
import { shownRange } from '../../../shared/components/address/cidr';
import { Texts } from '../../../shared/texts/texts';
import { addNews, headlineOf, noNews, type News } from './news';

/** The first message waits this long for others that belong to it. */
const GATHER_MS = 1_500;
/** After a message there is silence for this long, whatever happens. */
const SILENCE_MS = 6_000;

/**
 * Tells of blocks and locks that the rules set, as toasts that do not storm. What this administrator did is told by the
 * action itself, and what was missed during a lost connection by the banner.
 */
@Service({ autoProvided: false })
export class NewsStore {
  private readonly auth = inject(AuthService);
  private readonly socket = inject(WebsocketService);
  private readonly texts = inject(Texts);
  private readonly toasts = inject(ToastService);
  private news: News = noNews;
  private timer: ReturnType<typeof setTimeout> | null = null;

  constructor() {
    inject(DestroyRef).onDestroy(() => {
      if (this.timer !== null) clearTimeout(this.timer);
    });
  }

  /** Tells the news until the returned function is called. */
  follow(): () => void {
    const ends = [
      this.socket.on('monitoring:ip-blocked', (events, replayed) => {
        const me = this.auth.user()?.email;
        const foreign = events.filter(({ block }) => block.createdBy === null || block.createdBy !== me);
        if (!replayed)
          this.add(
            'blocked',
            foreign.map(({ block }) => block.range),
          );
      }),
      this.socket.on('monitoring:account-locked', (events, replayed) => {
        const byRule = events.filter(({ source }) => source === 'auto');
        if (!replayed)
          this.add(
            'locked',
            byRule.map(({ email }) => email),
          );
      }),
    ];
    return () => {
      for (const end of ends) end();
    };
  }

  private add(kind: keyof News, names: readonly string[]): void {
    if (names.length === 0) return;
    this.news = addNews(this.news, kind, names);
    this.timer ??= setTimeout(() => {
      this.tell();
    }, GATHER_MS);
  }

  private tell(): void {
    this.timer = null;
    const headline = headlineOf(this.news);
    this.news = noNews;
    if (headline === null) return;
    this.toasts.show({ kind: 'warn', message: this.sentence(headline) });
    this.timer = setTimeout(() => {
      this.tell();
    }, SILENCE_MS);
  }

  private sentence(headline: NonNullable<ReturnType<typeof headlineOf>>): string {
    if (headline.kind !== 'several') {
      return this.texts.of(`monitoring.news.${headline.kind}`, { name: shownRange(headline.name) });
    }
    const parts = (['locked', 'blocked'] as const)
      .filter((kind) => headline[kind] > 0)
      .map((kind) => this.texts.plural(`monitoring.news.${kind}Count`, headline[kind]));
    return parts.join(' · ');
  }
}
