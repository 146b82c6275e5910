import { Injectable } from '@nestjs/common';
import type { Permission } from '@classy-book/contracts/permissions';
import type { SessionEndReason } from '@classy-book/contracts/realtime';
import { Types } from 'mongoose';
import { Clock } from '../../common/clock/clock.js';
import { randomToken } from '../../common/crypto/keys.js';
import { type Actor, NO_ORIGIN, type Origin } from '../../common/events/actor.js';
import { EventBus } from '../../common/events/event-bus.js';
import { AccessPolicyService } from '../permissions/access-policy.service.js';
import { UsersService } from '../users/users.service.js';
import { RefreshTokensService } from './refresh-tokens.service.js';
import { isWithinWindow, useBeforeLast } from './rotation.js';
import { type LivingSession, type Session, toLivingSession, toSession } from './session.mapper.js';
import { SessionRepository } from './session.repository.js';
import type { SessionDocument } from './session.schema.js';
import { sessionEnded } from './sessions.errors.js';

export { SUCCESSOR_WINDOW_MS } from './rotation.js';
export type { LivingSession, Session } from './session.mapper.js';

/** A session together with the refresh token that keeps it going. */
export interface OpenSession extends Session {
  readonly refreshToken: string;
}

/** The same after a refresh, with the use before this one. */
export interface RefreshedSession extends OpenSession {
  readonly usedBefore: Date;
}

export interface NewSession {
  readonly userId: string;
  readonly remembered: boolean;
  readonly deviceId: string;
  readonly country: string | null;
  /** What the person's role carries: it decides how long the session may rest and last. */
  readonly permissions: readonly Permission[];
  readonly origin: Origin & { readonly ipAddress: string };
}

const HOUR_MS = 3_600_000;

type VerifiedHandler = (sessionId: string) => Promise<void>;

/** Who is signed in where. */
@Injectable()
export class SessionsService {
  private readonly verifiedHandlers: VerifiedHandler[] = [];

  constructor(
    private readonly sessions: SessionRepository,
    private readonly refreshTokens: RefreshTokensService,
    private readonly events: EventBus,
    private readonly clock: Clock,
    private readonly policy: AccessPolicyService,
    private readonly users: UsersService,
  ) {}

  /** Opens a session with its first refresh token. */
  async open(request: NewSession): Promise<OpenSession> {
    const now = this.clock.now();
    const { idleMs, maxMs } = this.policy.sessionLimits(request.permissions, request.remembered);
    const secret = randomToken(16);
    const document: SessionDocument = {
      _id: SessionRepository.newId(),
      userId: new Types.ObjectId(request.userId),
      device: { id: request.deviceId },
      ipAddress: request.origin.ipAddress,
      country: request.country,
      userAgent: request.origin.userAgent,
      remembered: request.remembered,
      secretHash: this.refreshTokens.hashOf(secret),
      generation: 0,
      uses: [],
      idleMs,
      endsAt: new Date(now.getTime() + maxMs),
      verifiedAt: now,
      createdAt: now,
      lastUsedAt: now,
      expiresAt: new Date(now.getTime() + Math.min(idleMs, maxMs)),
      revokedAt: null,
      revokeReason: null,
    };
    await this.sessions.insert(document);
    const session = toSession(document);
    const refreshToken = this.refreshTokens.write({ sessionId: session.id, generation: 0, secret });
    return { ...session, refreshToken };
  }

  /**
   * Uses a refresh token and extends its session. A token that was used before the successor window ends the session:
   * it was copied, and nobody can tell the thief from the owner. A token that was made up ends nothing.
   * @throws AppError SESSION_ENDED
   */
  async refresh(refreshToken: string, origin: Origin): Promise<RefreshedSession> {
    const presented = this.refreshTokens.read(refreshToken);
    if (presented === null) throw sessionEnded();
    const { sessionId, generation, secret } = presented;
    const now = this.clock.now();
    const document = await this.sessions.rotate(sessionId, generation, this.refreshTokens.hashOf(secret), now);
    if (document === null) throw sessionEnded();
    const session = toSession(document);
    if (!isWithinWindow(document, generation, now)) {
      await this.endReused(session, origin);
      throw sessionEnded();
    }
    const successor = this.refreshTokens.write({ ...presented, generation: generation + 1 });
    return { ...session, refreshToken: successor, usedBefore: useBeforeLast(document) };
  }

