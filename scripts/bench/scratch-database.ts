import { randomBytes } from 'node:crypto';
import { type Collection, type Db, MongoClient, ObjectId } from 'mongodb';
import { Refusal } from '../lib/messages.ts';
import { withDatabase } from './database-uri.ts';
import { ADMIN_EMAIL } from './server.ts';

const CONNECT_WITHIN_MS = 5_000;
// as many connections as the server's own pool has, so that both meet the database alike
const POOL = 40;

/** A database of its own for one run, dropped in the end. */
export class ScratchDatabase {
  readonly uri: string;
  readonly db: Db;
  private readonly client: MongoClient;

  private constructor(uri: string, client: MongoClient) {
    this.uri = uri;
    this.client = client;
    this.db = client.db();
  }

  /**
   * Opens one on a MongoDB server.
   * @param server its URI; the database in it is not touched
   * @throws Refusal where nobody answers
   */
  static async open(server: string): Promise<ScratchDatabase> {
    const uri = withDatabase(server, `classy_bench_${randomBytes(6).toString('hex')}`);
    const client = new MongoClient(uri, { serverSelectionTimeoutMS: CONNECT_WITHIN_MS, maxPoolSize: POOL });
    try {
      await client.connect();
      await client.db().command({ ping: 1 });
    } catch {
      await client.close();
      throw new Refusal('The database that MONGODB_URI names does not answer.');
    }
    return new ScratchDatabase(uri, client);
  }

  /** The administrator's password hash. */
  async adminHash(): Promise<string> {
    return String((await this.admin()).passwordHash);
  }

  /** Makes accounts with the administrator's password: copies of their document, so that every field is as it must be. */
  async addAccounts(count: number, prefix: string, role: string): Promise<readonly string[]> {
    const admin = await this.admin();
    const emails = Array.from({ length: count }, (_, index) => `${prefix}${String(index)}@example.org`);
    const accounts = emails.map((email) => ({ ...admin, _id: new ObjectId(), email, role, isPrimaryAdmin: false }));
    await this.db.collection('users').insertMany(accounts);
    return emails;
  }

  /** A collection with the same indexes as another one, for writes that the server has no part in. */
  async likeCollection(original: string, name: string): Promise<Collection> {
    const indexes = await this.db.collection(original).indexes();
    const copy = await this.db.createCollection(name);
    for (const { key, name: indexName, expireAfterSeconds, unique } of indexes) {
      if (indexName === '_id_') continue;
      const options = {
        ...(indexName === undefined ? {} : { name: indexName }),
        ...(expireAfterSeconds === undefined ? {} : { expireAfterSeconds }),
        ...(unique === true ? { unique } : {}),
      };
      await copy.createIndex(key, options, undefined);
    }
    return copy;
  }

  /** Empties it, so that the next server starts from nothing. */
  async clear(): Promise<void> {
    await this.db.dropDatabase();
  }

  async drop(): Promise<void> {
    await this.db.dropDatabase();
    await this.client.close();
  }

  private async admin(): Promise<Record<string, unknown>> {
    const admin = await this.db.collection('users').findOne({ email: ADMIN_EMAIL });
    if (admin === null) throw new Refusal('The server did not make its administrator.');
    return admin;
  }
}
