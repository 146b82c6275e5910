import { type AddressInfo, type Socket, connect, createServer } from 'node:net';

/** A line between the browser and the server that can be cut: bytes go through as they are. */
export interface Line {
  readonly url: string;
  /** Ends every connection at once and lets no new one through. */
  readonly cut: () => void;
  /** Lets no more than so many bytes of the browser through on each connection; the others wait in it. */
  readonly holdAfter: (bytes: number) => void;
  /** Undoes what was done to it. */
  readonly mend: () => void;
  readonly close: () => Promise<void>;
}

export async function openLine(target: string): Promise<Line> {
  const { hostname, port } = new URL(target);
  const sockets = new Set<Socket>();
  let isCut = false;
  let most = Infinity;
  const server = createServer((near) => {
    if (isCut) {
      near.destroy();
      return;
    }
    const far = connect(Number(port), hostname);
    let passed = 0;
    near.on('data', ({ length }) => {
      passed += length;
      if (passed >= most) near.unpipe(far).pause();
    });
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from);
      from.pipe(to);
      from.on('error', () => to.destroy());
      from.on('close', () => {
        sockets.delete(from);
        to.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const cut = (): void => {
    isCut = true;
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    cut,
    holdAfter: (bytes) => {
      most = bytes;
    },
    mend: () => {
      isCut = false;
      most = Infinity;
    },
    close: async () => {
      cut();
      await new Promise<void>((resolve) =>
        server.close(() => {
          resolve();
        }),
      );
    },
  };
}