  /** The living session that a refresh token belongs to, for signing out; null where there is none. */
  async findByRefreshToken(refreshToken: string): Promise<Session | null> {
    const presented = this.refreshTokens.read(refreshToken);
    if (presented === null) return null;
    const secretHash = this.refreshTokens.hashOf(presented.secret);
    const session = await this.sessions.findLivingBySecret(presented.sessionId, secretHash, this.clock.now());
    return session === null ? null : toSession(session);
  }

  async findLiving(id: string): Promise<Session | null> {
    const session = await this.sessions.findLiving(id, this.clock.now());
    return session === null ? null : toSession(session);
  }

  /** The living sessions of a person, at most 100, those used last first. */
  async listLiving(userId: string): Promise<LivingSession[]> {
    return (await this.sessions.findLivingOf(userId, this.clock.now())).map(toLivingSession);
  }

  /** How many living sessions each of these people has; those who have none are left out. */
  async countLivingOf(userIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
    return await this.sessions.countLivingOf(userIds, this.clock.now());
  }

  /**
   * When a session ends under the limits of what its person may do now, which may be shorter than those it was opened
   * with.
   */
  endOf(session: Session, permissions: readonly Permission[]): Date {
    const { idleMs, maxMs } = this.policy.sessionLimits(permissions, session.remembered);
    const rest = session.lastUsedAt.getTime() + idleMs;
    return new Date(Math.min(session.expiresAt.getTime(), rest, session.createdAt.getTime() + maxMs));
  }

  /**
   * Notes that the person of a session has just proved who they are (step-up). What is remembered of the session is
   * forgotten before this resolves.
   * @throws AppError SESSION_ENDED
   */
  async markVerified(sessionId: string, at: Date): Promise<Session> {
    const document = await this.sessions.markVerified(sessionId, at);
    if (document === null) throw sessionEnded();
    for (const handler of this.verifiedHandlers) await handler(sessionId);
    return toSession(document);
  }

  /** Has `handler` told of every fresh proof in this process; for what remembers sessions. */
  onVerified(handler: VerifiedHandler): void {
    this.verifiedHandlers.push(handler);
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

  /** Ends a session where it belongs to this person; true where it was living. */
  async endOne(
    userId: string,
    sessionId: string,
    reason: SessionEndReason,
    actor: Actor,
    origin: Origin,
  ): Promise<boolean> {
    if (!(await this.sessions.revokeOf(userId, sessionId, reason, this.clock.now()))) return false;
    await this.events.publish('sessions.ended', { userId, sessionIds: [sessionId], reason, actor, origin });
    return true;
  }

  /**
   * Ends all living sessions of a person but one, which goes on.
   * @returns how many were ended
   */
  async endOthers(
    userId: string,
    exceptSessionId: string,
    reason: SessionEndReason,
    actor: Actor,
    origin: Origin,
  ): Promise<number> {
    const sessionIds = await this.sessions.revokeAll(userId, reason, this.clock.now(), exceptSessionId);
    if (sessionIds.length > 0)
      await this.events.publish('sessions.ended', { userId, sessionIds, reason, actor, origin });
    return sessionIds.length;
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

  /** How many people have a living session that was used since a moment. */
  async countPeopleSince(since: Date): Promise<number> {
    return await this.sessions.countPeople(since, this.clock.now());
  }

  /** 24 counts of living sessions, one at the end of each hour that starts at `from`. */
  async activeByHour(from: Date): Promise<number[]> {
    const ends = Array.from({ length: 24 }, (_, hour) => new Date(from.getTime() + (hour + 1) * HOUR_MS));
    return await Promise.all(ends.map(async (end) => await this.sessions.countLivingAt(end)));
  }

  private async endReused({ id, userId }: Session, origin: Origin): Promise<void> {
    // of many replays at once, one ends the session and tells of it
    if (!(await this.sessions.revoke(id, 'token_reused', this.clock.now()))) return;
    const account = await this.users.findById(userId);
    await this.events.publish('refresh-token.reused', { userId, email: account?.email ?? null, sessionId: id, origin });
    await this.events.publish('sessions.ended', {
      userId,
      sessionIds: [id],
      reason: 'token_reused',
      actor: { kind: 'system' },
      origin: NO_ORIGIN,
    });
  }
}
