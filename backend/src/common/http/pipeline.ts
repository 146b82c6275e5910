import { isUtf8 } from 'node:buffer';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { embedHosts } from '@classy-book/contracts/lesson-blocks';
import compression from 'compression';
import cookieParser from 'cookie-parser';
import { json, type NextFunction, type Request, type Response } from 'express';
import helmet from 'helmet';
import type { AppConfig } from '../../config/app-config.js';
import { AppError } from '../response/app-error.js';
import { isAllowedOrigin } from './allowed-origin.js';
import { bodyLimitOf, bodyLimits } from './body-limits.js';
import { clientAddressOf, compileTrust } from './client-address.js';
import { boundBodies, isUpload, requireRaw } from './raw-bodies.js';
import { RefusedRequests } from './refused-requests.js';
import type { AppRequest } from './request-context.js';
import { requestIdFrom } from './request-id.js';

// a large file on a slow line; what else may take how long stands in raw-bodies.ts
const REQUEST_WITHIN_MS = 3_600_000;
const IMPERSONAL = /^\/(docs|docs-json|v1\/monitoring\/(security-metrics|timeline))(\/|$)/;
const NO_DOCUMENT =
  "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'; sandbox";
// what a page of another origin has to read of uploads in pieces
const TUS_HEADERS = [
  ...['Location', 'Tus-Resumable', 'Tus-Version', 'Tus-Extension', 'Tus-Max-Size'],
  ...['Upload-Offset', 'Upload-Length', 'Upload-Metadata', 'Upload-Expires'],
];
const RATE_LIMIT_HEADERS = ['RateLimit-Limit', 'RateLimit-Remaining', 'RateLimit-Reset'];

/**
 * The first part of the request's way, the same for the API and for the pages: headers, request id, client address,
 * CORS, cookies, body. Blocked addresses, CSRF and the guards follow in app.module.ts.
 */
export function installPipeline(app: NestExpressApplication, config: AppConfig): void {
  app.getHttpServer().requestTimeout = REQUEST_WITHIN_MS;
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  app.use(helmet(helmetOptions(config)));
  app.use(requestContext(config));
  app.use(refusalWatch(app.get(RefusedRequests)));
  app.enableCors({
    credentials: true,
    maxAge: 600,
    exposedHeaders: ['X-Request-Id', 'Retry-After', 'RateLimit-Policy', ...RATE_LIMIT_HEADERS, ...TUS_HEADERS],
    origin: (origin: string | undefined, answer: (error: Error | null, allow?: boolean) => void) => {
      answer(null, origin !== undefined && isAllowedOrigin(origin, undefined, config));
    },
  });
  app.use(compression());
  app.use(cookieParser());
  app.use('/api', cachePolicy);
  app.use('/api/v1', documentPolicy);
  app.use('/api', boundBodies);
  app.use('/api', requireType);
  app.use('/api', readJson());
}

function requestContext(config: AppConfig) {
  const trust = compileTrust(config.server.trustProxy);
  return (request: Request, response: Response, next: NextFunction): void => {
    const context = request as unknown as AppRequest;
    context.id = requestIdFrom(request.headers['x-request-id']);
    context.clientAddress = clientAddressOf(request, trust);
    response.setHeader('X-Request-Id', context.id);
    next();
  };
}

function refusalWatch(refused: RefusedRequests) {
  return (request: Request, response: Response, next: NextFunction): void => {
    response.once('finish', () => {
      refused.look(request as unknown as AppRequest, response);
    });
    next();
  };
}

// what tells of people or carries tokens is never kept; figures may be, by their reader alone, who asks each time whether
// they have changed
function cachePolicy(request: Request, response: Response, next: NextFunction): void {
  const conditional = request.method === 'GET' && IMPERSONAL.test(request.path);
  response.setHeader('Cache-Control', conditional ? 'private, no-cache' : 'no-store');
  next();
}

// an answer that a browser shows as a page of its own, by a link to it or after it mistook its type, may do nothing
function documentPolicy(_request: Request, response: Response, next: NextFunction): void {
  response.setHeader('Content-Security-Policy', NO_DOCUMENT);
  next();
}

// a body that is not JSON would be ignored by the parser, and then look like a missing one
function requireType(request: Request, _response: Response, next: NextFunction): void {
  const hasBody =
    request.headers['transfer-encoding'] !== undefined || Number(request.headers['content-length'] ?? 0) > 0;
  if (isUpload(request)) {
    if (hasBody) requireRaw(request);
    next();
    return;
  }
  const type = request.headers['content-type'] ?? '';
  const otherCharset = /charset=(?!"?utf-?8\b)/i.test(type);
  if (hasBody && (otherCharset || request.is('application/json') === false)) {
    throw new AppError('UNSUPPORTED_MEDIA_TYPE', 'Send JSON in UTF-8 with Content-Type: application/json.');
  }
  next();
}

// a few routes take more than the others do
function readJson() {
  const parsers = new Map(
    bodyLimits.map((limit) => [limit, json({ limit, strict: true, inflate: true, verify: refuseBrokenText })]),
  );
  return (request: Request, response: Response, next: NextFunction): void => {
    const parse = parsers.get(bodyLimitOf(request.originalUrl.split('?', 1)[0] ?? ''));
    if (parse === undefined) next();
    else parse(request, response, next);
  };
}

// the parser would put replacement characters in place of bytes that are no UTF-8
function refuseBrokenText(_request: unknown, _response: unknown, body: Buffer): void {
  if (!isUtf8(body)) throw new AppError('MALFORMED_REQUEST', 'The body is not valid UTF-8.');
}

function helmetOptions(config: AppConfig): Parameters<typeof helmet>[0] {
  const overHttps = config.server.publicUrl.startsWith('https:');
  return {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        baseUri: ["'none'"],
        scriptSrc: ["'self'"],
        // Angular puts the styles of components into <style> elements
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        mediaSrc: ["'self'", 'blob:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        manifestSrc: ["'self'"],
        // pages of others that may stand in a lesson, each in a sandboxed frame
        frameSrc: embedHosts.map((host) => `https://${host}`),
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        objectSrc: ["'none'"],
        ...(overHttps ? { upgradeInsecureRequests: [] } : {}),
      },
    },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    referrerPolicy: { policy: 'no-referrer' },
    strictTransportSecurity: overHttps ? { maxAge: 31_536_000, includeSubDomains: true } : false,
    xFrameOptions: { action: 'deny' },
  };
}
