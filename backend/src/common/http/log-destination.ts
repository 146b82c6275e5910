import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { destination } from 'pino';
import { APP_CONFIG, type AppConfig } from '../../config/app-config.js';

const BUFFER_BYTES = 4_096;
const FLUSH_MS = 500;

/**
 * Where the log goes: the standard output. In production in portions, of which a line waits for half a second at most: a
 * write for each line would cost as much as checking a session does. In a local start every line is seen at once. What
 * counts as evidence is not here but in the audit log.
 */
@Injectable()
export class LogDestination implements OnApplicationShutdown {
  readonly stream: ReturnType<typeof destination>;

  constructor(@Inject(APP_CONFIG) { production }: AppConfig) {
    this.stream = destination(
      production ? { fd: 1, sync: false, minLength: BUFFER_BYTES, periodicFlush: FLUSH_MS } : { fd: 1, sync: true },
    );
  }

  /** A process that ends by a signal is given no other chance to write what waits. */
  onApplicationShutdown(): void {
    this.stream.flushSync();
  }
}
