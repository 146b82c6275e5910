import { DestroyRef, Service, computed, inject, signal } from '@angular/core';
import type { UploadStatus } from '@classy-book/contracts/file-uploads';
import { type FileInfo, maxFileBytes } from '@classy-book/contracts/files';
import type { Subscription } from 'rxjs';
import { type ApiFailure, toApiFailure } from '../../core/services/api';
import {
  FileGone,
  FileSender,
  OtherBytes,
  type Parcel,
  type UploadNews,
  type WaitingFor,
  goesAtOnce,
} from './file-sender';
import { previewOf } from './preview';
import { speedometer } from './speedometer';
import { UnfinishedUploads } from './unfinished-uploads';
import { UploadClient, type UploadTarget, sentName } from './upload-client';

/** Why a file does not arrive: what the server said, or what can be said without it. */
export type UploadProblem = ApiFailure | 'too_large' | 'empty' | 'file_gone' | 'other_bytes';

/**
 * `unfinished`: begun before this page was opened, and nobody goes on with it yet. `held`: it waits for what `waitingFor` says, and
 * goes on by itself.
 */
export type UploadState = 'unfinished' | 'waiting' | 'sending' | 'held' | 'paused' | 'checking' | 'failed' | 'done';

/** One file on its way. `sent` in bytes, `speed` in bytes a second (0 until it is known). */
export interface UploadItem {
  readonly id: string;
  readonly name: string;
  readonly size: number;
  readonly state: UploadState;
  readonly sent: number;
  readonly speed: number;
  readonly waitingFor: WaitingFor | null;
  readonly problem: UploadProblem | null;
  /** It can be paused, and gone on with after the page was left. */
  readonly resumable: boolean;
  /** All bytes are at the server. */
  readonly arrived: boolean;
  /** The address of a small picture of it. */
  readonly preview: string | null;
}

interface Order {
  readonly parcel: Parcel;
  readonly arrived: (file: FileInfo) => void;
  running: Subscription | null;
}

/** Fewer than the server lets one person do, so that another tab has a chance. */
const AT_ONCE = 2;
const ON_THE_WAY: readonly UploadState[] = ['waiting', 'sending', 'held', 'checking'];

/** The files that one upload field is sending, in the order in which they were chosen. Nothing here throws. */
@Service({ autoProvided: false })
export class UploadStore {
  private readonly client = inject(UploadClient);
  private readonly sender = inject(FileSender);
  private readonly unfinished = inject(UnfinishedUploads);
  private readonly target = signal<UploadTarget | null>(null);
  private readonly list = signal<readonly UploadItem[]>([]);
  private readonly told = signal<UploadItem | null>(null);
  private readonly orders = new Map<string, Order>();
  private lastId = 0;

  /** First what was begun earlier, then what was chosen here. */
  readonly items = computed(() => {
    const target = this.target();
    const earlier = target === null ? [] : this.unfinished.of(target);
    return [...earlier.map(itemOf), ...this.list()];
  });
  /** What has changed last in a way that somebody should hear of: its state, or another quarter of it sent. */
  readonly news = this.told.asReadonly();
  /** Something is on its way that would be lost with the page. */
  readonly holdsPage = computed(() =>
    this.list().some(({ id, state }) => ON_THE_WAY.includes(state) && this.orders.get(id)?.parcel.uploadId === null),
  );
  /** Something large is being sent, or stands still: leaving the page only breaks it off. */
  readonly outlivesPage = computed(() =>
    this.list().some(({ state, resumable }) => resumable && ['waiting', 'sending', 'held', 'paused'].includes(state)),
  );

  constructor() {
    inject(DestroyRef).onDestroy(() => {
      this.unfinished.giveBack([...this.orders.values()].flatMap(({ parcel }) => parcel.uploadId ?? []));
      for (const [id, order] of this.orders) this.forget(id, order);
    });
  }

  /** Says where files go, and looks for those that were begun there. */
  aim(target: UploadTarget): void {
    this.target.set(target);
    this.unfinished.load();
  }

  /**
   * Takes files up. One with the name and the size of an unfinished upload goes on with that. `arrived` is called for each that
   * the server has taken.
   */
  add(files: readonly File[], target: UploadTarget, arrived: (file: FileInfo) => void): void {
    for (const file of files) {
      const problem = problemOf(file, target);
      const before = problem === null ? this.begunOf(file, target) : undefined;
      if (before) this.unfinished.take(before.id);
      const parcel = newParcel(target, file, before);
      this.put({ parcel, arrived, running: null }, { ...newItem(file, parcel), problem, sent: before?.received ?? 0 });
    }
    this.startNext();
  }

  /** Goes on with an upload of which all bytes have arrived already. */
  finish(uploadId: string, target: UploadTarget, arrived: (file: FileInfo) => void): void {
    const before = this.unfinished.of(target).find(({ id }) => id === uploadId);
    if (before === undefined) return;
    this.unfinished.take(uploadId);
    const parcel = newParcel(target, null, before);
    this.put({ parcel, arrived, running: null }, { ...itemOf(before), id: this.nextId(), state: 'waiting' });
    this.startNext();
  }

  /** Stops an upload; what has arrived stays at the server. */
  pause(id: string): void {
    this.stop(id);
    this.change(id, { state: 'paused', speed: 0, waitingFor: null });
    this.startNext();
  }

  /** Goes on with one that was paused, or tries again one that failed. */
  resume(id: string): void {
    const order = this.orders.get(id);
    if (!order) return;
    const kept = order.parcel.uploadId !== null;
    this.change(id, { state: 'waiting', speed: 0, problem: null, ...(kept ? {} : { sent: 0 }) });
    this.startNext();
  }

