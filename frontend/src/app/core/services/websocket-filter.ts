import type { ErrorCode } from '@classy-book/contracts/errors';
import type { JoinAnswer } from './websocket-frames';
import type { Since } from './websocket-tracking';

/** Which attempts are wanted, as the query of the attempts list says it. Empty for all. */
export type LiveQuery = Readonly<Record<string, string>>;

/** What the server is asked: the filter, and the id behind which attempts are to be sent again. */
export interface FilterRequest {
  readonly filter: LiveQuery;
  readonly since?: string;
}

/** The same as part of a `join:monitoring`, which may ask for what was missed of all streams. */
export interface JoinRequest {
  readonly since?: Since;
  readonly filter?: LiveQuery;
}

/** One question to the server about the filter. */
export interface FilterQuestion {
  readonly request: FilterRequest;
  /** As part of a join; `since` where something was watched before. */
  readonly joining: (since: Since | undefined) => JoinRequest;
  readonly agreed: () => void;
  /** True where asking once more makes sense: without the filter. */
  readonly refused: (code: ErrorCode) => boolean;
}

/** The server has no room for another filter, or does not understand this one: everything is asked for instead. */
const UNFILTERED: readonly ErrorCode[] = ['LIMIT_REACHED', 'VALIDATION_FAILED', 'RANGE_OFF_BOUNDARY'];

/**
 * Which filter this client wants the server to apply, and which one it applies. While the two differ it remembers where
 * the stream was when the wish changed: what the new filter keeps of the time since then is asked for again.
 */
export class FilterWish {
  private wanted = '{}';
  private applied = '{}';
  private refused = '';
  private changedAt: string | undefined;

  /** True while the attempts that arrive are those of the wanted filter. */
  get settled(): boolean {
    return this.wanted === this.applied;
  }

  /** True where something is kept out. */
  get filters(): boolean {
    return this.wanted !== '{}';
  }

  /** @param position the newest attempt that the client has */
  want(filter: LiveQuery, position: string | undefined): void {
    const known = Object.entries(filter).filter(([, value]) => value !== '');
    const wanted = JSON.stringify(Object.fromEntries(known.sort(([one], [other]) => (one < other ? -1 : 1))));
    if (this.settled) this.changedAt = position;
    this.wanted = wanted;
  }

  /** What to ask the server for, and what to call once it has agreed or refused. */
  ask(): FilterQuestion {
    const { wanted, changedAt } = this;
    const filter = JSON.parse(wanted === this.refused ? '{}' : wanted) as LiveQuery;
    const narrows = Object.keys(filter).length > 0;
    return {
      request: changedAt === undefined ? { filter } : { filter, since: changedAt },
      joining: (since) => {
        const attempts = changedAt ?? since?.['monitoring:login-attempt'];
        const from = since && attempts !== undefined ? { ...since, 'monitoring:login-attempt': attempts } : since;
        return { ...(from ? { since: from } : {}), ...(narrows ? { filter } : {}) };
      },
      agreed: () => {
        this.applied = wanted;
        if (this.settled) this.changedAt = undefined;
      },
      refused: (code) => {
        const again = UNFILTERED.includes(code) && narrows;
        if (again) this.refused = wanted;
        return again;
      },
    };
  }

  /** The connection is gone: the next one starts without a filter. */
  forget(): void {
    this.applied = '';
    this.refused = '';
  }
}

const RETRY_MS = 1_000;

/**
 * Asks for the wanted filter until the server applies it or `send` answers null, because the connection is not there:
 * the next one joins with the filter. Throws where the server does not answer, or not in a way that leads on.
 * @returns true where more happened since the wish changed than is sent again
 */
export async function applyWish(
  wish: FilterWish,
  send: (request: FilterRequest) => Promise<JoinAnswer | null>,
): Promise<boolean> {
  let truncated = false;
  while (!wish.settled) {
    const asked = wish.ask();
    const answer = await send(asked.request);
    if (answer === null) break;
    if (answer.ok) {
      asked.agreed();
      truncated ||= answer.data.truncated;
    } else if (answer.error.code === 'RATE_LIMITED') {
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    } else if (!asked.refused(answer.error.code)) {
      throw new Error(answer.error.code);
    }
  }
  return truncated;
}
