import { computed, signal, untracked, type Signal } from '@angular/core';
import { toApiFailure, type ApiFailure } from '../../core/services/api';

/** What is stored. `savedAt` is ISO 8601. */
export interface Stored<T> {
  readonly revision: number;
  readonly savedAt: string;
  readonly draft: T;
}

/** The version that somebody else stored in between. */
export interface Theirs<T> extends Stored<T> {
  /** Who stored it; empty where that is not known. */
  readonly savedBy: string;
}

export type SaveState<T> =
  | { readonly kind: 'saved'; readonly at: string | null }
  /** Changed, and not sent yet. */
  | { readonly kind: 'waiting' }
  | { readonly kind: 'saving' }
  /** Nothing answers, or the server cannot for now: it is tried again by itself. */
  | { readonly kind: 'offline' }
  /** The server does not take the draft as it is: the next change is tried again. */
  | { readonly kind: 'refused'; readonly failure: ApiFailure }
  /** Somebody stored another version: a person has to choose. */
  | { readonly kind: 'conflict'; readonly theirs: Theirs<T> }
  /** What was edited does not exist any more. */
  | { readonly kind: 'gone' };

interface AutosaveCalls<T> {
  /** Stores the draft, based on the revision; rejects with 409 STALE where that is not the current one. */
  readonly save: (draft: T, revision: number) => Promise<Stored<T>>;
  /** Reads what is stored now. */
  readonly load: () => Promise<Theirs<T>>;
  /** The draft was stored, and has not been changed since it was sent: what the server made of it. */
  readonly adopted?: (stored: Stored<T>) => void;
  /** Keeps an unsent draft for after a reload; null: there is none any more. */
  readonly keep?: (draft: T | null, revision: number) => void;
}

interface AutosaveTimes {
  /** How long nothing has to be typed before it is saved, in milliseconds. */
  readonly pauseMs: number;
  /** The first pause before another try where nothing answers; it doubles up to the last. */
  readonly retryMs: number;
  readonly longestRetryMs: number;
}

const usual: AutosaveTimes = { pauseMs: 1_500, retryMs: 2_000, longestRetryMs: 60_000 };

/**
 * Saves a draft while it is being written: after a pause, one save at a time, each based on the revision of the one
 * before. It never gives the page anything back while that has changes of its own, tries again for as long as nothing
 * answers, and stops for good once the draft does not exist any more.
 */
export class Autosave<T> {
  private readonly now = signal<SaveState<T>>({ kind: 'saved', at: null });
  private readonly based = signal(0);
  private readonly times: AutosaveTimes;
  private draft: T | null = null;
  /** What was sent without an answer: it may have been stored all the same. */
  private unanswered: T | null = null;
  private running: Promise<void> | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private tries = 0;
  private over = false;

  readonly state: Signal<SaveState<T>> = this.now.asReadonly();
  /** The revision that the next save is based on. */
  readonly revision: Signal<number> = this.based.asReadonly();
  /** True while there is something that has not reached the server. */
  readonly unsaved = computed(() => this.now().kind !== 'saved' && this.now().kind !== 'gone');

  constructor(
    private readonly calls: AutosaveCalls<T>,
    times: Partial<AutosaveTimes> = {},
  ) {
    this.times = { ...usual, ...times };
  }

  /** Begins with what is stored, or goes on from it after something else than a save has stored it. */
  begin(revision: number, savedAt: string | null): void {
    clearTimeout(this.timer);
    this.draft = null;
    this.unanswered = null;
    this.tries = 0;
    this.based.set(revision);
    this.now.set({ kind: 'saved', at: savedAt });
  }

  /** Takes note of a change; it is saved after the pause. */
  changed(draft: T): void {
    if (this.over) return;
    this.draft = draft;
    const { kind } = untracked(this.now);
    if (kind === 'conflict' || kind === 'saving') return;
    if (kind !== 'offline') {
      this.now.set({ kind: 'waiting' });
      this.later(this.times.pauseMs);
    }
  }

