import type { Connection } from 'mongoose';

const TRIES = 5;

/** Drops a database that an application still works with: what that does by itself may make an engine give it up. */
export async function dropDatabase(connection: Connection): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      await connection.dropDatabase();
      return;
    } catch (error) {
      if (tries === TRIES) throw error;
    }
  }
}
