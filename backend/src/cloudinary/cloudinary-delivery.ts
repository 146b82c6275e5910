import * as http from 'node:http';
import * as https from 'node:https';
import { pipeline, type Readable, Transform } from 'node:stream';
import type { ByteRange } from '../performance/file/storage.port.js';
import { CloudinaryFailure, retryAfterOf } from './cloudinary-failure.js';

/**
 * Fetches bytes, or a part of them. No redirect is followed: only the configured host is ever asked. The stream fails where the connection
 * breaks off, or nothing has come for `timeoutMs` although somebody reads.
 * @returns null where there are none
 * @throws CloudinaryFailure
 */
export async function fetchBytes(
  address: URL,
  range: ByteRange | undefined,
  timeoutMs: number,
): Promise<Readable | null> {
  const response = await ask(address, range, timeoutMs);
  const { statusCode = 0, headers } = response;
  if (statusCode === 404) {
    response.resume();
    return null;
  }
  const part = range === undefined ? null : `bytes ${String(range.start)}-${String(range.end)}/`;
  const isAsked = part === null ? statusCode === 200 : headers['content-range']?.startsWith(part) === true;
  if (isAsked && (statusCode === 200 || statusCode === 206)) return watched(response, timeoutMs);
  response.destroy();
  const isOther = statusCode === 200 || statusCode === 206;
  const said = isOther ? 'another part than was asked for' : String(headers['x-cld-error'] ?? 'no delivery');
  throw new CloudinaryFailure(isOther ? null : statusCode, said, retryAfterOf(headers['retry-after']));
}

async function ask(address: URL, range: ByteRange | undefined, timeoutMs: number): Promise<http.IncomingMessage> {
  const { request } = address.protocol === 'http:' ? http : https;
  const part = range === undefined ? {} : { Range: `bytes=${String(range.start)}-${String(range.end)}` };
  return await new Promise((resolve, reject) => {
    const asking = request(address, { headers: { 'Accept-Encoding': 'identity', ...part } }, (response) => {
      clearTimeout(timer);
      resolve(response);
    });
    const timer = setTimeout(() => asking.destroy(new Error('no answer in time')), timeoutMs);
    asking.on('error', (error) => {
      clearTimeout(timer);
      reject(new CloudinaryFailure(null, error.message));
    });
    asking.end();
  });
}

function watched(response: http.IncomingMessage, timeoutMs: number): Readable {
  const passing = new Transform({
    transform: (chunk, _encoding, done) => {
      timer.refresh();
      done(null, chunk);
    },
  });
  const timer = setTimeout(() => {
    // a reader that takes its time, such as a player that is paused, is no fault of the other side
    if (passing.readableLength > 0) timer.refresh();
    else response.destroy(new CloudinaryFailure(null, 'the delivery stands still'));
  }, timeoutMs).unref();
  pipeline(response, passing, () => {
    clearTimeout(timer);
  });
  return passing;
}
