import { ReadableStream } from 'node:stream/web';
import type { Readable } from 'node:stream';
import { UPLOADS_PATH } from '@classy-book/contracts/file-uploads';
import { maxFileBytes } from '@classy-book/contracts/files';
import { Injectable } from '@nestjs/common';
import { Server } from '@tus/server';
import { toUploadFailure } from './upload-failures.js';
import { UploadLocks } from './upload-locks.js';
import { UploadStore } from './upload-store.js';

/** A request of the tus protocol: its headers in lower case, its body unread. */
export interface TusRequest {
  readonly method: 'POST' | 'HEAD' | 'PATCH' | 'DELETE' | 'OPTIONS';
  readonly headers: Readonly<Partial<Record<TusHeader, string>>>;
  readonly body: Readable;
}

/** The answer to it; it has no body. */
export interface TusAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
}

/** The headers of a request that mean something to the protocol. */
export const tusHeaders = [
  'tus-resumable',
  'upload-length',
  'upload-offset',
  'upload-metadata',
  'upload-defer-length',
  'upload-concat',
  'content-type',
  'content-length',
] as const;
type TusHeader = (typeof tusHeaders)[number];

const PATH = `/api/v1${UPLOADS_PATH}`;
/** How long a request may go on when another one wants to write to the same upload. */
const DRAIN_MS = 500;
const ANSWERED = /^(tus-|upload-|location$|connection$)/;

/**
 * The tus protocol 1.0.0, spoken by its own library. Ours are: who may do what (asked before), where the bytes lie, and who writes.
 * Ids come from this server alone; nothing of an address reaches the library.
 */
@Injectable()
export class TusServer {
  private readonly server: Server;
  private readonly failures = new WeakMap<object, unknown>();

  constructor(store: UploadStore, locks: UploadLocks) {
    this.server = new Server({
      ...{ path: PATH, relativeLocation: true, datastore: store, locker: locks, lockDrainTimeout: DRAIN_MS },
      maxSize: Math.max(...Object.values(maxFileBytes)),
      // the id of an upload that begins is in its address already
      namingFunction: ({ url }) => url.slice(url.lastIndexOf('/') + 1),
      onResponseError: (request, error) => {
        this.failures.set(request, error);
        return undefined;
      },
    });
  }

  /** @throws AppError, and errors of the database */
  async handle({ method, headers, body }: TusRequest, id: string): Promise<TusAnswer> {
    // read piece by piece as the disk takes them; it stays open when reading ends early, so that the answer can be sent
    const pieces = method === 'PATCH' ? (body.iterator({ destroyOnReturn: false }) as AsyncIterator<Uint8Array>) : null;
    const request = new Request(`http://uploads${PATH}/${id}`, { method, headers, ...bodyOf(pieces) });
    try {
      const response = await this.server.handleWeb(request);
      if (response.status >= 400) throw toUploadFailure(response.status, this.failures.get(request));
      const answered = [...response.headers].filter(([name]) => ANSWERED.test(name));
      return { status: response.status, headers: Object.fromEntries(answered) };
    } finally {
      void pieces?.return?.().catch(() => undefined);
    }
  }
}

function bodyOf(pieces: AsyncIterator<Uint8Array> | null): RequestInit {
  if (pieces === null) return {};
  const iterable = { [Symbol.asyncIterator]: () => pieces };
  return { body: ReadableStream.from(iterable), duplex: 'half' };
}
