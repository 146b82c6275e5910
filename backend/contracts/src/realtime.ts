import * as z from 'zod';
import { attemptFilterSchema, loginAttemptSchema, type LoginAttempt } from './attempts.js';
import { blockedIpSchema } from './blocking.js';
import { errorCodeSchema } from './errors.js';
import { incidentSchema } from './incidents.js';
import type { SecurityMetrics } from './metrics.js';
import type { Notification, UnreadNotifications } from './notifications.js';
import { momentSchema, objectIdSchema } from './primitives.js';

/** The Socket.IO namespace. The handshake carries `auth: { token: <access token> }`. */
export const REALTIME_NAMESPACE = '/realtime';

/** Events that are stored and replayed. Each stream is delivered in the order of its ids, without gaps or doubles. */
export const replayedStreams = [
  'monitoring:login-attempt',
  'monitoring:ip-blocked',
  'monitoring:ip-unblocked',
  'monitoring:account-locked',
  'monitoring:account-unlocked',
  'monitoring:incident',
] as const;
export const replayedStreamSchema = z.enum(replayedStreams);
export type ReplayedStream = z.infer<typeof replayedStreamSchema>;

/** An address was blocked, or its block changed; `id` is the event's, `block.id` the block's. */
export const ipBlockedEventSchema = z.object({ id: objectIdSchema, at: momentSchema, block: blockedIpSchema });
export type IpBlockedEvent = z.infer<typeof ipBlockedEventSchema>;

/** A block was lifted. `by` is the email of the person, or `system` for one that expired. */
export const ipUnblockedEventSchema = z.object({
  id: objectIdSchema,
  at: momentSchema,
  range: z.string(),
  by: z.string(),
});
export type IpUnblockedEvent = z.infer<typeof ipUnblockedEventSchema>;

export const accountLockedEventSchema = z.object({
  id: objectIdSchema,
  at: momentSchema,
  email: z.string(),
  source: z.enum(['auto', 'manual']),
  reason: z.string(),
  lockedUntil: momentSchema,
});
export type AccountLockedEvent = z.infer<typeof accountLockedEventSchema>;

export const accountUnlockedEventSchema = z.object({
  id: objectIdSchema,
  at: momentSchema,
  email: z.string(),
  by: z.string(),
});
export type AccountUnlockedEvent = z.infer<typeof accountUnlockedEventSchema>;

/** How an incident came onto the stream: a rule or a person opened it, a rule saw more of it, or a person changed it. */
export const incidentChanges = ['opened', 'extended', 'updated'] as const;

/** An incident as it is after the change. `id` is the event's, `incident.id` the incident's; `by` is an email or `system`. */
export const incidentEventSchema = z.object({
  id: objectIdSchema,
  at: momentSchema,
  change: z.enum(incidentChanges),
  by: z.string(),
  incident: incidentSchema,
});
export type IncidentEvent = z.infer<typeof incidentEventSchema>;

/** One frame: events in the order of their ids. `replayed` frames answer a `since`; `sentAt` is the server's clock. */
export interface EventFrame<T> {
  readonly events: readonly T[];
  readonly replayed: boolean;
  readonly sentAt: string;
}

/** The payload of each replayed stream, for schemas as well as types. */
export const streamEventSchemas = {
  'monitoring:login-attempt': loginAttemptSchema,
  'monitoring:ip-blocked': ipBlockedEventSchema,
  'monitoring:ip-unblocked': ipUnblockedEventSchema,
  'monitoring:account-locked': accountLockedEventSchema,
  'monitoring:account-unlocked': accountUnlockedEventSchema,
  'monitoring:incident': incidentEventSchema,
} as const;

export interface StreamEvents {
  'monitoring:login-attempt': LoginAttempt;
  'monitoring:ip-blocked': IpBlockedEvent;
  'monitoring:ip-unblocked': IpUnblockedEvent;
  'monitoring:account-locked': AccountLockedEvent;
  'monitoring:account-unlocked': AccountUnlockedEvent;
  'monitoring:incident': IncidentEvent;
}

/**
 * Which attempts a console is sent: the filter of the attempts list in the same words (`{ outcome: 'failed,blocked' }`),
 * without its time. The other streams and the figures are never filtered.
 */
export const liveFilterSchema = attemptFilterSchema.omit({ from: true, to: true });
export type LiveFilter = z.infer<typeof liveFilterSchema>;

/**
 * `join:monitoring`. `since` is the id of the last event that the client has, one for all streams or one per stream:
 * what came after it is replayed before anything new is sent. Streams that are left out of the map start now. Where a
 * server has no room for another filter it answers LIMIT_REACHED, and the client joins without one.
 */
