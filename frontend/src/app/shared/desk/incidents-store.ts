import { Service, computed, effect, inject, signal, untracked } from '@angular/core';
import type { Incident } from '@classy-book/contracts/incidents';
import { toApiFailure, type ApiFailure } from '../../core/services/api';
import { AuthService } from '../../core/services/auth';
import { WebsocketService } from '../../core/services/websocket';
import { awaitList, drop, nothingInForce, put, takeList, type InForce } from './defences';
import { DeskClient } from './desk-client';
import { byUrgency, isOpen } from './open-incidents';

const idOfIncident = (incident: Incident): string => incident.id;

/**
 * The open incidents, the most urgent first: loaded once somebody who may see them is signed in, then kept by the live
 * events, on whichever page of the desk they are looked at.
 */
@Service()
export class IncidentsStore {
  private readonly auth = inject(AuthService);
  private readonly client = inject(DeskClient);
  private readonly socket = inject(WebsocketService);
  private readonly known = signal<InForce<Incident>>(nothingInForce);
  private readonly failedWith = signal<ApiFailure | null>(null);
  private readonly isLoaded = signal(false);
  private readonly allowed = computed(() => this.auth.signedIn() && this.auth.has('monitoring:read'));
  private run = 0;

  readonly incidents = computed(() => [...this.known().byName.values()].sort(byUrgency));
  readonly loaded = this.isLoaded.asReadonly();
  readonly failure = this.failedWith.asReadonly();

  constructor() {
    this.socket.on('monitoring:incident', (events) => {
      for (const { incident } of events) {
        this.known.update((state) => (isOpen(incident) ? put(state, incident.id, incident) : drop(state, incident.id)));
      }
    });
    effect(() => {
      this.socket.gaps();
      const allowed = this.allowed();
      untracked(() => {
        if (allowed) void this.load();
        else this.forget();
      });
    });
  }

  async load(): Promise<void> {
    const run = ++this.run;
    this.known.update(awaitList);
    try {
      const incidents = await this.client.openIncidents();
      if (run !== this.run) return;
      this.known.update((state) => takeList(state, incidents, idOfIncident));
      this.failedWith.set(null);
      this.isLoaded.set(true);
    } catch (error) {
      if (run === this.run) this.failedWith.set(toApiFailure(error));
    }
  }

  /** Whoever signs in next on this device has not seen them. */
  private forget(): void {
    this.run += 1;
    this.isLoaded.set(false);
    this.known.set(nothingInForce);
  }
}
