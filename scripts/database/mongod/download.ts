// Finds the mongod that was downloaded before, or downloads one, in a process of its own so that a download that hangs
// can be ended. node download.ts FOLDER: writes the path of the binary as the last line.
import { DryMongoBinary, MongoBinary } from 'mongodb-memory-server-core';

/** Long enough for a slow line, short enough that a machine without the Internet is not kept waiting. */
const REACHABLE_WITHIN_MS = 4_000;
const HOST = 'https://fastdl.mongodb.org/';

async function findOrDownload(downloadDir: string): Promise<string> {
  const options = DryMongoBinary.getEnsuredOptions({ downloadDir });
  const found = await DryMongoBinary.locateBinary(options);
  if (found !== undefined) return found;
  if (process.argv.includes('--offline')) throw new Error('none was downloaded before');
  await fetch(HOST, { method: 'HEAD', signal: AbortSignal.timeout(REACHABLE_WITHIN_MS) }).catch(() => {
    throw new Error(`${new URL(HOST).host} cannot be reached`);
  });
  return MongoBinary.getPath({ ...options, checkMD5: true });
}

try {
  console.log(await findOrDownload(process.argv[2] ?? ''));
} catch (failure) {
  console.error(failure instanceof Error ? failure.message : failure);
  process.exit(1);
}