export const joinMonitoringSchema = z.strictObject({
  since: z.union([objectIdSchema, z.partialRecord(replayedStreamSchema, objectIdSchema)]).optional(),
  filter: liveFilterSchema.optional(),
});
export type JoinMonitoring = z.infer<typeof joinMonitoringSchema>;

/**
 * `filter:monitoring`, for a console that has joined: from the answer on it is sent what the new filter keeps, without
 * losing or doubling anything on the way. With `since`, the id of an attempt or a position, the attempts after it that
 * the new filter keeps are sent again first. Answered as `join:monitoring` is.
 */
export const filterMonitoringSchema = z.strictObject({ filter: liveFilterSchema, since: objectIdSchema.optional() });
export type FilterMonitoring = z.infer<typeof filterMonitoringSchema>;

/**
 * What `join:monitoring` answers. `replayed` counts the events that follow as replay frames; `truncated` says that more
 * than the replay limit was missed, so that the client should load its list again.
 */
export const joinedMonitoringSchema = z.object({
  replayed: z.number().int(),
  truncated: z.boolean(),
  serverTime: momentSchema,
});
export type JoinedMonitoring = z.infer<typeof joinedMonitoringSchema>;

/**
 * Up to where a live console has been sent everything of each stream, every two seconds: what a client that comes back
 * sends as `since`, also where its filter has kept nothing for hours.
 */
export const positionFrameSchema = z.object({ upTo: z.partialRecord(replayedStreamSchema, objectIdSchema) });
export type PositionFrame = z.infer<typeof positionFrameSchema>;

/** Why a socket was told that its session is over. */
export const sessionEndReasons = [
  'signed_out',
  'revoked',
  'locked',
  'role_changed',
  'expired',
  'token_reused',
] as const;
export const sessionEndReasonSchema = z.enum(sessionEndReasons);
export type SessionEndReason = z.infer<typeof sessionEndReasonSchema>;

/**
 * The console could not keep up and gets only figures until it has caught up; `missed` counts what it will be sent then.
 * `truncated` says that it was more than the replay limit, so that the client should load its list again.
 */
export interface SummaryFrame {
  readonly missed: number;
  readonly truncated?: boolean;
  readonly sentAt: string;
}

export interface ServerToClientEvents {
  connected: (payload: { userId: string; sessionId: string; serverTime: string }) => void;
  'monitoring:login-attempt': (frame: EventFrame<LoginAttempt>) => void;
  'monitoring:ip-blocked': (frame: EventFrame<IpBlockedEvent>) => void;
  'monitoring:ip-unblocked': (frame: EventFrame<IpUnblockedEvent>) => void;
  'monitoring:account-locked': (frame: EventFrame<AccountLockedEvent>) => void;
  'monitoring:account-unlocked': (frame: EventFrame<AccountUnlockedEvent>) => void;
  'monitoring:incident': (frame: EventFrame<IncidentEvent>) => void;
  'monitoring:security-metrics': (metrics: SecurityMetrics) => void;
  'monitoring:position': (frame: PositionFrame) => void;
  'monitoring:summary': (frame: SummaryFrame) => void;
  'monitoring:left': (payload: { reason: 'permission_lost' }) => void;
  /** To the person's own sockets, once they subscribed: one message, and how many are unread now. */
  'notification:new': (payload: { notification: Notification; unread: number }) => void;
  'session:revoked': (payload: { reason: SessionEndReason }) => void;
}

/** Every acknowledgement is one of these two. */
export type Acknowledgement<T> =
  | { readonly ok: true; readonly data: T }
  | {
      readonly ok: false;
      readonly error: { readonly code: z.infer<typeof errorCodeSchema>; readonly message: string };
    };

export interface ClientToServerEvents {
  'join:monitoring': (
    request: z.input<typeof joinMonitoringSchema>,
    acknowledge: (answer: Acknowledgement<JoinedMonitoring>) => void,
  ) => void;
  'filter:monitoring': (
    request: z.input<typeof filterMonitoringSchema>,
    acknowledge: (answer: Acknowledgement<JoinedMonitoring>) => void,
  ) => void;
  'subscribe:notifications': (
    request: Record<string, never>,
    acknowledge: (answer: Acknowledgement<UnreadNotifications>) => void,
  ) => void;
  'leave:monitoring': (request: Record<string, never>, acknowledge: (answer: Acknowledgement<null>) => void) => void;
}

/** The code that a refused handshake carries in `err.data.code`. */
export const handshakeErrorSchema = z.object({ code: errorCodeSchema });
