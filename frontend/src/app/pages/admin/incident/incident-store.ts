import { Service, computed, effect, inject, signal } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { ActivatedRoute } from '@angular/router';
import type { IncidentDetail, IncidentTimelineEntry } from '@classy-book/contracts/incidents';
import { toApiFailure, type ApiFailure } from '../../../core/services/api';
import { WebsocketService } from '../../../core/services/websocket';
import { IncidentClient } from './incident-client';

/** What is attacked now changes often: it is looked at again at most this often. */
const LOOK_MS = 1_500;
/** More than anybody reads; the export has all of it. */
const MOST_PAGES = 10;

/** The incident whose page is open, with its story. Live events change it while it is read. */
@Service({ autoProvided: false })
export class IncidentStore {
  private readonly client = inject(IncidentClient);
  private readonly route = inject(ActivatedRoute);
  private readonly socket = inject(WebsocketService);
  private readonly params = toSignal(this.route.paramMap, { requireSync: true });
  private readonly held = signal<IncidentDetail | null>(null);
  private readonly entries = signal<readonly IncidentTimelineEntry[] | null>(null);
  private readonly storyFailedWith = signal<ApiFailure | null>(null);
  private readonly outOfDate = signal(false);
  private timer: ReturnType<typeof setTimeout> | null = null;
  private storyRun = 0;

  readonly id = computed(() => this.params().get('id') ?? '');
  private readonly resource = this.client.incident(this.id);

  /** Null until it is there; stays while it is loaded anew. */
  readonly incident = computed(() => {
    const held = this.held();
    return held?.id === this.id() ? held : null;
  });
  readonly loading = computed(() => this.resource.isLoading() && this.incident() === null);
  readonly failure = computed(() => {
    const error = this.resource.error();
    return error === undefined ? null : toApiFailure(error);
  });
  /** Oldest first; null until it is there. */
  readonly story = computed(() => this.entries()?.filter(({ type }) => type !== 'evidence') ?? null);
  /** Newest first. */
  readonly evidence = computed(() => (this.entries() ?? []).filter(({ type }) => type === 'evidence').toReversed());
  readonly storyFailure = this.storyFailedWith.asReadonly();
  /** True after somebody else was faster: what is shown is how it stands now. */
  readonly conflict = this.outOfDate.asReadonly();

  constructor() {
    effect(() => {
      if (this.resource.hasValue()) this.held.set(this.resource.value());
    });
    effect(() => {
      this.id();
      this.entries.set(null);
      void this.loadStory();
    });
    effect(() => {
      if (this.socket.gaps() > 0) this.reload();
    });
  }

  /** Follows the live events until the returned function is called. */
  follow(): () => void {
    const end = this.socket.on('monitoring:incident', (events) => {
      const latest = events.findLast(({ incident }) => incident.id === this.id())?.incident;
      if (latest === undefined) return;
      this.held.update((held) => (held && latest.version >= held.version ? { ...held, ...latest } : held));
      this.timer ??= setTimeout(() => {
        this.timer = null;
        this.reload();
      }, LOOK_MS);
    });
    return () => {
      end();
      if (this.timer !== null) clearTimeout(this.timer);
    };
  }

  /** Takes in what an action answered, and reads on in the story. */
  take(incident: IncidentDetail): void {
    this.outOfDate.set(false);
    this.held.set(incident);
    void this.loadStory();
  }

  /** Somebody else was faster: shows how it stands now, and says so. */
  lostRace(): void {
    this.outOfDate.set(true);
    this.reload();
  }

  dismissConflict(): void {
    this.outOfDate.set(false);
  }

  reload(): void {
    this.resource.reload();
    void this.loadStory();
  }

  async loadStory(): Promise<void> {
    const [run, id] = [++this.storyRun, this.id()];
    try {
      const read: IncidentTimelineEntry[] = [];
      let cursor: string | null = null;
      for (let page = 0; page < MOST_PAGES; page += 1) {
        const part = await this.client.timeline(id, cursor);
        if (run !== this.storyRun) return;
        read.push(...part.items);
        cursor = part.next;
        if (cursor === null) break;
      }
      this.entries.set(read);
      this.storyFailedWith.set(null);
    } catch (error) {
      if (run === this.storyRun) this.storyFailedWith.set(toApiFailure(error));
    }
  }
}
