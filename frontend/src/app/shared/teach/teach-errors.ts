import type { FieldState } from '@angular/forms/signals';

const known = ['required', 'maxLength', 'min', 'max', 'pattern', 'slug', 'taken', 'email'];

/** The translation key of a field's first error once it was visited; null where there is none. */
export function errorText(state: Pick<FieldState<unknown>, 'errors' | 'touched'>): string | null {
  const kind = state.touched() ? state.errors()[0]?.kind : undefined;
  if (kind === undefined) return null;
  return `teach.error.${known.includes(kind) ? kind : 'refused'}`;
}
