import { createSign, generateKeyPairSync, type KeyObject } from 'node:crypto';

/** The certificate of an authenticator's maker, self-signed, and its key. */
export interface AttestationCertificate {
  readonly der: Buffer;
  readonly privateKey: KeyObject;
}

/** A certificate as the format `packed` asks for (WebAuthn Level 3, section 8.2.1). */
export function makeAttestationCertificate(): AttestationCertificate {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const algorithm = sequence(oid(ECDSA_SHA256));
  const name = sequence(
    attribute(COUNTRY, 'AQ'),
    attribute(ORGANISATION, 'A maker'),
    attribute(UNIT, 'Authenticator Attestation'),
    attribute(COMMON_NAME, 'A key'),
  );
  const year = new Date().getUTCFullYear();
  const validity = sequence(time(year - 1), time(year + 1));
  const notAnAuthority = sequence(oid(BASIC_CONSTRAINTS), tlv(0x04, sequence()));
  const body = sequence(
    tlv(0xa0, tlv(0x02, Buffer.from([2]))),
    tlv(0x02, Buffer.from([1])),
    algorithm,
    name,
    validity,
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    tlv(0xa3, sequence(notAnAuthority)),
  );
  const signature = createSign('sha256').update(body).sign(privateKey);
  return { der: sequence(body, algorithm, tlv(0x03, Buffer.from([0]), signature)), privateKey };
}

// object identifiers, encoded
const ECDSA_SHA256 = '2a8648ce3d040302';
const COUNTRY = '550406';
const ORGANISATION = '55040a';
const UNIT = '55040b';
const COMMON_NAME = '550403';
const BASIC_CONSTRAINTS = '551d13';

// DER (X.690), as much of it as a certificate needs
function tlv(tag: number, ...parts: Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

function sequence(...parts: Buffer[]): Buffer {
  return tlv(0x30, ...parts);
}

function oid(encoded: string): Buffer {
  return tlv(0x06, Buffer.from(encoded, 'hex'));
}

function attribute(type: string, value: string): Buffer {
  return tlv(0x31, sequence(oid(type), tlv(0x13, Buffer.from(value))));
}

function time(year: number): Buffer {
  return tlv(0x17, Buffer.from(`${String(year).slice(2)}0101000000Z`));
}
