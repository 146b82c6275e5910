import {
  type Joined,
  joinedSchema,
  type JoinPreview,
  joinPreviewSchema,
  joinReferenceSchema,
  type JoinRequest,
  joinRequestSchema,
} from '@classy-book/contracts/enrolments';
import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ApiAnswer, ApiFailures } from '../../common/http/api-docs.decorator.js';
import { CurrentSession, type SessionCaller } from '../../common/http/parameters.decorator.js';
import { RateLimit } from '../../common/http/rate-limit.decorator.js';
import { RequirePermission } from '../../common/http/route-access.decorator.js';
import { JoinService } from './join.service.js';

/** People who follow an invitation or type a code. Guessing is limited as for every single-use token. */
@ApiTags('Learning')
@RequirePermission('account:self')
@RateLimit('token')
@Controller('join')
export class JoinController {
  constructor(private readonly joining: JoinService) {}

  @Get(':code')
  @ApiAnswer(200, 'The course, and what joining would do.', joinPreviewSchema)
  @ApiFailures('VALIDATION_FAILED', 'TOKEN_INVALID', 'FORBIDDEN')
  async preview(
    @Param('code', { schema: joinReferenceSchema }) reference: string,
    @CurrentSession() caller: SessionCaller,
  ): Promise<JoinPreview> {
    return await this.joining.preview(reference, caller);
  }

  @Post()
  @HttpCode(200)
  @ApiAnswer(200, 'In the course; `changed` is false for who was in already.', joinedSchema)
  @ApiFailures('VALIDATION_FAILED', 'TOKEN_INVALID', 'FORBIDDEN', 'CONFLICT', 'LIMIT_REACHED')
  async join(
    @Body({ schema: joinRequestSchema }) { reference }: JoinRequest,
    @CurrentSession() caller: SessionCaller,
  ): Promise<Joined> {
    return await this.joining.join(reference, caller);
  }
}
