import type { FieldState, SchemaPath, SchemaPathRules, PathKind } from '@angular/forms/signals';
import { maxLength, minLength, pattern, required } from '@angular/forms/signals';

/** As the contracts have them; written out because the schemas are fetched only with the first call. */
const PASSWORD_MIN = 8;
const PASSWORD_MAX = 128;
const NAME_MAX = 80;
const NAME = /^[^<>{}$\u202a-\u202e\u2066-\u2069]*$/u;

const kinds: Readonly<Record<string, string>> = {
  required: 'required',
  email: 'email',
  maxLength: 'tooLong',
  minLength: 'tooShort',
  pattern: 'name',
  weak: 'weak',
  wrong: 'wrong',
};

/** The translation key of the first error of a field that was visited; empty where there is none to show. */
export function errorKey(state: Pick<FieldState<string>, 'errors' | 'touched'>): string {
  const error = state.touched() ? state.errors()[0] : undefined;
  return error === undefined ? '' : `identity.fields.errors.${kinds[error.kind] ?? 'refused'}`;
}

type TextPath = SchemaPath<string, SchemaPathRules.Supported, PathKind.Child>;

/** What can be told about a new password before asking the server, whose list of common ones decides. */
export function newPasswordRules(path: TextPath): void {
  required(path);
  minLength(path, PASSWORD_MIN);
  maxLength(path, PASSWORD_MAX);
}

export function personNameRules(path: TextPath): void {
  required(path);
  maxLength(path, NAME_MAX);
  pattern(path, NAME);
}
