import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Logger } from 'nestjs-pino';
import { AppModule } from './app.module.js';
import { installPipeline } from './common/http/pipeline.js';
import { serveWebApp } from './common/http/web-app.js';
import type { AppConfig } from './config/app-config.js';
import { type Indexes, IndexSync } from './database/index-sync.js';
import { MigrationsService } from './database/migrations/migrations.service.js';
import { installApiDocs } from './operations/api-docs/api-docs.js';
import { SocketAdapter } from './performance/realtime/socket-adapter.js';

/** Builds the application without listening: the whole of what `main.ts` and the tests start. */
export async function createApp(config: AppConfig, indexes: Indexes = 'all'): Promise<NestExpressApplication> {
  const app = await NestFactory.create<NestExpressApplication>(AppModule.with(config), {
    bodyParser: false,
    bufferLogs: true,
    abortOnError: false,
  });
  app.useLogger(app.get(Logger));
  app.useWebSocketAdapter(new SocketAdapter(app));
  app.setGlobalPrefix('api/v1');
  installPipeline(app, config);
  installApiDocs(app);
  serveWebApp(app, config.server.webRoot, !config.production);
  app.enableShutdownHooks();
  await prepareDatabase(app, indexes);
  return app;
}

/** Brings what is stored up to this version, then makes the indexes what the schemas say. */
export async function prepareDatabase(app: INestApplicationContext, indexes: Indexes = 'all'): Promise<void> {
  await app.get(MigrationsService).migrate();
  await app.get(IndexSync).synchronise(indexes);
}
