import { generateKeyPairSync, randomBytes } from 'node:crypto';

/** The environment of an installation behind https, with secrets of its own; it listens on loopback for the tests. */
export function productionEnvironment(): Record<string, string> {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return {
    NODE_ENV: 'production',
    HOST: '127.0.0.1',
    PUBLIC_URL: 'https://learn.example.org',
    APP_SECRET: randomBytes(33).toString('hex'),
    AUDIT_KEY: randomBytes(33).toString('hex'),
    JWT_PRIVATE_KEY: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}
