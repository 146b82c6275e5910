import { setTimeout as sleep } from 'node:timers/promises';
import { REALTIME_NAMESPACE } from '@classy-book/contracts/realtime';
import { signInAll } from './consoles-process.ts';
import type { Bench, Figure, Measure } from './measure.ts';
import { spreadOf } from './statistics.ts';

const SOCKETS = 10_000;
const PER_ACCOUNT = 200;
const AT_ONCE = 50;
const SETTLE_MS = 10_000;
const BAR_MB = 300;
const MEGABYTE = 1e6;
const PING = '2';
const PONG = '3';

/** What sockets cost that only stand there. Opened once, however many rounds are asked for. */
export const idleSockets: Measure = {
  name: 'idle',
  title: `${String(SOCKETS)} idle sockets`,
  onDemand: true,
  async run({ server, database }: Bench): Promise<readonly Figure[]> {
    const emails = await database.addAccounts(SOCKETS / PER_ACCOUNT, 'idler', 'admin');
    const tokens = await signInAll(server, emails);
    const origin = server.target.origin.replace('http', 'ws');
    const before = (await server.memory()) / MEGABYTE;
    const sockets: WebSocket[] = [];
    try {
      for (let opened = 0; opened < SOCKETS; opened += AT_ONCE) {
        const some = Array.from({ length: AT_ONCE }, (_, index) => tokens[(opened + index) % tokens.length] ?? '');
        sockets.push(...(await Promise.all(some.map(async (token) => await openSocket(origin, token)))));
      }
      await sleep(SETTLE_MS);
      const after = (await server.memory()) / MEGABYTE;
      const open = sockets.filter(({ readyState }) => readyState === WebSocket.OPEN).length;
      return [
        { name: 'sockets that stay open', value: spreadOf([open]), unit: '', bar: { atLeast: SOCKETS } },
        {
          name: 'memory of the server',
          value: spreadOf([after]),
          unit: 'MB',
          bar: { atMost: BAR_MB },
          remark: `${before.toFixed(0)} MB before, ${(((after - before) * 1000) / SOCKETS).toFixed(1)} kB a socket`,
        },
      ];
    } finally {
      for (const socket of sockets) socket.close();
    }
  },
};

// the protocols by hand (Engine.IO 4, Socket.IO 5): ten thousand of the real clients would fill this process
async function openSocket(origin: string, token: string): Promise<WebSocket> {
  const socket = new WebSocket(`${origin}/socket.io/?EIO=4&transport=websocket`);
  await new Promise<void>((resolve, reject) => {
    socket.addEventListener('message', ({ data }) => {
      const packet = String(data);
      if (packet === PING) socket.send(PONG);
      else if (packet.startsWith('0')) socket.send(`40${REALTIME_NAMESPACE},${JSON.stringify({ token })}`);
      else if (packet.startsWith(`40${REALTIME_NAMESPACE},`)) resolve();
      else if (packet.startsWith('44')) reject(new Error(`a socket was not let in: ${packet}`));
    });
    socket.addEventListener('close', () => {
      reject(new Error('a socket was closed'));
    });
    socket.addEventListener('error', () => {
      reject(new Error('a socket could not be opened'));
    });
  });
  return socket;
}
