/** A way to show that one is who one says: a second factor, or, for an account without one, the password. */
export type ProofMethod = 'totp' | 'backup_code' | 'passkey' | 'password';

/** What was typed. A passkey is asked for with an output of its own. */
export type FactorProof =
  | { readonly method: 'totp'; readonly code: string }
  | { readonly method: 'backup_code'; readonly code: string }
  | { readonly method: 'password'; readonly password: string };

const order: readonly ProofMethod[] = ['totp', 'passkey', 'password', 'backup_code'];

/** The ways that can be used here, the one to begin with first. */
export function offeredMethods(methods: readonly ProofMethod[], passkeys: boolean): readonly ProofMethod[] {
  return order.filter((method) => methods.includes(method) && (passkeys || method !== 'passkey'));
}
