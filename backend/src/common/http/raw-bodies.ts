import type { NextFunction, Request, Response } from 'express';
import { AppError } from '../response/app-error.js';

/** The routes whose body is a file, or a piece of one, and the one type that each takes. */
const FILES: readonly (readonly [method: string, path: RegExp, type: string])[] = [
  ['POST', /^\/api\/v1\/files$/, 'application/octet-stream'],
  ['PATCH', /^\/api\/v1\/files\/uploads\/[^/]+$/, 'application/offset+octet-stream'],
];
/** A body of JSON has to be there within this; 64 kB take a second on a bad line. */
const JSON_WITHIN_MS = 60_000;
/** What is read of a refused upload, so that a browser sees the answer; beyond it the connection ends. */
const MAX_LEFT_OVER = 8 * 1024 * 1024;
const LEFT_OVER_WITHIN_MS = 10_000;

/** Whether a request brings a file, or a piece of one, as its body. */
export function isUpload(request: Request): boolean {
  return typeOf(request) !== undefined;
}

/** @throws AppError UNSUPPORTED_MEDIA_TYPE where the body of an upload is announced as anything but plain bytes */
export function requireRaw(request: Request): void {
  const raw = typeOf(request);
  const encoding = request.headers['content-encoding'] ?? 'identity';
  if (raw === undefined || (request.headers['content-type'] === raw && encoding === 'identity')) return;
  throw new AppError('UNSUPPORTED_MEDIA_TYPE', `Send the bytes of the file as they are, with Content-Type: ${raw}.`);
}

// as the router does, whatever the case of the letters and with a slash at the end or without
function typeOf({ method, originalUrl }: Request): string | undefined {
  const path = (originalUrl.split('?', 1)[0] ?? '').toLowerCase().replace(/\/$/, '');
  return FILES.find(([verb, pattern]) => verb === method && pattern.test(path))?.[2];
}

/**
 * The server gives a request an hour to arrive, which large files on slow lines need; everything else has a minute. And
 * what is left of an upload that was refused is not read to its end.
 */
export function boundBodies(request: Request, response: Response, next: NextFunction): void {
  if (isUpload(request)) {
    response.once('finish', () => {
      dropLeftOver(request);
    });
  } else if (request.headers['transfer-encoding'] !== undefined || Number(request.headers['content-length']) > 0) {
    const late = setTimeout(() => request.destroy(), JSON_WITHIN_MS).unref();
    request.once('end', () => {
      clearTimeout(late);
    });
    request.once('close', () => {
      clearTimeout(late);
    });
  }
  next();
}

function dropLeftOver(request: Request): void {
  if (request.complete) return;
  let left = MAX_LEFT_OVER;
  const late = setTimeout(() => request.destroy(), LEFT_OVER_WITHIN_MS).unref();
  request.on('data', (chunk: Buffer) => {
    left -= chunk.length;
    if (left < 0) request.destroy();
  });
  request.once('close', () => {
    clearTimeout(late);
  });
  request.resume();
}
