import { ObjectId } from 'mongodb';
import { SignInClient } from '../attack/client.ts';
import { seededRandom } from '../attack/random.ts';
import type { Attempt } from '../attack/scenario.ts';
import { type ScenarioName, variantOf } from '../attack/scenarios.ts';
import { runSeconds } from './load.ts';
import type { Bench, Figure, Measure } from './measure.ts';
import type { ScratchDatabase } from './scratch-database.ts';
import { spreadOf } from './statistics.ts';

const ATTEMPTS = 'login_attempts';
const CONCURRENCY = 50;
const SECONDS = 3;
const WARM_UP_SECONDS = 2;
const FAILURES_TO_BLOCK = 20;

/** Attempts per second, as the name says what becomes of them. */
interface Speeds {
  readonly plain: number[];
  readonly blocked: number[];
  readonly refused: number[];
}

/** Attempts that are answered, and therefore stored, over plain inserts of the same document into the same database. */
export const stored: Measure = {
  name: 'stored',
  title: 'Stored attempts',
  async run({ server, database, rounds }: Bench): Promise<readonly Figure[]> {
    const client = new SignInClient(server.target, CONCURRENCY);
    const [guesser, stuffer] = [supplyOf('brute-force'), supplyOf('credential-stuffing')];
    for (let failure = 0; failure < FAILURES_TO_BLOCK; failure += 1) await client.make(guesser.next().value);
    const blocked = storing(client, database, guesser, 'ADDRESS_BLOCKED');
    const refused = storing(client, database, stuffer, 'INVALID_CREDENTIALS');
    await blocked(WARM_UP_SECONDS);
    await refused(WARM_UP_SECONDS);
    const plain = await inserting(database);
    await plain(WARM_UP_SECONDS);

    const speeds: Speeds = { plain: [], blocked: [], refused: [] };
    for (let round = 0; round < rounds; round += 1) {
      speeds.plain.push(await plain(SECONDS));
      speeds.blocked.push(await blocked(SECONDS));
      speeds.refused.push(await refused(SECONDS));
    }
    client.close();
    return figuresOf(speeds);
  },
};

// sends attempts for some seconds, makes sure that each was answered as expected and is in the database
function storing(client: SignInClient, database: ScratchDatabase, supply: Iterator<Attempt, never>, expected: string) {
  const collection = database.db.collection(ATTEMPTS);
  return async (seconds: number): Promise<number> => {
    const before = await collection.countDocuments();
    const load = await runSeconds(seconds, CONCURRENCY, async () => {
      const { code } = await client.make(supply.next().value);
      if (code !== expected) throw new Error(`an attempt was answered with ${code} instead of ${expected}`);
    });
    const recorded = (await collection.countDocuments()) - before;
    if (recorded !== load.count) {
      throw new Error(`${String(load.count)} attempts were answered, but ${String(recorded)} are stored`);
    }
    return load.count / load.seconds;
  };
}

// inserts copies of a stored attempt into a collection with the same indexes
async function inserting(database: ScratchDatabase) {
  const model = await database.db.collection(ATTEMPTS).findOne({});
  const collection = await database.likeCollection(ATTEMPTS, 'bench_plain_inserts');
  return async (seconds: number): Promise<number> => {
    const load = await runSeconds(seconds, CONCURRENCY, async () => {
      await collection.insertOne({ ...model, _id: new ObjectId() });
    });
    return load.count / load.seconds;
  };
}

function supplyOf(scenario: ScenarioName): Iterator<Attempt, never> {
  const [, { prepare }] = variantOf(scenario);
  return prepare({ random: seededRandom(3), accounts: [], password: null }).attempts;
}

function figuresOf({ plain, blocked, refused }: Speeds): readonly Figure[] {
  const over = (speeds: readonly number[]) =>
    spreadOf(speeds.map((speed, round) => speed / (plain[round] ?? Number.NaN)));
  return [
    {
      name: 'attempts from a blocked address, over plain inserts',
      value: over(blocked),
      unit: 'x',
      remark: 'each is stored twice, as attempt and in the audit log',
    },
    {
      name: 'attempts whose password is looked at, over plain inserts',
      value: over(refused),
      unit: 'x',
      remark: 'the same, with an Argon2 check',
    },
    {
      name: 'plain inserts',
      value: spreadOf(plain),
      unit: '/s',
      remark: `${String(CONCURRENCY)} at once, same indexes`,
    },
    { name: 'attempts from a blocked address', value: spreadOf(blocked), unit: '/s' },
    { name: 'attempts whose password is looked at', value: spreadOf(refused), unit: '/s' },
  ];
}
