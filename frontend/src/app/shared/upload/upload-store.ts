import { DestroyRef, Service, computed, inject, signal } from '@angular/core';
import { type FileInfo, maxFileBytes } from '@classy-book/contracts/files';
import type { Subscription } from 'rxjs';
import { type ApiFailure, toApiFailure } from '../../core/services/api';
import { UploadClient, type UploadNews, type UploadTarget } from './upload-client';

/** Why a file does not arrive: it was refused, or is not even sent because it is too large or empty. */
export type UploadProblem = ApiFailure | 'too_large' | 'empty';

/** One file on its way. `sent` in bytes, `speed` in bytes a second (0 until it is known). */
export interface UploadItem {
  readonly id: number;
  readonly name: string;
  readonly size: number;
  readonly state: 'waiting' | 'sending' | 'checking' | 'failed' | 'done';
  readonly sent: number;
  readonly speed: number;
  readonly problem: UploadProblem | null;
}

interface Order {
  readonly file: File;
  readonly target: UploadTarget;
  readonly arrived: (file: FileInfo) => void;
}

/** Fewer than the server lets one person do, so that another tab has a chance. */
const AT_ONCE = 2;
/** How much a new measurement of the speed counts. */
const WEIGHT = 0.3;

/** The files that one upload field is sending, in the order in which they were chosen. Nothing here throws. */
@Service({ autoProvided: false })
export class UploadStore {
  private readonly client = inject(UploadClient);
  private readonly list = signal<readonly UploadItem[]>([]);
  private readonly orders = new Map<number, Order>();
  private readonly running = new Map<number, Subscription>();
  private lastId = 0;

  readonly items = this.list.asReadonly();
  /** Something is on its way: leaving the page would break it off. */
  readonly busy = computed(() => this.list().some(({ state }) => ['waiting', 'sending', 'checking'].includes(state)));

  constructor() {
    inject(DestroyRef).onDestroy(() => {
      for (const subscription of this.running.values()) subscription.unsubscribe();
    });
  }

  /** Takes files up. `arrived` is called for each that the server has taken. */
  add(files: readonly File[], target: UploadTarget, arrived: (file: FileInfo) => void): void {
    for (const file of files) {
      this.lastId += 1;
      const problem = problemOf(file, target);
      const state = problem === null ? 'waiting' : 'failed';
      const item: UploadItem = { id: this.lastId, name: file.name, size: file.size, state, sent: 0, speed: 0, problem };
      this.orders.set(item.id, { file, target, arrived });
      this.list.update((items) => [...items.filter((other) => other.state !== 'done'), item]);
    }
    this.startNext();
  }

  /** Breaks an upload off, or takes one that ended off the list. */
  remove(id: number): void {
    this.running.get(id)?.unsubscribe();
    this.running.delete(id);
    this.orders.delete(id);
    this.list.update((items) => items.filter((item) => item.id !== id));
    this.startNext();
  }

  retry(id: number): void {
    this.change(id, { state: 'waiting', sent: 0, speed: 0, problem: null });
    this.startNext();
  }

  private startNext(): void {
    for (const { id, state } of this.list()) {
      if (this.running.size >= AT_ONCE) return;
      const order = this.orders.get(id);
      if (state === 'waiting' && order) this.start(id, order);
    }
  }

  private start(id: number, order: Order): void {
    this.change(id, { state: 'sending' });
    const measure = speedometer();
    this.running.set(
      id,
      this.client.send(order.file, order.target).subscribe({
        next: (news) => {
          this.hear(id, order, news, measure);
        },
        error: (error: unknown) => {
          this.change(id, { state: 'failed', problem: toApiFailure(error) });
          this.ended(id);
        },
        complete: () => {
          this.ended(id);
        },
      }),
    );
  }

  private hear(id: number, order: Order, news: UploadNews, measure: (sent: number) => number): void {
    if (news.kind === 'done') {
      this.orders.delete(id);
      this.change(id, { state: 'done', sent: order.file.size });
      order.arrived(news.file);
      return;
    }
    const complete = news.sent >= order.file.size;
    this.change(id, { sent: news.sent, speed: measure(news.sent), state: complete ? 'checking' : 'sending' });
  }

  private ended(id: number): void {
    this.running.delete(id);
    this.startNext();
  }

  private change(id: number, changes: Partial<UploadItem>): void {
    this.list.update((items) => items.map((item) => (item.id === id ? { ...item, ...changes } : item)));
  }
}

function problemOf({ size }: File, { purpose }: UploadTarget): UploadProblem | null {
  if (size === 0) return 'empty';
  return size > maxFileBytes[purpose] ? 'too_large' : null;
}

/** Smooths the speed, which jumps with every piece that is sent. */
function speedometer(): (sent: number) => number {
  let [at, before, speed] = [performance.now(), 0, 0];
  return (sent) => {
    const now = performance.now();
    if (now - at < 200) return speed;
    const measured = ((sent - before) / (now - at)) * 1_000;
    speed = speed === 0 ? measured : WEIGHT * measured + (1 - WEIGHT) * speed;
    [at, before] = [now, sent];
    return speed;
  };
}
