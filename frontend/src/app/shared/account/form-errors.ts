import type { FieldState } from '@angular/forms/signals';

/** The kind of a field's first error once it was visited, as a key below `account.error`; null where there is none. */
export function firstError(state: Pick<FieldState<unknown>, 'errors' | 'touched'>): string | null {
  const kind = state.touched() ? state.errors()[0]?.kind : undefined;
  return kind === undefined ? null : `account.error.${kind}`;
}
