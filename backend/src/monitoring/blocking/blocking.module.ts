import { Module } from '@nestjs/common';
import { BlockedAddressesModule } from '../../security/blocked-addresses/blocked-addresses.module.js';
import { BlockingController } from './blocking.controller.js';

/** The routes of the desk on blocked addresses; the rules stand in security/. */
@Module({ imports: [BlockedAddressesModule], controllers: [BlockingController] })
export class BlockingModule {}
