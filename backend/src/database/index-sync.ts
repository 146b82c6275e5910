import { Injectable, Logger } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import type { Connection, mongo } from 'mongoose';
import { PATIENT_CONNECTION } from './connections.js';

// models of different schemas have no common type but this
type AnyModel = Connection['models'][string];

const AT_ONCE = 5;

/** Which indexes are made. */
export type Indexes = 'all' | 'guarding';

/** Makes the database's indexes what the schemas say, at start. */
@Injectable()
export class IndexSync {
  private readonly logger = new Logger(IndexSync.name);

  constructor(
    @InjectConnection() private readonly connection: Connection,
    @InjectConnection(PATIENT_CONNECTION) private readonly patient: Connection,
  ) {}

  /**
   * Creates what is missing, all of a collection in one command, and drops what no schema names. A few collections at a
   * time: some engines build every index in the background and answer seconds later.
   * @param which `guarding`: only those that answers depend on (unique ones, texts), for short-lived databases with few documents
   */
  async synchronise(which: Indexes = 'all'): Promise<void> {
    const models = Object.values(this.connection.models).map(({ modelName, schema, collection }): AnyModel => {
      const known = this.patient.models[modelName];
      if (known !== undefined) return known;
      const made: unknown = this.patient.model(modelName, schema, collection.collectionName);
      return made as AnyModel;
    });
    for (let start = 0; start < models.length; start += AT_ONCE) {
      await Promise.all(
        models.slice(start, start + AT_ONCE).map(async (model) => {
          await this.synchroniseOne(model, which);
        }),
      );
    }
  }

  private async synchroniseOne(model: AnyModel, which: Indexes): Promise<void> {
    await model.createCollection();
    const { toDrop, toCreate }: { toDrop: string[]; toCreate: unknown[] } = await model.diffIndexes();
    for (const name of toDrop) await model.collection.dropIndex(name);
    if (toDrop.length > 0) this.logger.warn({ collection: model.collection.name, toDrop }, 'dropped old indexes');
    if (toCreate.length === 0) return;
    const indexes = model.schema
      .indexes()
      .filter(([key, { unique }]) => which === 'all' || unique === true || Object.values(key).includes('text'))
      .map(([key, { background: _unknownToServers, ...options }]) => ({ key, ...options }));
    if (indexes.length === 0) return;
    await model.collection.createIndexes(indexes as mongo.IndexDescription[]);
  }
}
