import { Injectable } from '@nestjs/common';

/** The time, injected so that tests can set it. */
@Injectable()
export class Clock {
  /** The current moment. */
  now(): Date {
    return new Date();
  }
}