  /** Takes an upload off the list; one that has not ended is given up, at the server too. */
  remove(id: string): void {
    const order = this.orders.get(id);
    const uploadId = order ? order.parcel.uploadId : id;
    const done = this.list().some((item) => item.id === id && item.state === 'done');
    if (uploadId !== null && !done) {
      this.unfinished.take(uploadId);
      // what cannot be given up now, the server clears away later
      this.client.discard(uploadId).subscribe({ error: () => undefined });
    }
    if (order) this.forget(id, order);
    this.list.update((items) => items.filter((item) => item.id !== id));
    this.startNext();
  }

  private begunOf(file: File, target: UploadTarget): UploadStatus | undefined {
    return this.unfinished
      .of(target)
      .find(({ state, name, size }) => state === 'receiving' && name === sentName(file) && size === file.size);
  }

  private put(order: Order, item: Omit<UploadItem, 'id'> & { readonly id?: string }): void {
    const id = item.id ?? this.nextId();
    this.orders.set(id, order);
    for (const { id: other, state } of this.list()) {
      const before = this.orders.get(other);
      if (state === 'done' && before) this.forget(other, before);
    }
    const shown: UploadItem = { ...item, id, state: item.problem === null ? 'waiting' : 'failed' };
    this.list.update((items) => [...items.filter(({ state }) => state !== 'done'), shown]);
    if (shown.state === 'failed') this.told.set(shown);
  }

  private nextId(): string {
    this.lastId += 1;
    return `file-${this.lastId}`;
  }

  private startNext(): void {
    for (const { id, state } of this.list()) {
      const running = [...this.orders.values()].filter((order) => order.running !== null).length;
      if (running >= AT_ONCE) return;
      const order = this.orders.get(id);
      if (state === 'waiting' && order) this.start(id, order);
    }
  }

  private start(id: string, order: Order): void {
    this.change(id, { state: order.parcel.arrived ? 'checking' : 'sending' });
    const measure = speedometer();
    order.running = this.sender.send(order.parcel).subscribe({
      next: (news) => {
        this.hear(id, order, news, measure);
      },
      error: (error: unknown) => {
        this.change(id, { state: 'failed', speed: 0, waitingFor: null, problem: problemIn(error) });
        this.ended(order);
      },
      complete: () => {
        this.ended(order);
      },
    });
  }

  private hear(id: string, { parcel, arrived }: Order, news: UploadNews, measure: (sent: number) => number): void {
    switch (news.kind) {
      case 'begun':
        this.unfinished.take(news.uploadId);
        return;
      case 'sent': {
        const over = parcel.file !== null && news.sent >= parcel.file.size && goesAtOnce(parcel);
        const state = over ? 'checking' : 'sending';
        this.change(id, { state, sent: news.sent, speed: measure(news.sent), waitingFor: null });
        return;
      }
      case 'held':
        this.change(id, { state: 'held', speed: 0, waitingFor: news.waitingFor });
        return;
      case 'checking':
        this.change(id, { state: 'checking', speed: 0, waitingFor: news.waitingFor, arrived: true });
        return;
      case 'done':
        this.change(id, { state: 'done', speed: 0, waitingFor: null, sent: parcel.file?.size ?? news.file.size });
        arrived(news.file);
    }
  }

  private ended(order: Order): void {
    order.running = null;
    this.startNext();
  }

  private stop(id: string): void {
    const order = this.orders.get(id);
    order?.running?.unsubscribe();
    if (order) order.running = null;
  }

  private forget(id: string, order: Order): void {
    this.stop(id);
    order.parcel.given.abort();
    const preview = this.list().find((item) => item.id === id)?.preview ?? null;
    if (preview !== null) URL.revokeObjectURL(preview);
    this.orders.delete(id);
  }

  private change(id: string, changes: Partial<UploadItem>): void {
    const before = this.list().find((item) => item.id === id);
    if (!before) return;
    const after = { ...before, ...changes };
    this.list.update((items) => items.map((item) => (item.id === id ? after : item)));
    const audible = before.state !== after.state || before.waitingFor !== after.waitingFor;
    if (audible || quarterOf(before) < quarterOf(after)) this.told.set(after);
  }
}

function newParcel(target: UploadTarget, file: File | null, before: UploadStatus | undefined): Parcel {
  const uploadId = before?.id ?? null;
  return { target, file, uploadId, arrived: file === null, sha256: null, given: new AbortController() };
}

function newItem(file: File, parcel: Parcel): Omit<UploadItem, 'id'> {
  const { name, size } = file;
  const resumable = !goesAtOnce(parcel);
  const none = { sent: 0, speed: 0, waitingFor: null, problem: null, arrived: false };
  return { ...none, name, size, resumable, state: 'waiting', preview: previewOf(file) };
}

function itemOf({ id, name, size, received, state }: UploadStatus): UploadItem {
  const none = { speed: 0, waitingFor: null, problem: null, preview: null };
  return {
    ...none,
    id,
    name,
    size,
    sent: received,
    state: 'unfinished',
    resumable: true,
    arrived: state === 'checking' || received >= size,
  };
}

function quarterOf({ sent, size, resumable }: UploadItem): number {
  return resumable ? Math.floor((4 * sent) / Math.max(1, size)) : 0;
}

function problemOf({ size }: File, { purpose }: UploadTarget): UploadProblem | null {
  if (size === 0) return 'empty';
  return size > maxFileBytes[purpose] ? 'too_large' : null;
}

function problemIn(error: unknown): UploadProblem {
  if (error instanceof FileGone) return 'file_gone';
  return error instanceof OtherBytes ? 'other_bytes' : toApiFailure(error);
}
