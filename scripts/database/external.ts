import { MongoClient, type Document } from 'mongodb';
import { explain, Refusal } from '../lib/messages.ts';
import { OLDEST_MAJOR } from './mongod/find-mongod.ts';

const ANSWERS_WITHIN_MS = 5_000;

interface ServerFacts {
  readonly hello: Document;
  readonly version: string;
}

async function ask(uri: string): Promise<ServerFacts> {
  const client = new MongoClient(uri, {
    serverSelectionTimeoutMS: ANSWERS_WITHIN_MS,
    connectTimeoutMS: ANSWERS_WITHIN_MS,
  });
  try {
    const admin = client.db('admin');
    const hello = await admin.command({ hello: 1 });
    const { version } = (await admin.command({ buildInfo: 1 })) as { version?: unknown };
    return { hello, version: String(version) };
  } finally {
    await client.close();
  }
}

/**
 * Checks that the server of MONGODB_URI answers and is one that the product can use.
 * @returns what it is, for people
 * @throws Refusal in words that never hold the URI, which may hold a password
 */
export async function checkExternal(uri: string): Promise<string> {
  const facts = await ask(uri).catch((failure: unknown) => {
    const reason = explain(failure).replaceAll(uri, 'MONGODB_URI');
    throw new Refusal(`No MongoDB answers at MONGODB_URI (${reason}): start it, correct the address, or unset it.`);
  });
  if (Number(facts.version.split('.')[0]) < OLDEST_MAJOR) {
    throw new Refusal(
      `The server of MONGODB_URI is MongoDB ${facts.version}: version ${String(OLDEST_MAJOR)} or later is needed.`,
    );
  }
  if (facts.hello['setName'] === undefined && facts.hello['msg'] !== 'isdbgrid') {
    throw new Refusal(
      'The server of MONGODB_URI is not a replica set, which transactions need: start mongod with --replSet.',
    );
  }
  return `MongoDB ${facts.version}`;
}
