import { Module } from '@nestjs/common';
import { NotificationsModule } from '../../messaging/notifications/notifications.module.js';
import { MetricsModule } from '../../monitoring/metrics/metrics.module.js';
import { ReplayModule } from '../../monitoring/replay/replay.module.js';
import { AuthModule } from '../../security/auth/auth.module.js';
import { BlockedAddressesModule } from '../../security/blocked-addresses/blocked-addresses.module.js';
import { DeskService } from './desk.service.js';
import { EventRelayService } from './event-relay.service.js';
import { HandshakeService } from './handshake.service.js';
import { NotificationFeedService } from './notification-feed.service.js';
import { RealtimeGateway } from './realtime.gateway.js';
import { SocketSessionsService } from './socket-sessions.service.js';

/** The only gateway, and what stands behind it. */
@Module({
  imports: [AuthModule, BlockedAddressesModule, NotificationsModule, MetricsModule, ReplayModule],
  providers: [
    RealtimeGateway,
    HandshakeService,
    SocketSessionsService,
    DeskService,
    EventRelayService,
    NotificationFeedService,
  ],
})
export class RealtimeModule {}
