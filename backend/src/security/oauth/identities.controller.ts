import { Body, Controller, Delete, Get, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  identitiesSchema,
  type Identity,
  identitySchema,
  type OauthCallbackRequest,
  oauthCallbackRequestSchema,
  type OauthStart,
  oauthStartSchema,
  providerIdSchema,
  startOauthRequestSchema,
} from '@classy-book/contracts/oauth';
import { objectIdSchema } from '@classy-book/contracts/primitives';
import type { Request, Response } from 'express';
import { ApiAnswer, ApiFailures } from '../../common/http/api-docs.decorator.js';
import { CurrentSession, type SessionCaller } from '../../common/http/parameters.decorator.js';
import { RequirePermission, RequireStepUp } from '../../common/http/route-access.decorator.js';
import { OauthCookie } from './oauth-cookie.js';
import { OauthLinkingService } from './oauth-linking.service.js';

/** The caller's accounts at providers. */
@ApiTags('Account')
@Controller('account/identities')
export class IdentitiesController {
  constructor(
    private readonly linking: OauthLinkingService,
    private readonly cookie: OauthCookie,
  ) {}

  @Get()
  @RequirePermission('account:self')
  @ApiAnswer(200, 'What is linked, oldest first.', identitiesSchema)
  async list(@CurrentSession() caller: SessionCaller): Promise<Identity[]> {
    return await this.linking.list(caller);
  }

  /** The same way as signing in, for the caller's account. */
  @Post(':provider/start')
  @HttpCode(200)
  @RequirePermission('account:self')
  @RequireStepUp()
  @ApiAnswer(200, 'Where to send the browser.', oauthStartSchema)
  @ApiFailures('NOT_FOUND', 'PROVIDER_UNAVAILABLE', 'STEP_UP_REQUIRED')
  async start(
    @Param('provider', { schema: providerIdSchema }) provider: string,
    @Body({ schema: startOauthRequestSchema }) _wishes: unknown,
    @CurrentSession() caller: SessionCaller,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<OauthStart> {
    const browser = this.cookie.bind(request, response);
    return { authorizationUrl: await this.linking.start({ provider, browser }, caller) };
  }

  /** In the browser and the session in which it was started, whose fresh proof still counts. */
  @Post(':provider/callback')
  @HttpCode(200)
  @RequirePermission('account:self')
  @ApiAnswer(200, 'Linked.', identitySchema)
  @ApiFailures('NOT_FOUND', 'TOKEN_INVALID', 'PROVIDER_REFUSED', 'PROVIDER_UNAVAILABLE', 'IDENTITY_TAKEN', 'CONFLICT')
  async callback(
    @Param('provider', { schema: providerIdSchema }) provider: string,
    @Body({ schema: oauthCallbackRequestSchema }) { query }: OauthCallbackRequest,
    @CurrentSession() caller: SessionCaller,
    @Req() request: Request,
  ): Promise<Identity> {
    return await this.linking.finish({ provider, browser: this.cookie.read(request) }, query, caller);
  }

  @Delete(':id')
  @RequirePermission('account:self')
  @RequireStepUp()
  @ApiAnswer(200, 'Unlinked.', null)
  @ApiFailures('NOT_FOUND', 'LAST_SIGN_IN_METHOD', 'STEP_UP_REQUIRED')
  async unlink(
    @Param('id', { schema: objectIdSchema }) id: string,
    @CurrentSession() caller: SessionCaller,
  ): Promise<null> {
    await this.linking.unlink(id, caller);
    return null;
  }
}
