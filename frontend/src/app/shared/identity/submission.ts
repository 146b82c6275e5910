import type { FieldTree, ValidationError } from '@angular/forms/signals';
import type { ApiFailure } from '../../core/services/api';

/** Moves the focus to the first field that is not right. */
export function focusFirstError(form: FieldTree<unknown>): void {
  form().errorSummary()[0]?.fieldTree().focusBoundControl();
}

/**
 * The errors of a refused form at the fields that they are about; none where the refusal is about something else. The
 * names of the fields are those of the request, except that `password` takes what is said about the password.
 */
export function refusedFields(
  failure: ApiFailure | null,
  fields: Readonly<Record<string, FieldTree<string>>>,
): ValidationError.WithFieldTree[] {
  if (failure?.code === 'WEAK_PASSWORD') return atField(fields['password'], 'weak');
  if (failure?.code !== 'VALIDATION_FAILED') return [];
  return failure.details.flatMap(({ path }) => atField(fields[path], 'refused'));
}

function atField(field: FieldTree<string> | undefined, kind: string): ValidationError.WithFieldTree[] {
  return field ? [{ kind, fieldTree: field }] : [];
}
