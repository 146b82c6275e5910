import { Module } from '@nestjs/common';
import { DevMailboxController } from './dev-mailbox.controller.js';
import { DevMailboxModule } from './dev-mailbox.module.js';

/** The route of the local mailbox. */
@Module({ imports: [DevMailboxModule], controllers: [DevMailboxController] })
export class DevMailboxPageModule {}
