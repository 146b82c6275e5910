import { decode, nestedDocument } from '../bson-elements.ts';
import { int, okReply } from '../bson-values.ts';
import { run, type CommandHandler } from '../context.ts';
import { Code, CommandError } from '../errors.ts';
import { firstDocument } from '../sql.ts';
import { MAX_MESSAGE_BYTES } from '../wire.ts';

/** What the gateway calls itself: the release whose commands it answers. */
const VERSION = '7.0.0';
const MAX_DOCUMENT_BYTES = 16 * 1024 * 1024;

const hello: CommandHandler = (_command, { services, client }) =>
  Promise.resolve(
    okReply({
      helloOk: true,
      ismaster: true,
      isWritablePrimary: true,
      secondary: false,
      setName: 'rs0',
      setVersion: int(1),
      hosts: [services.address],
      me: services.address,
      primary: services.address,
      maxBsonObjectSize: int(MAX_DOCUMENT_BYTES),
      maxMessageSizeBytes: int(MAX_MESSAGE_BYTES),
      maxWriteBatchSize: int(25_000),
      localTime: new Date(),
      logicalSessionTimeoutMinutes: int(30),
      connectionId: int(client),
      minWireVersion: int(0),
      maxWireVersion: int(21),
      readOnly: false,
    }),
  );

const acknowledge: CommandHandler = () => Promise.resolve(okReply());

/** A ping asks PostgreSQL too: a gateway without its database is not alive to anybody. */
const ping: CommandHandler = async (_command, context) => {
  await run(context, { text: 'SELECT 1' }, []);
  return okReply();
};

const buildInfo: CommandHandler = () =>
  Promise.resolve(
    okReply({
      version: VERSION,
      versionArray: VERSION.split('.').map(Number).concat(0).map(int),
      gitVersion: 'documentdb',
      modules: [],
      bits: int(64),
      maxBsonObjectSize: int(MAX_DOCUMENT_BYTES),
    }),
  );

const refuseCredentials: CommandHandler = () =>
  Promise.reject(
    new CommandError(Code.authenticationFailed, 'this database takes no credentials: leave them out of the URI'),
  );

const collStats: CommandHandler = async ({ database, collection }, context) =>
  firstDocument(
    await run(context, { text: 'SELECT documentdb_api.coll_stats($1::text, $2::text)' }, [database, collection]),
  );

const dbStats: CommandHandler = async ({ database }, context) =>
  firstDocument(await run(context, { text: 'SELECT documentdb_api.db_stats($1::text)' }, [database]));

const validate: CommandHandler = async ({ database, body }, context) => {
  const text = 'SELECT documentdb_api.validate($1::text, $2::documentdb_core.bson)';
  return firstDocument(await run(context, { text }, [database, body]));
};

/** PostgreSQL's plan under `queryPlanner.Plan`; it speaks of "Index Scan" where MongoDB says IXSCAN. */
const explain: CommandHandler = async ({ database, body }, context) => {
  const inner = nestedDocument(body, 'explain');
  if (inner === undefined) throw new CommandError(Code.failedToParse, 'explain needs a command');
  const fields = decode(inner);
  const kinds: Readonly<Record<string, string>> = {
    find: 'find',
    aggregate: 'pipeline',
    count: 'count',
    distinct: 'distinct',
  };
  const kind = kinds[Object.keys(fields)[0] ?? ''];
  if (kind === undefined)
    throw new CommandError(Code.commandNotSupported, 'explain knows find, aggregate, count and distinct');
  const analyze = decode(body)['verbosity'] === 'queryPlanner' ? '' : ', ANALYZE true';
  const text = `EXPLAIN (FORMAT JSON${analyze}) SELECT document FROM documentdb_api_catalog.bson_aggregation_${kind}($1::text, $2::documentdb_core.bson)`;
  const rows = await run(context, { text }, [database, inner]);
  const [plan] = JSON.parse(String(rows[0]?.[0])) as object[];
  return okReply({ queryPlanner: plan });
};

/** Commands about the server itself. */
export const diagnosticCommands: Readonly<Record<string, CommandHandler>> = {
  hello,
  isMaster: hello,
  ismaster: hello,
  ping,
  buildInfo,
  buildinfo: buildInfo,
  endSessions: acknowledge,
  startSession: acknowledge,
  logout: acknowledge,
  saslStart: refuseCredentials,
  connectionStatus: () =>
    Promise.resolve(okReply({ authInfo: { authenticatedUsers: [], authenticatedUserRoles: [] } })),
  getParameter: () => Promise.resolve(okReply({ featureCompatibilityVersion: { version: '7.0' } })),
  getLog: () => Promise.resolve(okReply({ log: [], totalLinesWritten: int(0) })),
  serverStatus: () => Promise.resolve(okReply({ version: VERSION, process: 'gateway', pid: int(process.pid) })),
  whatsmyuri: () => Promise.resolve(okReply({ you: '127.0.0.1' })),
  collStats,
  dbStats,
  validate,
  explain,
};
