import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { calculateJwkThumbprint, exportJWK, type JSONWebKeySet, type JWK, SignJWT } from 'jose';
import { deriveKey } from '../../common/crypto/keys.js';
import { APP_CONFIG, type AppConfig } from '../../config/app-config.js';
import type { BadgeCredential } from './badge-credential.js';

// RFC 8410: the bytes in front of the 32 of a private key in PKCS #8
const PKCS8_ED25519 = Buffer.from('302e020100300506032b657004220420', 'hex');

/**
 * Signs badges with an Ed25519 key that derives from APP_SECRET, so that every process has it and nothing is to be kept. The
 * public key is published; its id is its thumbprint (RFC 7638).
 */
@Injectable()
export class BadgeSigner {
  private readonly privateKey: KeyObject;
  private readonly published: Promise<JWK & { kid: string }>;

  constructor(@Inject(APP_CONFIG) config: AppConfig) {
    const der = Buffer.concat([PKCS8_ED25519, deriveKey(config.secrets.app, 'certificate-badge')]);
    this.privateKey = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
    this.published = publish(createPublicKey(this.privateKey));
  }

  async keys(): Promise<JSONWebKeySet> {
    return { keys: [await this.published] };
  }

  /**
   * The VC-JWT of a credential (Open Badges 3.0, section 8.2): its members are the claims, with `iss`, `jti`, `nbf` and
   * `exp` besides; the key stands in the header.
   */
  async sign(credential: BadgeCredential, issuer: string, from: Date, until: Date | null): Promise<string> {
    const { kid, kty, crv, x } = await this.published;
    const jwk = { kty, ...(crv === undefined ? {} : { crv }), ...(x === undefined ? {} : { x }) };
    const token = new SignJWT({ ...credential })
      .setProtectedHeader({ alg: 'EdDSA', typ: 'JWT', kid, jwk })
      .setIssuer(issuer)
      .setJti(credential.id)
      .setNotBefore(from);
    return await (until === null ? token : token.setExpirationTime(until)).sign(this.privateKey);
  }
}

async function publish(key: KeyObject): Promise<JWK & { kid: string }> {
  const jwk = await exportJWK(key);
  return { ...jwk, kid: await calculateJwkThumbprint(jwk), alg: 'EdDSA', use: 'sig' };
}
