import { createServer } from 'node:net';

function canListen(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => {
      resolve(undefined);
    });
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      const chosen = typeof address === 'object' && address !== null ? address.port : undefined;
      server.close(() => {
        resolve(chosen);
      });
    });
  });
}

/**
 * A port on loopback that nobody listens on at the moment.
 * @param preferred taken where it is free, so that an address stays the same from start to start
 */
export async function freePort(preferred?: number): Promise<number> {
  const port = (preferred === undefined ? undefined : await canListen(preferred)) ?? (await canListen(0));
  if (port === undefined) throw new Error('No port is free on 127.0.0.1.');
  return port;
}
