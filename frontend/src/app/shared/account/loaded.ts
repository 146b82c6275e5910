import type { HttpResourceRef } from '@angular/common/http';
import { computed, inject, linkedSignal, type Signal } from '@angular/core';
import { toApiFailure } from '../../core/services/api';
import { FailureText } from '../../core/services/failure-text';

/** Something that is fetched, as a page shows it. What was there stays while it is fetched anew. */
export interface Loaded<T> {
  /** Null until it is there. */
  readonly value: Signal<T | null>;
  /** True while there is nothing to show yet. */
  readonly loading: Signal<boolean>;
  /** What went wrong, ready to show; null while nothing did. */
  readonly problem: Signal<string | null>;
  readonly reload: () => void;
}

/** Call it in an injection context. */
export function loadedFrom<T>(resource: HttpResourceRef<T | undefined>): Loaded<T> {
  const failureText = inject(FailureText);
  const now = computed(() => (resource.hasValue() ? resource.value() : null));
  const value = linkedSignal<T | null, T | null>({
    source: now,
    computation: (current, previous) => current ?? previous?.value ?? null,
  });
  return {
    value: value.asReadonly(),
    loading: computed(() => resource.isLoading() && value() === null),
    problem: computed(() => {
      const error = resource.error();
      return error ? failureText.of(toApiFailure(error)) : null;
    }),
    reload: () => {
      resource.reload();
    },
  };
}
