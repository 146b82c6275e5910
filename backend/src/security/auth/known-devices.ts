import { Inject, Injectable } from '@nestjs/common';
import { deriveKey, equalInConstantTime, randomToken, sign } from '../../common/crypto/keys.js';
import { APP_CONFIG, type AppConfig } from '../../config/app-config.js';

/**
 * Recognises the devices that an account has signed in from: a cookie holds a random id and a signature over it and the
 * account's email. It opens nothing; it only gives the device a failure counter of its own.
 */
@Injectable()
export class KnownDevices {
  private readonly key: Buffer;

  constructor(@Inject(APP_CONFIG) config: AppConfig) {
    this.key = deriveKey(config.secrets.app, 'known-device');
  }

  /** The device of a cookie, where it was made for this account. */
  recognise(cookie: string | undefined, email: string): string | null {
    const [id, signature, ...rest] = (cookie ?? '').slice(0, 200).split('.');
    if (id === undefined || signature === undefined || rest.length > 0 || id.length < 16) return null;
    return equalInConstantTime(signature, this.signature(id, email)) ? id : null;
  }

  /** The cookie that makes a device known to an account: the one of `deviceId`, or of a new device. */
  remember(email: string, deviceId: string | null): { deviceId: string; cookie: string } {
    const id = deviceId ?? randomToken(16);
    return { deviceId: id, cookie: `${id}.${this.signature(id, email)}` };
  }

  private signature(id: string, email: string): string {
    return sign(this.key, `${id}\n${email}`);
  }
}
