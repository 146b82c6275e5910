import { Injectable, Logger } from '@nestjs/common';
import type { WebauthnResponse } from '@classy-book/contracts/second-factor';
import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import { cose, decodeAttestationObject, isoBase64URL } from '@simplewebauthn/server/helpers';
import { RelyingParty } from './relying-party.js';
import type { PasskeyRecord } from './second-factor.schema.js';

/** Options for `navigator.credentials`, in JSON. */
export type CeremonyOptions = Record<string, unknown>;

/** Who a passkey is made for; `exclude` are the passkeys that the person has already. */
export interface PasskeyOwner {
  readonly userId: string;
  readonly email: string;
  readonly exclude: readonly PasskeyRecord[];
}

/** A passkey that a browser has made. */
export type CreatedPasskey = Pick<
  PasskeyRecord,
  'key' | 'publicKey' | 'counter' | 'transports' | 'synced' | 'backedUp'
>;

/** A signature of a passkey that is right. */
export interface Assertion {
  readonly counter: number;
  readonly backedUp: boolean;
}

const TIMEOUT_MS = 120_000;
const ALGORITHMS = [cose.COSEALG.EdDSA, cose.COSEALG.ES256, cose.COSEALG.RS256];
const MAX_TRANSPORTS = 8;
const TRANSPORT = /^[a-z-]{1,20}$/;

/**
 * The two ceremonies of WebAuthn Level 3 (sections 7.1 and 7.2). Whatever is wrong with a browser's answer is answered
 * with null: what it was is nobody's business but the log's, and there without what was sent.
 */
@Injectable()
export class PasskeyCeremonies {
  private readonly logger = new Logger(PasskeyCeremonies.name);

  constructor(private readonly relyingParty: RelyingParty) {}

  /** @param challenge base64url */
  async creationOptions(owner: PasskeyOwner, challenge: string): Promise<CeremonyOptions> {
    const options = await generateRegistrationOptions({
      rpName: this.relyingParty.name,
      rpID: this.relyingParty.id,
      userID: isoBase64URL.toBuffer(userHandleOf(owner.userId)),
      userName: owner.email,
      userDisplayName: owner.email,
      challenge: isoBase64URL.toBuffer(challenge),
      timeout: TIMEOUT_MS,
      attestationType: 'none',
      authenticatorSelection: { residentKey: 'preferred', userVerification: 'preferred' },
      supportedAlgorithmIDs: ALGORITHMS,
      excludeCredentials: owner.exclude.map(describe),
    });
    return { ...options };
  }

  async verifyCreation(response: WebauthnResponse, challenge: string): Promise<CreatedPasskey | null> {
    try {
      const given = response as unknown as RegistrationResponseJSON;
      refuseCertificates(given.response.attestationObject);
      const { registrationInfo } = await verifyRegistrationResponse({
        response: given,
        expectedChallenge: challenge,
        expectedOrigin: this.relyingParty.origins(),
        expectedRPID: this.relyingParty.id,
        requireUserVerification: false,
        supportedAlgorithmIDs: ALGORITHMS,
      });
      if (registrationInfo === undefined) return null;
      const { credential, credentialDeviceType, credentialBackedUp } = registrationInfo;
      // the browser's word for the id must be the authenticator's
      if (credential.id !== response.id) return null;
      return {
        key: credential.id,
        publicKey: isoBase64URL.fromBuffer(credential.publicKey),
        counter: credential.counter,
        transports: cleanTransports(credential.transports),
        synced: credentialDeviceType === 'multiDevice',
        backedUp: credentialBackedUp,
      };
    } catch (error) {
      return this.refused(error);
    }
  }

  /**
   * @param allow the passkeys of a known person; empty where whoever has a passkey of this site may come
   * @param userVerification `required` where the passkey stands for both factors
   */
  async requestOptions(
    challenge: string,
    allow: readonly PasskeyRecord[],
    userVerification: 'required' | 'preferred',
  ): Promise<CeremonyOptions> {
    const options = await generateAuthenticationOptions({
      rpID: this.relyingParty.id,
      challenge: isoBase64URL.toBuffer(challenge),
      timeout: TIMEOUT_MS,
      userVerification,
      ...(allow.length === 0 ? {} : { allowCredentials: allow.map(describe) }),
    });
    return { ...options };
  }

  /** The counter is looked at by whoever stores it: here only the signature and what it signs. */
  async verifyAssertion(
    response: WebauthnResponse,
    challenge: string,
    passkey: PasskeyRecord,
    requireUserVerification: boolean,
  ): Promise<Assertion | null> {
    try {
      const { verified, authenticationInfo } = await verifyAuthenticationResponse({
        response: response as unknown as AuthenticationResponseJSON,
        expectedChallenge: challenge,
        expectedOrigin: this.relyingParty.origins(),
        expectedRPID: this.relyingParty.id,
        credential: { id: passkey.key, publicKey: isoBase64URL.toBuffer(passkey.publicKey), counter: 0 },
        requireUserVerification,
      });
      if (!verified) return null;
      return { counter: authenticationInfo.newCounter, backedUp: authenticationInfo.credentialBackedUp };
    } catch (error) {
      return this.refused(error);
    }
  }

  private refused(error: unknown): null {
    // the library repeats what was sent in its messages, challenges among them
    this.logger.debug({ kind: error instanceof Error ? error.name : typeof error }, 'a passkey answer was refused');
    return null;
  }
}

/** What authenticators know a person by: the account's id, which tells them nothing. base64url. */
export function userHandleOf(userId: string): string {
  return Buffer.from(userId, 'hex').toString('base64url');
}

// nobody asked for an attestation; checking one would fetch revocation lists from addresses that the sender chose
function refuseCertificates(attestationObject: string): void {
  const attestation = decodeAttestationObject(isoBase64URL.toBuffer(attestationObject));
  const format = attestation.get('fmt');
  const isSelfMade = format === 'packed' && attestation.get('attStmt').get('x5c') === undefined;
  if (format !== 'none' && !isSelfMade) throw new Error('an attestation that was not asked for');
}

function describe({ key, transports }: PasskeyRecord): { id: string; transports: string[] } {
  return { id: key, transports: [...transports] };
}

function cleanTransports(given: unknown): string[] {
  if (!Array.isArray(given)) return [];
  return given.filter((one): one is string => typeof one === 'string' && TRANSPORT.test(one)).slice(0, MAX_TRANSPORTS);
}
