export interface SignInModel {
  readonly email: string;
  readonly password: string;
  readonly rememberMe: boolean;
}

/** The translation keys of what is wrong with a field; empty where nothing is. */
export interface SignInErrors {
  readonly email: string;
  readonly password: string;
}

const EMAIL_CHARACTERS = 254;
const PASSWORD_CHARACTERS = 128;
const ADDRESS = /^[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)*$/;

/** What can be told before asking the server. The policy for new passwords has no place here: old ones must pass. */
export function signInErrors({ email, password }: SignInModel): SignInErrors {
  return { email: emailError(email.trim()), password: lengthError(password, PASSWORD_CHARACTERS) };
}

function emailError(email: string): string {
  const tooLong = lengthError(email, EMAIL_CHARACTERS);
  return tooLong === '' && !ADDRESS.test(email) ? 'signIn.errors.email' : tooLong;
}

function lengthError(text: string, most: number): string {
  if (text === '') return 'signIn.errors.required';
  return text.length > most ? 'signIn.errors.tooLong' : '';
}
