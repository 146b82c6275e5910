import { objectIdSchema } from '@classy-book/contracts/primitives';
import {
  type Webhook,
  type WebhookDelivery,
  type WebhookDeliveryDetail,
  webhookDeliveryDetailSchema,
  type WebhookDeliveryQuery,
  webhookDeliveryQuerySchema,
  webhookDeliverySchema,
  type WebhookRequest,
  webhookRequestSchema,
  webhookSchema,
  type WebhookSecret,
  webhookSecretSchema,
} from '@classy-book/contracts/webhooks';
import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { ApiAnswer, ApiFailures, ApiPage } from '../../common/http/api-docs.decorator.js';
import { type Caller, CurrentCaller } from '../../common/http/parameters.decorator.js';
import { RequirePermission, RequireStepUp } from '../../common/http/route-access.decorator.js';
import type { Page } from '../../common/response/page.js';
import { WebhookDeliveriesService } from './webhook-deliveries.service.js';
import { WebhooksService } from './webhooks.service.js';

/** The endpoints that are told what happens, and what was sent to them. */
@ApiTags('Webhooks')
@RequirePermission('monitoring:configure')
@Controller('admin/webhooks')
export class WebhooksController {
  constructor(
    private readonly webhooks: WebhooksService,
    private readonly deliveries: WebhookDeliveriesService,
  ) {}

  @Get()
  @ApiAnswer(200, 'All endpoints, the oldest first.', z.array(webhookSchema))
  async list(): Promise<Webhook[]> {
    return await this.webhooks.list();
  }

  @Post()
  @RequireStepUp()
  @ApiAnswer(201, 'The new endpoint with its secret, which is shown this once.', webhookSecretSchema)
  @ApiFailures('VALIDATION_FAILED', 'LIMIT_REACHED', 'STEP_UP_REQUIRED')
  async create(
    @Body({ schema: webhookRequestSchema }) request: WebhookRequest,
    @CurrentCaller() caller: Caller,
  ): Promise<WebhookSecret> {
    return await this.webhooks.create(request, caller);
  }

  @Put(':id')
  @RequireStepUp()
  @ApiAnswer(200, 'The endpoint as it is now.', webhookSchema)
  @ApiFailures('VALIDATION_FAILED', 'NOT_FOUND', 'STEP_UP_REQUIRED')
  async update(
    @Param('id', { schema: objectIdSchema }) id: string,
    @Body({ schema: webhookRequestSchema }) request: WebhookRequest,
    @CurrentCaller() caller: Caller,
  ): Promise<Webhook> {
    return await this.webhooks.update(id, request, caller);
  }

  @Delete(':id')
  @RequireStepUp()
  @ApiAnswer(200, 'Deleted, with its log.', null)
  @ApiFailures('VALIDATION_FAILED', 'NOT_FOUND', 'STEP_UP_REQUIRED')
  async remove(@Param('id', { schema: objectIdSchema }) id: string, @CurrentCaller() caller: Caller): Promise<null> {
    await this.webhooks.remove(id, caller);
    return null;
  }

  @Post(':id/secret')
  @HttpCode(200)
  @RequireStepUp()
  @ApiAnswer(200, 'The new secret, shown this once; the one before it signs too for a day.', webhookSecretSchema)
  @ApiFailures('VALIDATION_FAILED', 'NOT_FOUND', 'CONFLICT', 'STEP_UP_REQUIRED')
  async rotateSecret(
    @Param('id', { schema: objectIdSchema }) id: string,
    @CurrentCaller() caller: Caller,
  ): Promise<WebhookSecret> {
    return await this.webhooks.rotateSecret(id, caller);
  }

  @Post(':id/test')
  @HttpCode(200)
  @ApiAnswer(200, 'What became of a test event, which was sent at once.', webhookDeliveryDetailSchema)
  @ApiFailures('VALIDATION_FAILED', 'NOT_FOUND')
  async test(
    @Param('id', { schema: objectIdSchema }) id: string,
    @CurrentCaller() caller: Caller,
  ): Promise<WebhookDeliveryDetail> {
    return await this.deliveries.test(id, caller);
  }

  @Get(':id/deliveries')
  @ApiPage('What was sent, and is to be sent, newest first.', webhookDeliverySchema)
  @ApiFailures('VALIDATION_FAILED', 'NOT_FOUND')
  async listDeliveries(
    @Param('id', { schema: objectIdSchema }) id: string,
    @Query({ schema: webhookDeliveryQuerySchema }) query: WebhookDeliveryQuery,
  ): Promise<Page<WebhookDelivery>> {
    return await this.deliveries.list(id, query);
  }

  @Get(':id/deliveries/:delivery')
  @ApiAnswer(200, 'One delivery with what was sent and answered.', webhookDeliveryDetailSchema)
  @ApiFailures('VALIDATION_FAILED', 'NOT_FOUND')
  async findDelivery(
    @Param('id', { schema: objectIdSchema }) id: string,
    @Param('delivery', { schema: objectIdSchema }) delivery: string,
  ): Promise<WebhookDeliveryDetail> {
    return await this.deliveries.find(id, delivery);
  }

  @Post(':id/deliveries/:delivery/redeliver')
  @HttpCode(200)
  @ApiAnswer(200, 'On its way once more.', webhookDeliverySchema)
  @ApiFailures('VALIDATION_FAILED', 'NOT_FOUND', 'CONFLICT')
  async redeliver(
    @Param('id', { schema: objectIdSchema }) id: string,
    @Param('delivery', { schema: objectIdSchema }) delivery: string,
    @CurrentCaller() caller: Caller,
  ): Promise<WebhookDelivery> {
    return await this.deliveries.redeliver(id, delivery, caller);
  }
}
