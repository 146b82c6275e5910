import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import type { ClientSession, Connection, mongo } from 'mongoose';
import { isDuplicateKey } from './database-errors.js';

interface TurnDocument {
  _id: string;
  turns: number;
}

/** The database as a whole: is it there, and do these writes together. */
@Injectable()
export class DatabaseService {
  // the topics are names in the code: a handful
  private readonly topics = new Set<string>();

  constructor(@InjectConnection() private readonly connection: Connection) {}

  /**
   * Asks the database for a sign of life.
   * @returns the time of the answer in milliseconds
   * @throws the driver's error when it is away
   */
  async ping(): Promise<number> {
    const start = performance.now();
    await this.connection.db?.command({ ping: 1 });
    return performance.now() - start;
  }

  /**
   * Runs `work` in a transaction: all of its writes or none. It may run more than once, when two of them collide.
   */
  async transaction<T>(work: (session: ClientSession) => Promise<T>): Promise<T> {
    return await this.connection.transaction(work, { writeConcern: { w: 'majority' } });
  }

  /**
   * Runs `work` in a transaction that overlaps with no other of the same topic, in whatever process: what it reads of that
   * topic is still so when it writes. It may run more than once, so it must do nothing but use the database.
   */
  async takeTurn<T>(topic: string, work: (session: ClientSession) => Promise<T>): Promise<T> {
    await this.addTopic(topic);
    return await this.transaction(async (session) => {
      // the first write of each of them: whoever comes second waits, or collides and begins again
      const { matchedCount } = await this.turns.updateOne({ _id: topic }, { $inc: { turns: 1 } }, { session });
      if (matchedCount === 0) {
        this.topics.delete(topic);
        throw new Error(`the turns of ${topic} are gone from the database`);
      }
      return await work(session);
    });
  }

  private async addTopic(topic: string): Promise<void> {
    if (this.topics.has(topic)) return;
    try {
      await this.turns.updateOne({ _id: topic }, { $setOnInsert: { turns: 0 } }, { upsert: true });
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
    }
    this.topics.add(topic);
  }

  private get turns(): mongo.Collection<TurnDocument> {
    return this.connection.collection('turns') as unknown as mongo.Collection<TurnDocument>;
  }
}
