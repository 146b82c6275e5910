import { Service, computed, effect, inject, signal } from '@angular/core';
import { PreviewClient } from './preview-client';

/** The lesson that a preview shows. */
@Service({ autoProvided: false })
export class PreviewStore {
  private readonly wanted = signal({ slug: '', lesson: '' });
  private readonly shown = inject(PreviewClient).lesson(this.wanted);

  readonly lesson = computed(() => (this.shown.hasValue() ? this.shown.value() : null));
  readonly loading = this.shown.isLoading;
  readonly error = this.shown.error;

  /** Shows the lesson that `wanted` names, whenever it changes. Call it in an injection context. */
  follow(wanted: () => { slug: string; lesson: string }): void {
    effect(() => {
      this.wanted.set(wanted());
    });
  }

  reload(): void {
    this.shown.reload();
  }
}
