import { scratchUri, startApp, type TestApp } from './app.js';
import { TcpProxy } from './tcp-proxy.js';

/** How long an outage may take to be answered: the promise is two seconds, the rest is room for a busy machine. */
export const PATIENCE_MS = 3_000;

/** An application whose way to the database can be cut or frozen. */
export interface AppBehindProxy {
  readonly app: TestApp;
  readonly proxy: TcpProxy;
  close(): Promise<void>;
}

/** Starts the whole backend with a relay between it and its database. */
export async function startAppBehindProxy(): Promise<AppBehindProxy> {
  const uri = new URL(scratchUri());
  const proxy = new TcpProxy(uri.hostname, Number(uri.port === '' ? 27017 : uri.port));
  await proxy.open();
  uri.hostname = '127.0.0.1';
  uri.port = String(proxy.port);
  uri.searchParams.set('directConnection', 'true');
  const app = await startApp({ MONGODB_URI: uri.toString() });
  return {
    app,
    proxy,
    close: async () => {
      await app.close();
      await proxy.cut();
    },
  };
}
