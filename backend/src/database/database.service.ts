import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import type { ClientSession, Connection } from 'mongoose';

/** The database as a whole: is it there, and do these writes together. */
@Injectable()
export class DatabaseService {
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
}
