import { Service, computed, inject, signal } from '@angular/core';
import type { UploadStatus } from '@classy-book/contracts/file-uploads';
import type { Subscription } from 'rxjs';
import { AuthService } from '../../core/services/auth';
import { UploadClient, type UploadTarget } from './upload-client';

/**
 * The uploads that the reader has begun and not ended, here before a reload or on another device. All upload fields of a page
 * share them: what one of them goes on with is not offered by the others.
 */
@Service()
export class UnfinishedUploads {
  private readonly auth = inject(AuthService);
  private readonly client = inject(UploadClient);
  private readonly found = signal<{ readonly userId: string; readonly list: readonly UploadStatus[] } | null>(null);
  private readonly taken = signal<ReadonlySet<string>>(new Set());
  private asking: Subscription | null = null;

  private readonly free = computed(() => {
    const found = this.found();
    if (found === null || found.userId !== this.auth.user()?.id) return [];
    return found.list.filter(
      ({ id, state }) => !this.taken().has(id) && (state === 'receiving' || state === 'checking'),
    );
  });

  /** Those that nobody goes on with. Reads signals. */
  of({ purpose, courseId }: UploadTarget): readonly UploadStatus[] {
    return this.free().filter((one) => one.purpose === purpose && one.courseId === courseId);
  }

  /** Asks the server anew. Without an answer there are none to go on with, which is no failure. */
  load(): void {
    const userId = this.auth.user()?.id;
    if (userId === undefined || this.asking?.closed === false) return;
    this.asking = this.client.unfinished().subscribe({
      next: (list) => {
        this.found.set({ userId, list });
      },
      error: () => {
        this.found.set(null);
      },
    });
  }

  /** Somebody goes on with this one, or it was given up. */
  take(id: string): void {
    this.taken.update((taken) => new Set([...taken, id]));
  }

  /** Nobody goes on with it any more; offered again once it is asked for anew. */
  giveBack(ids: readonly string[]): void {
    this.found.update((found) => found && { ...found, list: found.list.filter(({ id }) => !ids.includes(id)) });
    this.taken.update((taken) => new Set([...taken].filter((id) => !ids.includes(id))));
  }
}
