import { createHash, createSign, generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto';
import { makeAttestationCertificate } from './attestation-certificate.js';

/** What a ceremony may do differently from what it should. */
export interface Deviation {
  readonly origin?: string;
  readonly rpId?: string;
  readonly challenge?: string;
  readonly type?: string;
  readonly userVerified?: boolean;
  readonly userPresent?: boolean;
  readonly userHandle?: string | null;
  readonly counter?: number;
  /** An attestation that nobody asked for: by the key itself, or with certificates. */
  readonly attestation?: 'self' | 'certificates';
  /** Another key than the one that the credential was made with signs. */
  readonly forged?: boolean;
}

interface Credential {
  readonly id: Buffer;
  readonly privateKey: KeyObject;
  readonly userHandle: string;
  counter: number;
}

interface CreationOptions {
  readonly challenge: string;
  readonly rp: { readonly id: string };
  readonly user: { readonly id: string };
}

interface RequestOptions {
  readonly challenge: string;
  readonly rpId: string;
  readonly allowCredentials?: readonly { readonly id: string }[];
}

/** What a browser would send; the shape of the contracts. */
export interface SoftwareResponse {
  readonly id: string;
  readonly rawId: string;
  readonly type: 'public-key';
  readonly response: Record<string, unknown>;
  readonly clientExtensionResults: Record<string, unknown>;
}

const PRESENT = 0x01;
const VERIFIED = 0x04;
const BACKUP_ELIGIBLE = 0x08;
const BACKED_UP = 0x10;
const ATTESTED = 0x40;

/** A browser page together with an authenticator, in software, with ES256 keys (WebAuthn Level 3, section 6). */
export class SoftwareAuthenticator {
  private readonly credentials: Credential[] = [];
  private readonly fixedId = randomBytes(32);

  /**
   * @param origin of the page that asks
   * @param options `synced`: keys are kept in an account; `counts`: each signature raises a counter; `fixedId`: all keys
   * have the same credential id, which no honest authenticator does
   */
  constructor(
    private readonly origin: string,
    private readonly options: { readonly synced?: boolean; readonly counts?: boolean; readonly fixedId?: boolean } = {},
  ) {}

  /** `navigator.credentials.create()`. */
  create(options: unknown, deviation: Deviation = {}): SoftwareResponse {
    const { challenge, rp, user } = options as CreationOptions;
    const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const id = this.options.fixedId === true ? this.fixedId : randomBytes(32);
    const credential = { id, privateKey, userHandle: user.id, counter: 0 };
    this.credentials.push(credential);
    const length = Buffer.alloc(2);
    length.writeUInt16BE(credential.id.length);
    const attested = Buffer.concat([Buffer.alloc(16), length, credential.id, coseKey(publicKey)]);
    const authData = Buffer.concat([this.authenticatorData(rp.id, credential, deviation, ATTESTED), attested]);
    const clientData = this.clientData('webauthn.create', challenge, deviation);
    const certificate = deviation.attestation === 'certificates' ? makeAttestationCertificate() : null;
    const statement: (readonly [Buffer, Buffer])[] = [
      [text('alg'), integer(-7)],
      [text('sig'), bytes(signed(certificate?.privateKey ?? privateKey, authData, clientData))],
      ...(certificate === null ? [] : [[text('x5c'), list([bytes(certificate.der)])] as const]),
    ];
    const attestation = map([
      [text('fmt'), text(deviation.attestation === undefined ? 'none' : 'packed')],
      [text('attStmt'), map(deviation.attestation === undefined ? [] : statement)],
      [text('authData'), bytes(authData)],
    ]);
    return this.answer(credential, {
      clientDataJSON: clientData.toString('base64url'),
      attestationObject: attestation.toString('base64url'),
      transports: ['internal', 'hybrid'],
    });
  }

  /** `navigator.credentials.get()`: with the newest key that is allowed. */
  get(options: unknown, deviation: Deviation = {}): SoftwareResponse {
    const { challenge, rpId, allowCredentials } = options as RequestOptions;
    const allowed = new Set(allowCredentials?.map(({ id }) => id));
    const credential = this.credentials.findLast(
      ({ id }) => allowCredentials === undefined || allowed.has(id.toString('base64url')),
    );
    if (credential === undefined) throw new Error('this authenticator has no such credential');
    return this.sign(credential, challenge, rpId, deviation);
  }

  /** Signs with the newest key, whatever was allowed. */
  getAnyway(options: unknown, deviation: Deviation = {}): SoftwareResponse {
    return this.get({ ...(options as RequestOptions), allowCredentials: undefined }, deviation);
  }

  private sign(credential: Credential, challenge: string, rpId: string, deviation: Deviation): SoftwareResponse {
    if (this.options.counts === true) credential.counter += 1;
    const authData = this.authenticatorData(rpId, credential, deviation, 0);
    const clientData = this.clientData('webauthn.get', challenge, deviation);
    const key =
      deviation.forged === true ? generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey : credential.privateKey;
    const userHandle = deviation.userHandle === undefined ? credential.userHandle : deviation.userHandle;
    return this.answer(credential, {
      clientDataJSON: clientData.toString('base64url'),
      authenticatorData: authData.toString('base64url'),
      signature: signed(key, authData, clientData).toString('base64url'),
      ...(userHandle === null ? {} : { userHandle }),
    });
  }

  private authenticatorData(rpId: string, { counter }: Credential, deviation: Deviation, more: number): Buffer {
    const synced = this.options.synced === true ? BACKUP_ELIGIBLE | BACKED_UP : 0;
    const present = deviation.userPresent === false ? 0 : PRESENT;
    const verified = deviation.userVerified === false ? 0 : VERIFIED;
    const tail = Buffer.alloc(5);
    tail.writeUInt8(present | verified | synced | more, 0);
    tail.writeUInt32BE(deviation.counter ?? counter, 1);
    const hash = createHash('sha256')
      .update(deviation.rpId ?? rpId)
      .digest();
    return Buffer.concat([hash, tail]);
  }

  private clientData(type: string, challenge: string, deviation: Deviation): Buffer {
    return Buffer.from(
      JSON.stringify({
        type: deviation.type ?? type,
        challenge: deviation.challenge ?? challenge,
        origin: deviation.origin ?? this.origin,
        crossOrigin: false,
      }),
    );
  }

  private answer({ id }: Credential, response: Record<string, unknown>): SoftwareResponse {
    const encoded = id.toString('base64url');
    return { id: encoded, rawId: encoded, type: 'public-key', response, clientExtensionResults: {} };
  }
}

function signed(key: KeyObject, authData: Buffer, clientData: Buffer): Buffer {
  const message = Buffer.concat([authData, createHash('sha256').update(clientData).digest()]);
  return createSign('sha256').update(message).sign(key);
}

// a COSE key of P-256 (RFC 9053, section 7.1.1)
function coseKey(publicKey: KeyObject): Buffer {
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  return map([
    [integer(1), integer(2)],
    [integer(3), integer(-7)],
    [integer(-1), integer(1)],
    [integer(-2), bytes(Buffer.from(x, 'base64url'))],
    [integer(-3), bytes(Buffer.from(y, 'base64url'))],
  ]);
}

// CBOR (RFC 8949), as much of it as authenticators write
function head(major: number, value: number): Buffer {
  if (value < 24) return Buffer.from([(major << 5) | value]);
  if (value < 256) return Buffer.from([(major << 5) | 24, value]);
  return Buffer.from([(major << 5) | 25, value >> 8, value & 0xff]);
}

function integer(value: number): Buffer {
  return value < 0 ? head(1, -1 - value) : head(0, value);
}

function bytes(value: Buffer): Buffer {
  return Buffer.concat([head(2, value.length), value]);
}

function text(value: string): Buffer {
  return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
}

function list(items: readonly Buffer[]): Buffer {
  return Buffer.concat([head(4, items.length), ...items]);
}

function map(entries: readonly (readonly [Buffer, Buffer])[]): Buffer {
  return Buffer.concat([head(5, entries.length), ...entries.flat()]);
}
