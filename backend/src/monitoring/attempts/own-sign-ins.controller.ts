import { type OwnSignIn, ownSignInSchema } from '@classy-book/contracts/account';
import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { ApiAnswer } from '../../common/http/api-docs.decorator.js';
import { CurrentSession, type SessionCaller } from '../../common/http/parameters.decorator.js';
import { RequirePermission } from '../../common/http/route-access.decorator.js';
import { OwnSignInsService } from './own-sign-ins.service.js';

/** What a person sees of the attempts to sign in as them. */
@ApiTags('Account')
@Controller('account')
export class OwnSignInsController {
  constructor(private readonly signIns: OwnSignInsService) {}

  @Get('sign-ins')
  @RequirePermission('account:self')
  @ApiAnswer(200, 'Your own last sign-in attempts, at most 50, newest first.', z.array(ownSignInSchema))
  async list(@CurrentSession() { principal }: SessionCaller): Promise<OwnSignIn[]> {
    return await this.signIns.list(principal);
  }
}
