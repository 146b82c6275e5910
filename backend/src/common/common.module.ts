import { Global, Module } from '@nestjs/common';
import { Clock } from './clock/clock.js';
import { EventBus } from './events/event-bus.js';

/** What every feature uses: the time and the domain events. */
@Global()
@Module({ providers: [Clock, EventBus], exports: [Clock, EventBus] })
export class CommonModule {}
