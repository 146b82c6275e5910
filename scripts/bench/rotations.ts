import { pathToFileURL } from 'node:url';
import type { Collection, Document } from 'mongodb';
import { inRoot } from '../lib/paths.ts';
import { runSeconds } from './load.ts';
import type { ScratchDatabase } from './scratch-database.ts';

interface Rotation {
  readonly rotationPipeline: (generation: number, now: Date) => Document[];
}

const ROTATION = 'backend/dist/security/sessions/rotation.js';

/**
 * The command of a refresh, straight through the driver: what the database could carry if the server cost nothing. On
 * copies of real sessions, in a collection with the same indexes, one session for each lane.
 * @returns carries it out for some seconds and gives the rotations per second
 */
export async function rotating(
  database: ScratchDatabase,
  lanes: number,
): Promise<(seconds: number) => Promise<number>> {
  const { rotationPipeline } = (await import(pathToFileURL(inRoot(ROTATION)).href)) as Rotation;
  const collection: Collection = await database.likeCollection('sessions', 'bench_sessions');
  const sessions = await database.db.collection('sessions').find({ revokedAt: null }).limit(lanes).toArray();
  await collection.insertMany(sessions.map((session) => ({ ...session, generation: 0, uses: [] })));
  const generations = Array<number>(lanes).fill(0);
  return async (seconds) => {
    const load = await runSeconds(seconds, lanes, async (lane) => {
      const session = sessions[lane];
      if (session === undefined) return;
      const generation = generations[lane] ?? 0;
      const now = new Date();
      const found = await collection.findOneAndUpdate(
        { _id: session._id, secretHash: session['secretHash'], revokedAt: null, expiresAt: { $gt: now } },
        rotationPipeline(generation, now),
        { returnDocument: 'after' },
      );
      if (found?.['generation'] !== generation + 1) throw new Error('a rotation went wrong');
      generations[lane] = generation + 1;
    });
    return load.count / load.seconds;
  };
}
