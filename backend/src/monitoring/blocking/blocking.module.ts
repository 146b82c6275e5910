import { Module } from '@nestjs/common';
import { BlockedAddressesModule } from '../../security/blocked-addresses/blocked-addresses.module.js';
import { AllowListController } from './allow-list.controller.js';
import { BlockingController } from './blocking.controller.js';
import { BulkBlockingController } from './bulk-blocking.controller.js';

/** The routes of the desk on blocked and allowed addresses; the rules stand in security/. */
@Module({
  imports: [BlockedAddressesModule],
  controllers: [BlockingController, BulkBlockingController, AllowListController],
})
export class BlockingModule {}
