import type { ErrorCode } from '@classy-book/contracts/errors';
import type { Acknowledgement } from '@classy-book/contracts/realtime';
import type { z } from 'zod';
import { AppError } from '../../common/response/app-error.js';
import { isDatabaseAway } from '../../database/database-errors.js';

type Acknowledge = (answer: Acknowledgement<unknown>) => void;

/** A message as it came: anything at all. */
export interface ClientMessage {
  readonly payload: unknown;
  /** Answers the client; does nothing where it did not ask for an answer. */
  readonly acknowledge: Acknowledge;
}

/** Reads the arguments of an event. A function is the client's request for an answer; it is always the last argument. */
export function readMessage(parameters: readonly unknown[]): ClientMessage {
  const last = parameters.at(-1);
  const asks = typeof last === 'function';
  const payload = asks ? parameters.slice(0, -1) : parameters;
  return {
    payload: payload.length === 1 ? payload[0] : payload.length === 0 ? undefined : payload,
    acknowledge: (answer) => {
      if (asks) (last as Acknowledge)(answer);
    },
  };
}

/**
 * Checks a payload.
 * @throws AppError VALIDATION_FAILED that names what is wrong and repeats nothing of what was sent
 */
export function parsePayload<T>(schema: z.ZodType<T>, payload: unknown): T {
  const parsed = schema.safeParse(payload);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const place = issue === undefined || issue.path.length === 0 ? 'the message' : issue.path.join('.').slice(0, 100);
  throw new AppError('VALIDATION_FAILED', `${place} is not as it should be.`);
}

/** The answer to a message that failed; an error that says nothing to a client becomes INTERNAL. */
export function failureOf(error: unknown): {
  readonly ok: false;
  readonly error: { code: ErrorCode; message: string };
} {
  if (error instanceof AppError) return failed(error.code, error.message);
  if (isDatabaseAway(error))
    return failed('SERVICE_UNAVAILABLE', 'The database does not answer. Try again in a moment.');
  return failed('INTERNAL', 'Something went wrong on our side.');
}

function failed(code: ErrorCode, message: string): ReturnType<typeof failureOf> {
  return { ok: false, error: { code, message } };
}
