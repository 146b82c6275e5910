import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Options } from 'pino-http';
import type { AppConfig } from '../../config/app-config.js';
import type { AppRequest } from './request-context.js';

// fields that must never reach a log, at the top of an entry or up to two levels down in it
const SECRET_FIELDS = [
  ...['password', 'currentPassword', 'newPassword', 'passwordHash', 'token', 'accessToken', 'refreshToken', 'secret'],
  ...['codes', 'challenge', 'clientSecret', 'authorization', 'cookie'],
];
const SECRETS = [
  'req.headers["x-xsrf-token"]',
  'res.headers["set-cookie"]',
  ...SECRET_FIELDS.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]),
];

/** How requests are logged: one JSON line each, with the request id and the client's address, without secrets. */
export function loggerOptions(config: AppConfig): Options {
  return {
    level: config.server.logLevel,
    redact: { paths: SECRETS, censor: '[redacted]' },
    genReqId: (request: IncomingMessage) => (request as unknown as AppRequest).id,
    customLogLevel: (_request: IncomingMessage, response: ServerResponse, error?: Error) =>
      error !== undefined || response.statusCode >= 500 ? 'error' : 'info',
    serializers: {
      req: (request: { id: string; method: string; url: string; raw: unknown }) => ({
        id: request.id,
        method: request.method,
        url: withoutAddress(request.url).slice(0, 500),
        address: (request.raw as AppRequest).clientAddress,
      }),
      res: (response: { statusCode: number }) => ({ statusCode: response.statusCode }),
    },
  };
}

// whoever reads the log does not get the files of others
function withoutAddress(url: string): string {
  return url.replace(/(\/files\/content\/[0-9a-f]{0,24})[^/?]*/, '$1...');
}
