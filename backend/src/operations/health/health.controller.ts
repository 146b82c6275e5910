import { Controller, Get, Header, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Liveness, livenessSchema, type Readiness, readinessSchema } from '@classy-book/contracts/health';
import type { Response } from 'express';
import { ApiAnswer } from '../../common/http/api-docs.decorator.js';
import { RateLimit } from '../../common/http/rate-limit.decorator.js';
import { Public } from '../../common/http/route-access.decorator.js';
import { HealthService } from './health.service.js';

/** For load balancers and containers. */
@RateLimit('light')
@ApiTags('Operations')
@Controller('health')
export class HealthController {
  constructor(private readonly health: HealthService) {}

  @Public()
  @Get('live')
  @Header('Cache-Control', 'no-store')
  @ApiAnswer(200, 'The process answers.', livenessSchema)
  live(): Liveness {
    return this.health.live();
  }

  /** 503 with the same body where something is down that people cannot do without. */
  @Public()
  @Get('ready')
  @Header('Cache-Control', 'no-store')
  @ApiAnswer(200, 'What is needed is up; `degraded` where mail or the storage of files is not.', readinessSchema)
  @ApiAnswer(503, 'Something that is needed is down.', readinessSchema)
  async ready(@Res({ passthrough: true }) response: Response): Promise<Readiness> {
    const readiness = await this.health.ready();
    response.status(readiness.status === 'unavailable' ? 503 : 200);
    return readiness;
  }
}
