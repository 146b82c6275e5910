import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { AppRequest } from '../../../common/http/request-context.js';
import type { Wanted } from './file-content.service.js';
import { understandsAvif } from './renditions.js';
import type { ArrivingBody } from '../files.service.js';

/** The body of an upload, unread. */
export const ArrivingFile = createParamDecorator((_data: unknown, context: ExecutionContext): ArrivingBody => {
  const request = context.switchToHttp().getRequest<AppRequest>();
  const length = request.headers['content-length'];
  return { stream: request, announced: length === undefined ? null : Number(length) };
});

/** Which part of a file is asked for. */
export const WantedPart = createParamDecorator((_data: unknown, context: ExecutionContext): Wanted => {
  const { headers } = context.switchToHttp().getRequest<AppRequest>();
  const ifRange = headers['if-range'];
  return {
    range: headers.range,
    ifRange: typeof ifRange === 'string' ? ifRange : undefined,
    ifNoneMatch: headers['if-none-match'],
    avif: understandsAvif(headers.accept),
  };
});
