import type { Device } from '@classy-book/contracts/attempts';
import { deviceOf } from '../../common/http/devices.js';
import type { SessionDocument } from './session.schema.js';

/** A living session as other features see it. */
export interface Session {
  readonly id: string;
  readonly userId: string;
  readonly remembered: boolean;
  readonly createdAt: Date;
  readonly lastUsedAt: Date;
  /** Its end unless it is used. */
  readonly expiresAt: Date;
  /** Its last end, that no use moves. */
  readonly endsAt: Date;
  /** When its person last proved who they are. */
  readonly verifiedAt: Date;
}

/** A living session as a list shows it. */
export interface LivingSession extends Session {
  readonly device: Device;
  readonly ipAddress: string;
  /** Where it was opened: ISO 3166-1 alpha-2, null where that is not known. */
  readonly country: string | null;
}

/** A session as other features see it. */
export function toSession(document: SessionDocument): Session {
  return {
    id: document._id.toHexString(),
    userId: document.userId.toHexString(),
    remembered: document.remembered,
    createdAt: document.createdAt,
    lastUsedAt: document.lastUsedAt,
    expiresAt: document.expiresAt,
    endsAt: document.endsAt,
    verifiedAt: document.verifiedAt,
  };
}

/** A session as a list shows it. */
export function toLivingSession(document: SessionDocument): LivingSession {
  const { ipAddress, country, userAgent } = document;
  return { ...toSession(document), device: deviceOf(userAgent), ipAddress, country };
}
