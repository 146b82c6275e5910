import { Injectable, Logger } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import type { Connection } from 'mongoose';
import { PATIENT_CONNECTION } from './connections.js';

/** Makes the database's indexes what the schemas say, at start. */
@Injectable()
export class IndexSync {
  private readonly logger = new Logger(IndexSync.name);

  constructor(
    @InjectConnection() private readonly connection: Connection,
    @InjectConnection(PATIENT_CONNECTION) private readonly patient: Connection,
  ) {}

  /**
   * Creates what is missing and drops what no schema names. Collections come one after the other, so that several
   * processes that start at once do not fight for the same locks.
   */
  async synchronise(): Promise<void> {
    for (const { modelName, schema, collection } of Object.values(this.connection.models)) {
      const model = this.patient.models[modelName] ?? this.patient.model(modelName, schema, collection.collectionName);
      await model.createCollection();
      const dropped = await model.syncIndexes();
      if (dropped.length > 0)
        this.logger.warn({ collection: collection.collectionName, dropped }, 'dropped old indexes');
    }
  }
}
