import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { BruteForceModule } from '../brute-force/brute-force.module.js';
import { AddressCheckService } from './address-check.service.js';
import { AllowedAddressRepository } from './allowed-address.repository.js';
import { ALLOWED_ADDRESS_MODEL, allowedAddressSchema } from './allowed-address.schema.js';
import { AllowedAddressesService } from './allowed-addresses.service.js';
import { AllowedRanges } from './allowed-ranges.js';
import { BlockChanges } from './block-changes.js';
import { BlockEnforcer } from './block-enforcer.js';
import { BlockHits } from './block-hits.js';
import { BlockListRepository } from './block-list.repository.js';
import { BlockListService } from './block-list.service.js';
import { BlockPlanner } from './block-planner.js';
import { BlockRelations } from './block-relations.js';
import { BlockedAddressRepository } from './blocked-address.repository.js';
import { BLOCKED_ADDRESS_MODEL, blockedAddressSchema } from './blocked-address.schema.js';
import { BlockedAddressesService } from './blocked-addresses.service.js';
import { BlockedRanges } from './blocked-ranges.js';
import { BulkBlockingService } from './bulk-blocking.service.js';
import { OwnAddresses } from './own-addresses.js';

/** Blocked and allowed addresses: the rules, the look-up of every request, and the list. */
@Module({
  imports: [
    MongooseModule.forFeature([
      { name: BLOCKED_ADDRESS_MODEL, schema: blockedAddressSchema },
      { name: ALLOWED_ADDRESS_MODEL, schema: allowedAddressSchema },
    ]),
    BruteForceModule,
  ],
  providers: [
    ...[BlockedAddressRepository, BlockListRepository, AllowedAddressRepository],
    ...[
      BlockedRanges,
      AllowedRanges,
      BlockRelations,
      OwnAddresses,
      BlockHits,
      BlockPlanner,
      BlockChanges,
      BlockEnforcer,
    ],
    ...[BlockedAddressesService, AllowedAddressesService, BulkBlockingService, BlockListService, AddressCheckService],
  ],
  exports: [
    ...[BlockedAddressesService, AllowedAddressesService, BulkBlockingService, BlockListService, AddressCheckService],
  ],
})
export class BlockedAddressesModule {}
