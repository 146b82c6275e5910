// Stands in for mongod where a test only needs to see how it is run: it speaks the wire protocol, keeps its replica set's
// config in its folder, and knows the few commands that the bootstrap sends. It stores no documents.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { deserialize, type Document } from 'bson';
import { encode } from '../gateway/bson-values.ts';
import { FrameReader, decodeRequest, encodeReply } from '../gateway/wire.ts';

if (process.argv.includes('--version')) {
  console.log(`db version ${process.env['STAND_IN_VERSION'] ?? 'v8.2.6'}`);
  process.exit(0);
}
const { values } = parseArgs({
  options: {
    dbpath: { type: 'string', default: '' },
    port: { type: 'string', default: '' },
    bind_ip: { type: 'string' },
    replSet: { type: 'string' },
    quiet: { type: 'boolean' },
  },
});
const configFile = join(values.dbpath, 'config.json');
writeFileSync(join(values.dbpath, 'WiredTiger'), '');

function readConfig(): Document | undefined {
  return existsSync(configFile) ? (JSON.parse(readFileSync(configFile, 'utf8')) as Document) : undefined;
}

function writeConfig(config: unknown): Document {
  writeFileSync(configFile, JSON.stringify(config));
  return { ok: 1 };
}

function answer(command: Document): Document {
  const config = readConfig();
  const me = `127.0.0.1:${values.port}`;
  const isMember = JSON.stringify(config ?? {}).includes(me);
  const [name = ''] = Object.keys(command);
  switch (name) {
    case 'hello':
    case 'ismaster':
    case 'isMaster':
      return {
        ...(config === undefined ? {} : { setName: values.replSet, hosts: [me], me }),
        isWritablePrimary: isMember,
        ismaster: isMember,
        helloOk: true,
        maxWireVersion: 21,
        minWireVersion: 0,
        maxBsonObjectSize: 16_777_216,
        maxMessageSizeBytes: 48_000_000,
        ok: 1,
      };
    case 'replSetGetConfig':
      return config === undefined
        ? { ok: 0, code: 94, errmsg: 'no replset config has been received' }
        : { config, ok: 1 };
    case 'replSetInitiate':
      return config === undefined
        ? writeConfig({ version: 1, ...(command['replSetInitiate'] as object) })
        : { ok: 0, code: 23 };
    case 'replSetReconfig':
      return writeConfig(command['replSetReconfig']);
    default:
      return { ok: 1 };
  }
}

createServer((socket) => {
  const reader = new FrameReader();
  socket.on('error', () => socket.destroy());
  socket.on('data', (chunk: Buffer) => {
    for (const frame of reader.push(chunk)) {
      const request = decodeRequest(frame);
      socket.write(encodeReply(request, encode(answer(deserialize(request.body))), 1));
    }
  });
}).listen(Number(values.port), values.bind_ip);
process.on('SIGTERM', () => process.exit(0));
