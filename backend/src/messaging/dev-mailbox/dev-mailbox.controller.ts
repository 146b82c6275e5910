import { Controller, Get, Header } from '@nestjs/common';
import { type DevMail, devMailSchema } from '@classy-book/contracts/account';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { ApiAnswer } from '../../common/http/api-docs.decorator.js';
import { Public } from '../../common/http/route-access.decorator.js';
import { DevMailboxService } from './dev-mailbox.service.js';

/** Only there in a local start without SMTP_URL. */
@ApiTags('Local start')
@Controller('dev')
export class DevMailboxController {
  constructor(private readonly mailbox: DevMailboxService) {}

  @Public()
  @Get('mailbox')
  @Header('Cache-Control', 'no-store')
  @ApiAnswer(200, 'The mails that would have been sent, newest first.', z.array(devMailSchema))
  async list(): Promise<DevMail[]> {
    return await this.mailbox.list();
  }
}
