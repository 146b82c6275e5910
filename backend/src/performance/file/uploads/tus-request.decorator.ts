import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { AppRequest } from '../../../common/http/request-context.js';
import { tusHeaders, type TusRequest } from './tus-server.js';

/** A request of the tus protocol, its body unread. Only the headers that mean something to the protocol come with it. */
export const ArrivingPiece = createParamDecorator((_data: unknown, context: ExecutionContext): TusRequest => {
  const request = context.switchToHttp().getRequest<AppRequest>();
  const { method, headers } = request;
  const said = tusHeaders.flatMap((name) => {
    const value = headers[name];
    return typeof value === 'string' ? [[name, value] as const] : [];
  });
  return { method: method as TusRequest['method'], headers: Object.fromEntries(said), body: request };
});
