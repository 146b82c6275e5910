// MongoDB's wire protocol in front of PostgreSQL with the DocumentDB extension, as a process of its own.
// node main.ts --port PORT --pg DIRECTORY_OF_THE_SOCKET|URI [--host 127.0.0.1] [--with-parent]
import { parseArgs } from 'node:util';
import { CursorTable } from './cursors.ts';
import { postgresPool } from './postgres.ts';
import { SerialQueue } from './serial-queue.ts';
import { GatewayServer } from './server.ts';
import { TransactionTable } from './transactions.ts';

/** Above what cursors and transactions may hold together, so that plain commands always find a connection. */
const POSTGRES_CONNECTIONS = 120;

const { values } = parseArgs({
  options: {
    port: { type: 'string' },
    host: { type: 'string', default: '127.0.0.1' },
    pg: { type: 'string' },
    'with-parent': { type: 'boolean', default: false },
  },
});
const port = Number(values.port);
if (!Number.isInteger(port) || values.pg === undefined) {
  console.error('usage: node main.ts --port PORT --pg DIRECTORY_OF_THE_SOCKET|URI');
  process.exit(2);
}

const pool = postgresPool(values.pg, POSTGRES_CONNECTIONS);
const services = {
  pool,
  cursors: new CursorTable(),
  transactions: new TransactionTable(pool),
  upserts: new SerialQueue(),
  address: `${values.host}:${String(port)}`,
};
const gateway = new GatewayServer(services, (command, failure) => {
  console.error(`${new Date().toISOString()} ${command}:`, failure);
});

let stopping = false;
async function stop(): Promise<void> {
  if (stopping) return;
  stopping = true;
  await gateway.close();
  process.exit(0);
}
process.on('SIGTERM', () => void stop());
process.on('SIGINT', () => void stop());
if (values['with-parent']) {
  // the parent holds the other end: it closes when the parent is gone, however it went
  process.stdin.on('end', () => void stop()).on('error', () => void stop());
  process.stdin.resume();
}

await gateway.listen(port, values.host);
console.log(`listening on mongodb://${services.address}/?directConnection=true`);
