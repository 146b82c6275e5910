import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { BruteForceModule } from '../brute-force/brute-force.module.js';
import { BlockedAddressRepository } from './blocked-address.repository.js';
import { BLOCKED_ADDRESS_MODEL, blockedAddressSchema } from './blocked-address.schema.js';
import { BlockedAddressesService } from './blocked-addresses.service.js';
import { BlockedRanges } from './blocked-ranges.js';

@Module({
  imports: [
    MongooseModule.forFeature([{ name: BLOCKED_ADDRESS_MODEL, schema: blockedAddressSchema }]),
    BruteForceModule,
  ],
  providers: [BlockedAddressRepository, BlockedRanges, BlockedAddressesService],
  exports: [BlockedAddressesService],
})
export class BlockedAddressesModule {}
