import { securityMetricsSchema } from '@classy-book/contracts/metrics';
import {
  handshakeErrorSchema,
  joinedMonitoringSchema,
  sessionEndReasonSchema,
  streamEventSchemas,
  type ReplayedStream,
  type StreamEvents,
} from '@classy-book/contracts/realtime';
import { errorCodeSchema, type ErrorCode } from '@classy-book/contracts/errors';
import * as z from 'zod';

/** What a frame brought. Events that do not fit the contract are left out, so that one bad event hides no others. */
export interface Frame<S extends ReplayedStream> {
  readonly events: readonly StreamEvents[S][];
  readonly replayed: boolean;
  readonly sentAt: string;
}

const schemas: { readonly [S in ReplayedStream]: z.ZodType<StreamEvents[S]> } = streamEventSchemas;
const frameSchema = z.object({ events: z.array(z.unknown()), replayed: z.boolean(), sentAt: z.string() });

/** Reads a frame of a stream; null where the payload is no frame at all. */
export function readFrame<S extends ReplayedStream>(stream: S, payload: unknown): Frame<S> | null {
  const frame = frameSchema.safeParse(payload);
  if (!frame.success) return null;
  const events = frame.data.events.flatMap((event) => {
    const parsed = schemas[stream].safeParse(event);
    return parsed.success ? [parsed.data] : [];
  });
  return { ...frame.data, events };
}

/** The frames that carry no stored events, by the name they are sent under. */
export const plainFrames = {
  connected: z.object({ serverTime: z.string() }),
  'monitoring:security-metrics': securityMetricsSchema,
  'monitoring:summary': z.object({ missed: z.number().int(), truncated: z.boolean().optional() }),
  'monitoring:left': z.object({ reason: z.literal('permission_lost') }),
  'session:revoked': z.object({ reason: sessionEndReasonSchema }),
} as const;

/** Why the server refused a handshake; null where the connection failed for another reason. */
export function refusalOf(error: Error & { data?: unknown }): ErrorCode | null {
  const parsed = handshakeErrorSchema.safeParse(error.data);
  return parsed.success ? parsed.data.code : null;
}

const joinAnswer = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), data: joinedMonitoringSchema }),
  z.object({ ok: z.literal(false), error: z.object({ code: errorCodeSchema }) }),
]);

/** Reads the acknowledgement of `join:monitoring`. Throws where it is none. */
export function readJoinAnswer(answer: unknown): z.infer<typeof joinAnswer> {
  return joinAnswer.parse(answer);
}
