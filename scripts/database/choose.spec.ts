import { describe, expect, it } from 'vitest';
import { chooseEngine, type Surroundings } from './choose.ts';

const asked: string[] = [];
const none = (obstacle: string) => () => {
  asked.push(obstacle);
  return Promise.resolve({ binary: undefined, obstacle });
};
const found = (binary: string) => () => Promise.resolve({ binary, origin: `mongod from ${binary}` });

function surroundings(changes: Partial<Surroundings>): Surroundings {
  asked.length = 0;
  return {
    withData: undefined,
    mongodOnPath: none('no mongod is on PATH'),
    downloadedMongod: none('none can be downloaded'),
    documentDbObstacle: () => undefined,
    ...changes,
  };
}

describe('the choice of the engine', () => {
  it('is the mongod on PATH, without asking for a download', async () => {
    const choice = await chooseEngine(surroundings({ mongodOnPath: found('/usr/bin/mongod') }));
    expect(choice).toEqual({ kind: 'mongod', binary: '/usr/bin/mongod', reason: 'mongod from /usr/bin/mongod' });
    expect(asked).toEqual([]);
  });

  it('is a downloaded mongod where none is on PATH', async () => {
    const choice = await chooseEngine(surroundings({ downloadedMongod: found('/cache/mongod') }));
    expect(choice).toMatchObject({ kind: 'mongod', binary: '/cache/mongod' });
  });

  it('is DocumentDB where there is no mongod, and says why', async () => {
    expect(await chooseEngine(surroundings({}))).toEqual({
      kind: 'documentdb',
      reason: 'no mongod is on PATH and none can be downloaded',
    });
  });

  it('is nothing where neither can be run, and names every obstacle', async () => {
    const choice = await chooseEngine(surroundings({ documentDbObstacle: () => 'this is not root' }));
    expect(choice.kind).toBeUndefined();
    for (const obstacle of ['no mongod is on PATH', 'none can be downloaded', 'this is not root']) {
      expect(choice.reason).toContain(obstacle);
    }
  });

  it('stays with the engine that holds the data, even if a mongod has appeared', async () => {
    const choice = await chooseEngine(surroundings({ withData: 'documentdb', mongodOnPath: found('/usr/bin/mongod') }));
    expect(choice.kind).toBe('documentdb');
  });

  it('never starts an empty database beside data that it cannot open', async () => {
    const mongodGone = await chooseEngine(surroundings({ withData: 'mongod' }));
    expect(mongodGone).toMatchObject({ kind: undefined, reason: expect.stringContaining("MongoDB's format") });
    const rootGone = await chooseEngine(
      surroundings({ withData: 'documentdb', documentDbObstacle: () => 'this is not root', mongodOnPath: found('/m') }),
    );
    expect(rootGone).toMatchObject({ kind: undefined, reason: expect.stringContaining('this is not root') });
  });
});
