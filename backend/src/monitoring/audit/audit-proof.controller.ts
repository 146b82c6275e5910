import { type AuditSealView, auditSealSchema } from '@classy-book/contracts/audit';
import { Controller, Get, Header, HttpCode, Post, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import { ApiAnswer, ApiFailures } from '../../common/http/api-docs.decorator.js';
import { type Caller, CurrentCaller } from '../../common/http/parameters.decorator.js';
import { RateLimit } from '../../common/http/rate-limit.decorator.js';
import { RequirePermission } from '../../common/http/route-access.decorator.js';
import { AuditSealService } from './audit-seal.service.js';
import { VerificationRunsService } from './verification-runs.service.js';

/** The proof that nobody edited the audit log. */
@ApiTags('Audit')
@Controller('monitoring/audit')
export class AuditProofController {
  constructor(
    private readonly seal: AuditSealService,
    private readonly runs: VerificationRunsService,
  ) {}

  @Get('seal')
  @RequirePermission('audit:read')
  @ApiAnswer(200, 'Up to where the log was proved, and where its checkpoints stand.', auditSealSchema)
  async showSeal(): Promise<AuditSealView> {
    return await this.seal.show();
  }

  @Post('verify')
  @HttpCode(200)
  @RateLimit('export')
  @RequirePermission('audit:read')
  // neither compressed nor held back: each line is told when it is there
  @Header('Cache-Control', 'no-store, no-transform')
  @Header('X-Accel-Buffering', 'no')
  @ApiProduces('application/x-ndjson')
  @ApiOkResponse({ description: 'Lines of JSON: the progress, and at the end what was found.' })
  @ApiFailures('RATE_LIMITED')
  verify(@CurrentCaller() caller: Caller): StreamableFile {
    return new StreamableFile(this.runs.start(caller), { type: 'application/x-ndjson; charset=utf-8' });
  }
}
