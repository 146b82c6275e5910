import { Injectable } from '@nestjs/common';
import type { Permission } from '@classy-book/contracts/permissions';
import type { SessionEndReason } from '@classy-book/contracts/realtime';
import { Types } from 'mongoose';
import { Clock } from '../../common/clock/clock.js';
import { randomToken } from '../../common/crypto/keys.js';
import { type Actor, NO_ORIGIN, type Origin } from '../../common/events/actor.js';
import { EventBus } from '../../common/events/event-bus.js';
import { AccessPolicyService } from '../permissions/access-policy.service.js';
import { RefreshTokensService } from './refresh-tokens.service.js';
import { SessionRepository } from './session.repository.js';
import type { SessionDocument } from './session.schema.js';
import { sessionEnded } from './sessions.errors.js';

/** A living session as other features see it. */
export interface Session {
  readonly id: string;
  readonly userId: string;
  readonly remembered: boolean;
  readonly expiresAt: Date;
  /** Its last end, that no use moves. */
  readonly endsAt: Date;
  /** When its person last proved who they are. */
  readonly verifiedAt: Date;
}

/** A session together with the refresh token that keeps it going. */
export interface OpenSession extends Session {
  readonly refreshToken: string;
}

export interface NewSession {
  readonly userId: string;
  readonly remembered: boolean;
  readonly deviceId: string;
  /** What the person's role carries: it decides how long the session may rest and last. */
  readonly permissions: readonly Permission[];
  readonly origin: Origin & { readonly ipAddress: string };
}

const HOUR_MS = 3_600_000;

/** Who is signed in where. */
@Injectable()
export class SessionsService {
  constructor(
    private readonly sessions: SessionRepository,
    private readonly refreshTokens: RefreshTokensService,
    private readonly events: EventBus,
    private readonly clock: Clock,
    private readonly policy: AccessPolicyService,
  ) {}

  /** Opens a session with its first refresh token. */
  async open(request: NewSession): Promise<OpenSession> {
    const now = this.clock.now();
    const { idleMs, maxMs } = this.policy.sessionLimits(request.permissions, request.remembered);
    const endsAt = new Date(now.getTime() + maxMs);
    const expiresAt = new Date(now.getTime() + Math.min(idleMs, maxMs));
    const document: SessionDocument = {
      _id: SessionRepository.newId(),
      userId: new Types.ObjectId(request.userId),
      familyId: randomToken(12),
      device: { id: request.deviceId },
      ipAddress: request.origin.ipAddress,
      userAgent: request.origin.userAgent,
      remembered: request.remembered,
      idleMs,
      endsAt,
      verifiedAt: now,
      createdAt: now,
      lastUsedAt: now,
      expiresAt,
      revokedAt: null,
      revokeReason: null,
    };
    const [refreshToken] = await Promise.all([
      this.refreshTokens.issue(document._id, expiresAt),
      this.sessions.insert(document),
    ]);
    return { ...toSession(document), refreshToken };
  }

  /**
   * Uses a refresh token and extends its session. A token that was used before the successor window ends the session:
   * it was copied, and nobody can tell the thief from the owner.
   * @throws AppError SESSION_ENDED
   */
  async refresh(refreshToken: string, origin: Origin): Promise<OpenSession> {
    const now = this.clock.now();
    const rotation = await this.refreshTokens.rotate(refreshToken);
    if (rotation.kind === 'unknown') throw sessionEnded();
    if (rotation.kind === 'reused') {
      const session = await this.sessions.findLiving(rotation.sessionId, now);
      if (session !== null) await this.endReused(session, origin);
      throw sessionEnded();
    }
    const extended = await this.sessions.extend(rotation.sessionId, now);
    if (extended === null) throw sessionEnded();
    await this.refreshTokens.store(rotation.sessionId, rotation.successor, extended.expiresAt);
    return { ...toSession(extended), refreshToken: rotation.successor };
  }

  /** The session that a refresh token belongs to, for signing out; null where it is unknown. */
  async findByRefreshToken(refreshToken: string): Promise<Session | null> {
    const id = await this.refreshTokens.findSession(refreshToken);
    return id === null ? null : await this.findLiving(id);
  }

  async findLiving(id: string): Promise<Session | null> {
    const session = await this.sessions.findLiving(id, this.clock.now());
    return session === null ? null : toSession(session);
  }

  /** Ends one session; nothing happens where it has ended already. */
  async end(session: Session, reason: SessionEndReason, actor: Actor, origin: Origin): Promise<void> {
    if (!(await this.sessions.revoke(session.id, reason, this.clock.now()))) return;
    await this.events.publish('sessions.ended', {
      userId: session.userId,
      sessionIds: [session.id],
      reason,
      actor,
      origin,
    });
  }

  /**
   * Ends all living sessions of a person.
   * @returns how many there were
   */
  async endAll(userId: string, reason: SessionEndReason, actor: Actor, origin: Origin): Promise<number> {
    const sessionIds = await this.sessions.revokeAll(userId, reason, this.clock.now());
    if (sessionIds.length > 0)
      await this.events.publish('sessions.ended', { userId, sessionIds, reason, actor, origin });
    return sessionIds.length;
  }

  /** How many sessions are, or were, living at a moment of the last day. */
  async countActive(at: Date = this.clock.now()): Promise<number> {
    return await this.sessions.countLivingAt(at);
  }

  /** 24 counts of living sessions, one at the end of each hour that starts at `from`. */
  async activeByHour(from: Date): Promise<number[]> {
    const ends = Array.from({ length: 24 }, (_, hour) => new Date(from.getTime() + (hour + 1) * HOUR_MS));
    return await Promise.all(ends.map(async (end) => await this.sessions.countLivingAt(end)));
  }

  private async endReused(session: SessionDocument, origin: Origin): Promise<void> {
    const { id, userId } = toSession(session);
    await this.sessions.revoke(id, 'token_reused', this.clock.now());
    await this.events.publish('refresh-token.reused', { userId, sessionId: id, origin });
    await this.events.publish('sessions.ended', {
      userId,
      sessionIds: [id],
      reason: 'token_reused',
      actor: { kind: 'system' },
      origin: NO_ORIGIN,
    });
  }
}

function toSession(document: SessionDocument): Session {
  return {
    id: document._id.toHexString(),
    userId: document.userId.toHexString(),
    remembered: document.remembered,
    expiresAt: document.expiresAt,
    endsAt: document.endsAt,
    verifiedAt: document.verifiedAt,
  };
}
