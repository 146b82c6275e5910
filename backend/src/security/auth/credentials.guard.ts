import { type ExecutionContext, Injectable } from '@nestjs/common';
import { AuthGuard } from '@nestjs/passport';
import { loginRequestSchema } from '@classy-book/contracts/auth';
import type { AppRequest } from '../../common/http/request-context.js';
import { validationPipe } from '../../common/response/validation.pipe.js';

/**
 * Runs the password strategy. Guards come before pipes, so the body is validated here first: the strategy must never see
 * an operator object where it expects a text.
 */
@Injectable()
export class CredentialsGuard extends AuthGuard('local') {
  private readonly pipe = validationPipe();

  override async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<AppRequest>();
    request.body = await this.pipe.transform<unknown>(request.body, { type: 'body', schema: loginRequestSchema });
    return (await super.canActivate(context)) as boolean;
  }

  override handleRequest<T>(error: Error | null | undefined, user: T | false): T {
    if (error !== null && error !== undefined) throw error;
    if (user === false) throw new Error('the password strategy answered without a person or an error');
    return user;
  }
}
