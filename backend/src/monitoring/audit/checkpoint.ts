import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import type { AuditChainEnd, AuditCheckpoint } from '@classy-book/contracts/audit';
import { auditChainEndSchema } from '@classy-book/contracts/audit';
import { z } from 'zod';
import { deriveKey } from '../../common/crypto/keys.js';

/** What a checkpoint says: the ends of chains as one process saw them, and the checkpoint before it. */
export interface CheckpointBody {
  readonly writer: string;
  readonly number: number;
  readonly at: string;
  readonly ends: readonly AuditChainEnd[];
  readonly records: number;
  /** The SHA-256 of the line before it; zeros where it is the first of its file. */
  readonly prev: string;
}

/** A checkpoint whose signature was found right, with the hash of its line. */
export interface SignedCheckpoint {
  readonly body: CheckpointBody;
  readonly hash: string;
}

const PURPOSE = 'audit-checkpoint';
const PREFIX = 'classy-book/audit-checkpoint/1\n';
// RFC 8410: the bytes in front of the 32 of a private key in PKCS #8
const PKCS8_ED25519 = Buffer.from('302e020100300506032b657004220420', 'hex');
const LINE = /^(\{.*),"signature":"([\w-]{86})"\}$/s;
const bodySchema = z.strictObject({
  v: z.literal(1),
  writer: z.string(),
  number: z.number().int().min(1),
  at: z.iso.datetime(),
  ends: z.array(auditChainEndSchema),
  records: z.number().int(),
  prev: z.string().regex(/^[0-9a-f]{64}$/),
});

/** Signs checkpoints, and checks them, with a key that derives from the audit secret (Ed25519, RFC 8032). */
export class CheckpointSigner {
  private readonly privateKey: KeyObject;
  private readonly checkKey: KeyObject;

  constructor(secret: string) {
    const der = Buffer.concat([PKCS8_ED25519, deriveKey(secret, PURPOSE)]);
    this.privateKey = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
    this.checkKey = createPublicKey(this.privateKey);
  }

  /** The 32 bytes of the public key in base64url (RFC 8037): what others check signatures with. */
  get publicKey(): string {
    return String(this.checkKey.export({ format: 'jwk' }).x);
  }

  /** The line of a checkpoint: its JSON, to which the signature over everything before it was added at the end. */
  line(body: CheckpointBody): string {
    const { writer, number, at, ends, records, prev } = body;
    const plainEnds = ends.map(({ writer: of, seq, hash }) => ({ writer: of, seq, hash }));
    const text = JSON.stringify({ v: 1, writer, number, at, ends: plainEnds, records, prev });
    const signature = sign(null, Buffer.from(PREFIX + text), this.privateKey).toString('base64url');
    return `${text.slice(0, -1)},"signature":"${signature}"}`;
  }

  /**
   * Reads a line.
   * @returns null where it is no whole checkpoint, `forged` where its signature is not ours
   */
  read(line: string): SignedCheckpoint | 'forged' | null {
    const [, start, signature] = LINE.exec(line) ?? [];
    if (start === undefined || signature === undefined) return null;
    const text = `${start}}`;
    if (!verify(null, Buffer.from(PREFIX + text), this.checkKey, Buffer.from(signature, 'base64url'))) return 'forged';
    const parsed = bodySchema.safeParse(JSON.parse(text));
    return parsed.success ? { body: parsed.data, hash: lineHash(line) } : 'forged';
  }
}

/** The hash by which the next checkpoint names a line. */
export function lineHash(line: string): string {
  return createHash('sha256').update(line).digest('hex');
}

/** A checkpoint as the seal shows it. */
export function toCheckpoint({ writer, number, at, ends, records }: CheckpointBody): AuditCheckpoint {
  return { writer, number, at, ends: [...ends], records };
}
