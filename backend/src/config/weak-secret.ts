import { createPrivateKey } from 'node:crypto';

const PLACEHOLDER = /change.?me|example|placeholder|secret|password|classy|default|1234|qwerty/i;

/** Says why `value` cannot protect anything, or null where it can: 32 characters, 12 different ones, no placeholder. */
export function weaknessOf(value: string): string | null {
  if (value.length < 32) return 'must have at least 32 characters (try: openssl rand -base64 33)';
  if (new Set(value).size < 12 || PLACEHOLDER.test(value))
    return 'looks guessable; use a random value (try: openssl rand -base64 33)';
  return null;
}

/** Says why `pem` is not an ES256 signing key, or null where it is. */
export function signingKeyProblem(pem: string): string | null {
  try {
    const key = createPrivateKey(pem);
    return key.asymmetricKeyType === 'ec' && key.asymmetricKeyDetails?.namedCurve === 'prime256v1'
      ? null
      : 'must be a P-256 key (try: openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256)';
  } catch {
    return 'must be a PKCS#8 PEM private key';
  }
}