  /** Saves now what there is to save. True where the server has everything. */
  async flush(): Promise<boolean> {
    clearTimeout(this.timer);
    for (;;) {
      await this.run();
      if (this.over || this.draft === null) break;
      // What was typed during the save goes out with the next one; anything else has to wait.
      if (untracked(this.now).kind !== 'waiting') break;
    }
    return !untracked(this.unsaved);
  }

  /** Tries again at once, such as when the network is back. */
  retry(): void {
    if (untracked(this.now).kind === 'offline') void this.flush();
  }

  /** After a conflict: stores mine on top of theirs, or of a later revision that holds theirs. True where it was stored. */
  keepMine(revision?: number): Promise<boolean> {
    const state = untracked(this.now);
    if (state.kind !== 'conflict') return Promise.resolve(false);
    this.based.set(revision ?? state.theirs.revision);
    this.now.set({ kind: 'waiting' });
    return this.flush();
  }

  /** Keeps what has not reached the server, such as when the page is about to go. */
  keepNow(): void {
    if (this.draft !== null) this.calls.keep?.(this.draft, untracked(this.revision));
  }

  /** During a conflict: looks again at what is stored, which somebody may have changed once more. */
  async look(): Promise<void> {
    const theirs = await this.calls.load();
    if (untracked(this.now).kind === 'conflict') this.now.set({ kind: 'conflict', theirs });
  }

  /** Nothing is saved any more: the page is left, or what was edited is `gone`. */
  stop(gone = false): void {
    if (this.over) return;
    if (!gone) this.keepNow();
    this.over = true;
    clearTimeout(this.timer);
    this.draft = null;
    if (!gone) return;
    this.now.set({ kind: 'gone' });
    this.calls.keep?.(null, untracked(this.revision));
  }

  private later(ms: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      void this.run();
    }, ms);
  }

  /** One save; a second one waits for the first. */
  private async run(): Promise<void> {
    if (this.running) return this.running;
    if (this.over || this.draft === null || untracked(this.now).kind === 'conflict') return;
    this.running = this.send(this.draft).finally(() => {
      this.running = null;
    });
    return this.running;
  }

  private async send(sent: T): Promise<void> {
    this.now.set({ kind: 'saving' });
    this.keepNow();
    try {
      this.stored(await this.calls.save(sent, untracked(this.revision)), sent);
    } catch (error) {
      if (!this.over) await this.failed(toApiFailure(error), sent);
    }
  }

  private stored(answer: Stored<T>, sent: T): void {
    if (this.over) return;
    this.tries = 0;
    this.unanswered = null;
    this.based.set(answer.revision);
    if (this.draft === sent) {
      this.draft = null;
      this.calls.keep?.(null, answer.revision);
      this.now.set({ kind: 'saved', at: answer.savedAt });
      this.calls.adopted?.(answer);
    } else {
      this.now.set({ kind: 'waiting' });
      this.later(this.times.pauseMs);
    }
  }

  private async failed(failure: ApiFailure, sent: T): Promise<void> {
    if (failure.status === 404) this.stop(true);
    else if (failure.code === 'STALE') await this.compare(sent);
    else if (failure.unreachable || failure.status >= 500 || failure.status === 429) {
      if (failure.status !== 429) this.unanswered = sent;
      this.wait();
    } else this.now.set({ kind: 'refused', failure });
    if (untracked(this.now).kind === 'refused' && this.draft !== sent) this.later(this.times.pauseMs);
  }

  /** Stale: by somebody else, or by a save of our own whose answer was lost. */
  private async compare(sent: T): Promise<void> {
    try {
      const theirs = await this.calls.load();
      if (this.over) return;
      if (this.unanswered !== null && same(theirs.draft, this.unanswered)) {
        this.based.set(theirs.revision);
        const done = same(sent, this.unanswered);
        this.unanswered = null;
        if (done) this.stored(theirs, sent);
        else await this.send(sent);
      } else this.now.set({ kind: 'conflict', theirs });
    } catch (error) {
      if (toApiFailure(error).status === 404) this.stop(true);
      else if (!this.over) this.wait();
    }
  }

  private wait(): void {
    this.now.set({ kind: 'offline' });
    this.later(Math.min(this.times.longestRetryMs, this.times.retryMs * 2 ** this.tries));
    this.tries += 1;
  }
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
