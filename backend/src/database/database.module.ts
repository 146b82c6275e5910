import { Global, Module } from '@nestjs/common';
import { MongooseModule, type MongooseModuleFactoryOptions } from '@nestjs/mongoose';
import { APP_CONFIG, type AppConfig } from '../config/app-config.js';
import { ChangeSignals } from './change-signals.js';
import { PATIENT_CONNECTION } from './connections.js';
import { DatabaseService } from './database.service.js';
import { IndexSync } from './index-sync.js';
import { MigrationsService } from './migrations/migrations.service.js';

// with it every route that needs the database answers 503 within two seconds when it is away or hangs
const OPERATION_TIMEOUT_MS = 1_600;
const PATIENT_TIMEOUT_MS = 60_000;

function options(config: AppConfig, socketTimeoutMS: number, maxPoolSize: number): MongooseModuleFactoryOptions {
  return {
    uri: config.mongodbUri,
    autoIndex: false,
    autoCreate: false,
    bufferCommands: false,
    serverSelectionTimeoutMS: OPERATION_TIMEOUT_MS,
    connectTimeoutMS: OPERATION_TIMEOUT_MS,
    waitQueueTimeoutMS: socketTimeoutMS,
    socketTimeoutMS,
    // a retry would double the wait; the caller is told to try again instead
    retryReads: false,
    retryWrites: false,
    heartbeatFrequencyMS: 2_000,
    maxPoolSize,
    retryAttempts: 20,
    retryDelay: 500,
  };
}

/**
 * Two connections to MongoDB: the default one gives up quickly, because somebody waits for its answer; the patient one
 * is for exports, reports and building indexes.
 */
@Global()
@Module({
  imports: [
    MongooseModule.forRootAsync({
      inject: [APP_CONFIG],
      useFactory: (config: AppConfig) => options(config, OPERATION_TIMEOUT_MS, 40),
    }),
    MongooseModule.forRootAsync({
      connectionName: PATIENT_CONNECTION,
      inject: [APP_CONFIG],
      useFactory: (config: AppConfig) => options(config, PATIENT_TIMEOUT_MS, 5),
    }),
  ],
  providers: [DatabaseService, IndexSync, MigrationsService, ChangeSignals],
  exports: [DatabaseService, IndexSync, MigrationsService, ChangeSignals],
})
export class DatabaseModule {}
