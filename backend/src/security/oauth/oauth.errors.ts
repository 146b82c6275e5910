import { AppError } from '../../common/response/app-error.js';

const RETRY_MS = 15_000;

/** No provider of that name is configured. */
export function unknownProvider(): AppError {
  return new AppError('NOT_FOUND', 'Nobody can sign in with this provider here.');
}

/** The provider does not answer, or answers with something else than it should. */
export function providerUnavailable(name: string): AppError {
  return new AppError(
    'PROVIDER_UNAVAILABLE',
    `${name} does not answer. Try again in a moment, or sign in another way.`,
    {
      retryAt: new Date(Date.now() + RETRY_MS),
      severity: 'warn',
    },
  );
}

/**
 * The provider said no, or what it said cannot be trusted; also for an account that may not come in: which of them is not
 * told.
 */
export function providerRefused(name: string): AppError {
  return new AppError('PROVIDER_REFUSED', `Signing in with ${name} did not work. Start again, or sign in another way.`);
}

/** The way through the provider was used, has expired, or began in another browser or for something else. */
export function unknownState(): AppError {
  return new AppError(
    'TOKEN_INVALID',
    'This sign-in was used already, has expired or was begun in another browser. Start again.',
  );
}

/** The provider does not vouch for the email. */
export function emailNotVouchedFor(name: string): AppError {
  return new AppError('EMAIL_UNVERIFIED', `${name} has not verified your email. Verify it there, then try again.`);
}

/** The account's own email was never verified. */
export function emailUnverified(): AppError {
  return new AppError('EMAIL_UNVERIFIED', 'Verify your email first: follow the link that was mailed to you.');
}

/** There is an account of that email, which must be protected from whoever controls the provider. */
export function linkFromAccount(name: string): AppError {
  return new AppError(
    'PROVIDER_REFUSED',
    `${name} is not linked to your account. Sign in the way you did before and link it on your account page.`,
  );
}

/** Nobody may make an account by themselves. */
export function registrationClosed(): AppError {
  return new AppError(
    'REGISTRATION_CLOSED',
    'There is no account for you here yet. Ask an administrator to invite you.',
  );
}

/** The account at the provider belongs to somebody else here. */
export function identityTaken(): AppError {
  return new AppError('IDENTITY_TAKEN', 'This account is linked to somebody else here. Unlink it there first.');
}

/** Another account of the same provider is linked already. */
export function alreadyLinked(name: string): AppError {
  return new AppError('CONFLICT', `Another ${name} account is linked already. Unlink it first.`);
}

/** Without this identity its owner could not sign in any more. */
export function lastSignInMethod(): AppError {
  return new AppError(
    'LAST_SIGN_IN_METHOD',
    'This is your only way to sign in. Set a password or add a passkey first.',
  );
}

/** The caller has no identity of that id. */
export function unknownIdentity(): AppError {
  return new AppError('NOT_FOUND', 'There is no such linked account.');
}
