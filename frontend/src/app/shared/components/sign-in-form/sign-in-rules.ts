import type { FieldState, SchemaPathTree } from '@angular/forms/signals';
import { email, maxLength, required } from '@angular/forms/signals';

export interface SignInModel {
  readonly email: string;
  readonly password: string;
  readonly rememberMe: boolean;
}

/** What can be told before asking the server. The policy for new passwords has no place here: old ones must pass. */
export function signInRules(path: SchemaPathTree<SignInModel>): void {
  required(path.email);
  email(path.email);
  maxLength(path.email, 254);
  required(path.password);
  maxLength(path.password, 128);
}

const messages: Readonly<Record<string, string>> = {
  required: 'signIn.errors.required',
  email: 'signIn.errors.email',
  maxLength: 'signIn.errors.tooLong',
};

/** The translation key of the first error of a field that was visited; empty where there is none to show. */
export function firstError(state: Pick<FieldState<string>, 'errors' | 'touched'>): string {
  const error = state.touched() ? state.errors()[0] : undefined;
  return error === undefined ? '' : (messages[error.kind] ?? 'signIn.errors.required');
}
