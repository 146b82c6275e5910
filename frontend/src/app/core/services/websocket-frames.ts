import { securityMetricsSchema } from '@classy-book/contracts/metrics';
import {
  handshakeErrorSchema,
  joinedMonitoringSchema,
  positionFrameSchema,
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

const plainFrames = {
  connected: z.object({ serverTime: z.string() }),
  'monitoring:security-metrics': securityMetricsSchema,
  'monitoring:position': positionFrameSchema,
  'monitoring:summary': z.object({ missed: z.number().int(), truncated: z.boolean().optional() }),
  'monitoring:left': z.object({}),
  // Whatever the reason is said to be, the session is over.
  'session:revoked': z.object({ reason: sessionEndReasonSchema.catch('revoked') }),
} as const;

type PlainFrames = typeof plainFrames;
/** A frame that carries no stored events. */
export type PlainFrame = {
  [N in keyof PlainFrames]: { readonly name: N; readonly payload: z.infer<PlainFrames[N]> };
}[keyof PlainFrames];

/** Reads a frame that carries no stored events; null where it is none or not as it should be. */
export function readPlain(name: string, payload: unknown): PlainFrame | null {
  if (!Object.hasOwn(plainFrames, name)) return null;
  const known = name as keyof PlainFrames;
  const parsed = plainFrames[known].safeParse(payload);
  // The payload is the one that belongs to the name, which the type of the map cannot say.
  return parsed.success ? ({ name: known, payload: parsed.data } as PlainFrame) : null;
}

/** Why the server refused a handshake; null where the connection failed for another reason. */
export function refusalOf(error: Error & { data?: unknown }): ErrorCode | null {
  const parsed = handshakeErrorSchema.safeParse(error.data);
  return parsed.success ? parsed.data.code : null;
}

const joinAnswer = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), data: joinedMonitoringSchema }),
  z.object({ ok: z.literal(false), error: z.object({ code: errorCodeSchema }) }),
]);

export type JoinAnswer = z.infer<typeof joinAnswer>;

/** Reads the acknowledgement of `join:monitoring` and of `filter:monitoring`. Throws where it is none. */
export function readJoinAnswer(answer: unknown): JoinAnswer {
  return joinAnswer.parse(answer);
}
