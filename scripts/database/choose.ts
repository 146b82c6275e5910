import type { EngineKind } from './state.ts';
import type { MongodSearch } from './mongod/find-mongod.ts';

/** Which engine to run, and why this one, for people. */
export type Choice =
  | { readonly kind: 'mongod'; readonly binary: string; readonly reason: string }
  | { readonly kind: 'documentdb'; readonly reason: string };

/** What the choice depends on; each is asked only when it matters. */
export interface Surroundings {
  /** The engine that holds this installation's data already. */
  readonly withData: EngineKind | undefined;
  readonly mongodOnPath: () => Promise<MongodSearch>;
  /** May take as long as a download. */
  readonly downloadedMongod: () => Promise<MongodSearch>;
  /** Why DocumentDB cannot be run here; undefined when it can. */
  readonly documentDbObstacle: () => string | undefined;
}

/** Neither engine can be run on this machine. */
export interface NoChoice {
  readonly kind: undefined;
  readonly reason: string;
}

/**
 * The order: the engine that holds the data, then a mongod on PATH, then a downloaded one, then DocumentDB. Data comes
 * first because a database that changes from one start to the next would look like lost data.
 */
export async function chooseEngine(surroundings: Surroundings): Promise<Choice | NoChoice> {
  const obstacles: string[] = [];
  const documentDb = (reason: string): Choice | undefined => {
    const obstacle = surroundings.documentDbObstacle();
    if (obstacle === undefined) return { kind: 'documentdb', reason };
    obstacles.push(`PostgreSQL with DocumentDB cannot be run (${obstacle})`);
    return undefined;
  };
  if (surroundings.withData === 'documentdb') {
    const kept = documentDb("it holds this installation's data");
    return (
      kept ?? {
        kind: undefined,
        reason: `this installation's data is in PostgreSQL with DocumentDB, and ${obstacles.join(', ')}`,
      }
    );
  }
  for (const search of [surroundings.mongodOnPath, surroundings.downloadedMongod]) {
    const found = await search();
    if (found.binary !== undefined) return { kind: 'mongod', binary: found.binary, reason: found.origin };
    obstacles.push(found.obstacle);
  }
  if (surroundings.withData === 'mongod') {
    return { kind: undefined, reason: `this installation's data is in MongoDB's format, and ${obstacles.join(', ')}` };
  }
  return documentDb(obstacles.join(' and ')) ?? { kind: undefined, reason: obstacles.join(', ') };
}
