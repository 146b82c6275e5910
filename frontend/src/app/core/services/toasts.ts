import { Service, inject, signal } from '@angular/core';
import type { ApiFailure } from './api';
import { FailureText } from './failure-text';

export interface ToastAction {
  readonly label: string;
  readonly run: () => void;
}

/** What a toast says. `message` and the action's label are ready to show, in the language of the moment. */
export interface ToastContent {
  readonly kind: 'ok' | 'info' | 'warn' | 'danger';
  readonly message: string;
  readonly action?: ToastAction;
}

export interface Toast extends ToastContent {
  readonly id: number;
}

const MAX_TOASTS = 4;
const LIFETIME_MS = { ok: 5_000, info: 6_000, warn: 9_000, danger: 12_000 } as const;

/** Short messages at the edge of the page, at most four at a time; the shell shows them in a polite live region. */
@Service()
export class ToastService {
  private readonly failureText = inject(FailureText);
  private readonly shown = signal<readonly Toast[]>([]);
  private readonly timers = new Map<number, ReturnType<typeof setTimeout>>();
  private nextId = 1;

  readonly toasts = this.shown.asReadonly();

  /** Shows a toast, which leaves by itself; the same message is not shown twice at once. */
  show(content: ToastContent): void {
    const same = this.shown().find((toast) => toast.kind === content.kind && toast.message === content.message);
    if (same) this.dismiss(same.id);
    const toast: Toast = { ...content, id: this.nextId++ };
    this.shown.update((toasts) => [...toasts, toast]);
    this.resume(toast.id);
    for (const surplus of this.shown().slice(0, -MAX_TOASTS)) this.dismiss(surplus.id);
  }

  /** Shows what went wrong in the reader's language; faults of the server carry the request id. */
  showFailure(failure: ApiFailure): void {
    this.show({ kind: failure.unreachable ? 'warn' : 'danger', message: this.failureText.of(failure) });
  }

  dismiss(id: number): void {
    this.hold(id);
    this.shown.update((toasts) => toasts.filter((toast) => toast.id !== id));
  }

  /** Keeps a toast while it is read: under the pointer, or with focus inside. */
  hold(id: number): void {
    clearTimeout(this.timers.get(id));
    this.timers.delete(id);
  }

  /** Starts the time of a toast anew. */
  resume(id: number): void {
    const toast = this.shown().find((candidate) => candidate.id === id);
    if (!toast) return;
    this.hold(id);
    this.timers.set(
      id,
      setTimeout(() => {
        this.dismiss(id);
      }, LIFETIME_MS[toast.kind]),
    );
  }
}
