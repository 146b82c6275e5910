import type { AppConfig } from '../../config/app-config.js';

const LOOPBACK_HOST = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

/**
 * True when a browser page of `origin` may call this installation: its public origin, the allow list, and in a local
 * start the loopback name and port under which it was reached. `host` is the request's Host header.
 */
export function isAllowedOrigin(origin: string, host: string | undefined, config: AppConfig): boolean {
  if (origin === config.server.publicUrl || config.server.allowedOrigins.includes(origin)) return true;
  return !config.production && host !== undefined && LOOPBACK_HOST.test(host) && origin === `http://${host}`;
}
