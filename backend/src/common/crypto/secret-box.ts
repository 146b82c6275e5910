import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** A key with the name under which what it sealed says which key opens it. */
export interface SealingKey {
  readonly id: string;
  /** 32 bytes. */
  readonly key: Buffer;
}

const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Seals secrets that must be read again, such as the seeds of authenticators: AES-256-GCM (NIST SP 800-38D) under the
 * first key. Every key still opens what it sealed, so keys can rotate.
 */
export class SecretBox {
  private readonly keys: ReadonlyMap<string, Buffer>;
  private readonly current: SealingKey;

  /** @param keys at least one; the first seals, all of them open */
  constructor(keys: readonly SealingKey[]) {
    const [current] = keys;
    if (current === undefined) throw new Error('a secret box needs a key');
    this.current = current;
    this.keys = new Map(keys.map(({ id, key }) => [id, key]));
  }

  /**
   * @param context what the secret belongs to, such as `totp:<user id>`; it opens only with the same, so that a sealed
   * value cannot be moved to another record
   * @returns `<key id>.<base64url of IV, ciphertext and tag>`
   */
  seal(secret: string, context: string): string {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.current.key, iv).setAAD(Buffer.from(context));
    const sealed = Buffer.concat([iv, cipher.update(secret, 'utf8'), cipher.final(), cipher.getAuthTag()]);
    return `${this.current.id}.${sealed.toString('base64url')}`;
  }

  /** @throws Error where the key is not known any more, or the value was changed or belongs to another context */
  open(sealed: string, context: string): string {
    const dot = sealed.indexOf('.');
    const key = this.keys.get(sealed.slice(0, dot));
    if (dot < 1 || key === undefined) throw new Error('sealed with a key that is not configured any more');
    const bytes = Buffer.from(sealed.slice(dot + 1), 'base64url');
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES })
      .setAAD(Buffer.from(context))
      .setAuthTag(bytes.subarray(-TAG_BYTES));
    return decipher.update(bytes.subarray(IV_BYTES, -TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
  }

  /** True where the value was not sealed with the current key: seal it again when it is at hand. */
  isOutdated(sealed: string): boolean {
    return !sealed.startsWith(`${this.current.id}.`);
  }
}
