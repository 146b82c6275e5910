/** Whose password it is to be: what they are called may not be all of it. */
export interface PasswordOwner {
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
}

const PRODUCT = ['classybook', 'classy'];
const SHORTEST_WORD = 3;

/**
 * True where a password is nothing but its owner's name or email, or the name of the product, with digits or signs
 * around it: what somebody who knows them tries first (NIST SP 800-63B, "context-specific words").
 */
export function isPersonal(password: string, owner: PasswordOwner): boolean {
  const core = reduced(password);
  const [local = ''] = owner.email.split('@');
  const first = reduced(owner.firstName);
  const last = reduced(owner.lastName);
  const words = [reduced(owner.email), reduced(local), first, last, first + last, last + first, ...PRODUCT];
  return words.some((word) => word.length >= SHORTEST_WORD && (core === word || core === word + word));
}

/** True where a password is one character, or a piece of two or three, again and again. */
export function isRepetition(password: string): boolean {
  return /^(.{1,3})\1+.{0,2}$/su.test(password) && new Set(password).size <= 3;
}

// letters and digits only, without the digits around them
function reduced(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
    .replace(/^\p{N}+(?=\p{L})|(?<=\p{L})\p{N}+$/gu, '');
}
