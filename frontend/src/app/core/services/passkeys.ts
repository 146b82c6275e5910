import { DOCUMENT, Service, inject } from '@angular/core';
import type { WebauthnResponse } from '@classy-book/contracts/second-factor';

/** Options as the server gives them: JSON, with the binary parts in base64url. */
export type WebauthnOptions = Readonly<Record<string, unknown>>;

/**
 * Why a browser gave no passkey. `cancelled`: the person closed the prompt or let it pass; `known`: this device holds
 * one of the account already; `unsupported`: the browser or the device cannot do it.
 */
export type PasskeyTrouble = 'cancelled' | 'known' | 'unsupported' | 'failed';

export class PasskeyError extends Error {
  constructor(readonly trouble: PasskeyTrouble) {
    super(`The passkey was not used: ${trouble}.`);
    this.name = 'PasskeyError';
  }
}

/** The browser's side of WebAuthn. The library is fetched when a passkey is first asked for. */
@Service()
export class Passkeys {
  private readonly window = inject(DOCUMENT).defaultView;

  /** True where this browser, in this (secure) place, knows passkeys at all. */
  supported(): boolean {
    return this.window !== null && 'PublicKeyCredential' in this.window;
  }

  /** True where passkeys can be offered among what the browser fills into the email field. */
  async supportsAutofill(): Promise<boolean> {
    if (!this.supported()) return false;
    const { browserSupportsWebAuthnAutofill } = await load();
    return browserSupportsWebAuthnAutofill();
  }

  /** Makes a passkey. Rejects with `PasskeyError`. */
  async create(options: WebauthnOptions): Promise<WebauthnResponse> {
    return attempt(async ({ startRegistration }) =>
      startRegistration({ optionsJSON: options as unknown as Parameters<typeof startRegistration>[0]['optionsJSON'] }),
    );
  }

  /**
   * Asks for a passkey. With `autofill` it waits, without a prompt, until one is chosen in the email field; any later
   * call ends that wait. Rejects with `PasskeyError`.
   */
  async get(options: WebauthnOptions, how: { readonly autofill?: boolean } = {}): Promise<WebauthnResponse> {
    return attempt(async ({ startAuthentication }) =>
      startAuthentication({
        optionsJSON: options as unknown as Parameters<typeof startAuthentication>[0]['optionsJSON'],
        useBrowserAutofill: how.autofill ?? false,
      }),
    );
  }

  /** Ends whatever waits for a passkey, such as when the page is left. */
  async cancel(): Promise<void> {
    const { WebAuthnAbortService } = await load();
    WebAuthnAbortService.cancelCeremony();
  }
}

type Library = Awaited<ReturnType<typeof load>>;

async function load() {
  return import('@simplewebauthn/browser');
}

async function attempt(run: (library: Library) => Promise<object>): Promise<WebauthnResponse> {
  const library = await load();
  if (!library.browserSupportsWebAuthn()) throw new PasskeyError('unsupported');
  try {
    return (await run(library)) as WebauthnResponse;
  } catch (error) {
    throw new PasskeyError(troubleOf(error));
  }
}

/** By name: the library wraps some of the browser's errors and lets others through. */
function troubleOf(error: unknown): PasskeyTrouble {
  const name = error instanceof Error ? error.name : '';
  if (name === 'NotAllowedError' || name === 'AbortError') return 'cancelled';
  if (name === 'InvalidStateError') return 'known';
  if (name === 'NotSupportedError' || name === 'ConstraintError') return 'unsupported';
  return 'failed';
}
