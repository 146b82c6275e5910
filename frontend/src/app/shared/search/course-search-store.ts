import { DestroyRef, Service, computed, inject, signal } from '@angular/core';
import type { SearchResult } from '@classy-book/contracts/search';
import { AuthService } from '../../core/services/auth';
import { SearchClient } from './search-client';

const PAUSE_MS = 180;

/** Suggestions while somebody types, and which of them is chosen with the arrow keys. */
@Service({ autoProvided: false })
export class CourseSearchStore {
  private readonly client = inject(SearchClient);
  private readonly auth = inject(AuthService);
  private readonly typed = signal('');
  private readonly found = signal<readonly SearchResult[]>([]);
  private readonly chosen = signal(-1);
  private timer: ReturnType<typeof setTimeout> | undefined;

  readonly text = this.typed.asReadonly();
  readonly suggestions = this.found.asReadonly();
  /** The place of the chosen suggestion, -1 for none. */
  readonly active = this.chosen.asReadonly();
  readonly open = computed(() => this.found().length > 0);

  constructor() {
    inject(DestroyRef).onDestroy(() => {
      clearTimeout(this.timer);
    });
  }

  /** Notes what is typed now, and asks for suggestions shortly after. */
  type(text: string): void {
    this.typed.set(text);
    clearTimeout(this.timer);
    if (text.trim().length < 2) {
      this.close();
      return;
    }
    this.timer = setTimeout(() => void this.ask(text), PAUSE_MS);
  }

  /** Goes to the next or the previous suggestion; beyond the last one is none, as at the beginning. */
  move(step: 1 | -1): void {
    const places = this.found().length + 1;
    this.chosen.update((at) => ((at + 1 + step + places) % places) - 1);
  }

  /** The chosen suggestion, null where there is none. */
  current(): SearchResult | null {
    return this.found()[this.chosen()] ?? null;
  }

  close(): void {
    clearTimeout(this.timer);
    this.found.set([]);
    this.chosen.set(-1);
  }

  clear(): void {
    this.typed.set('');
    this.close();
  }

  private async ask(text: string): Promise<void> {
    try {
      const found = await this.client.suggest(text.trim().slice(0, 100), this.auth.signedIn());
      // what was typed meanwhile has its own answer coming
      if (this.typed() !== text) return;
      this.found.set(found);
      this.chosen.set(-1);
    } catch {
      // without suggestions the search itself still works, and says what is wrong
      this.close();
    }
  }
}
