import { Global, Module } from '@nestjs/common';
import { BackgroundWork } from './background/background-work.js';
import { Clock } from './clock/clock.js';
import { SecretBox } from './crypto/secret-box.js';
import { EventBus } from './events/event-bus.js';
import { LogDestination } from './http/log-destination.js';
import { RefusedRequests } from './http/refused-requests.js';
import { SignInCookies } from './http/sign-in-cookies.js';
import { CountriesService } from './network/countries.service.js';
import { APP_CONFIG, type AppConfig } from '../config/app-config.js';

const secretBox = {
  provide: SecretBox,
  inject: [APP_CONFIG],
  useFactory: ({ secrets }: AppConfig) =>
    new SecretBox(secrets.encryptionKeys.map(({ id, key }) => ({ id, key: Buffer.from(key, 'base64url') }))),
};

/**
 * What every feature uses: work after an answer, the time, the domain events, the log, the seal for secrets at rest, the
 * cookies of signing in, the countries of addresses; and the watch over refused requests.
 */
@Global()
@Module({
  providers: [
    BackgroundWork,
    Clock,
    EventBus,
    LogDestination,
    RefusedRequests,
    secretBox,
    SignInCookies,
    CountriesService,
  ],
  exports: [
    BackgroundWork,
    Clock,
    EventBus,
    LogDestination,
    RefusedRequests,
    SecretBox,
    SignInCookies,
    CountriesService,
  ],
})
export class CommonModule {}
