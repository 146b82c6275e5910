import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { LogFoldsModule } from '../log-folds/log-folds.module.js';
import { DeliveryOutcomes } from './delivery-outcomes.js';
import { EndpointDirectory } from './endpoint-directory.js';
import { WebhookAnnouncer } from './webhook-announcer.js';
import { WebhookCourier } from './webhook-courier.js';
import { WebhookDeliveriesService } from './webhook-deliveries.service.js';
import { WebhookDeliveryRepository } from './webhook-delivery.repository.js';
import { WEBHOOK_DELIVERY_MODEL, webhookDeliveryDocumentSchema } from './webhook-delivery.schema.js';
import { WebhookFeedService } from './webhook-feed.service.js';
import { WebhookRepository } from './webhook.repository.js';
import { WEBHOOK_MODEL, webhookDocumentSchema } from './webhook.schema.js';
import { WebhookSecrets } from './webhook-secrets.js';
import { WebhookSenderService } from './webhook-sender.service.js';
import { WebhookTransport } from './webhook-transport.js';
import { WebhooksController } from './webhooks.controller.js';
import { WebhooksService } from './webhooks.service.js';

/** Tells other systems what happens. */
@Module({
  imports: [
    LogFoldsModule,
    MongooseModule.forFeature([
      { name: WEBHOOK_MODEL, schema: webhookDocumentSchema },
      { name: WEBHOOK_DELIVERY_MODEL, schema: webhookDeliveryDocumentSchema },
    ]),
  ],
  controllers: [WebhooksController],
  providers: [
    DeliveryOutcomes,
    EndpointDirectory,
    WebhookAnnouncer,
    WebhookCourier,
    WebhookDeliveriesService,
    WebhookDeliveryRepository,
    WebhookFeedService,
    WebhookRepository,
    WebhookSecrets,
    WebhookSenderService,
    WebhookTransport,
    WebhooksService,
  ],
})
export class WebhooksModule {}
