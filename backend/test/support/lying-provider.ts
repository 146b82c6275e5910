import { generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the next ID token says and who signs it. What is left out is right. */
export interface Lie {
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly signedBy?: 'provider' | 'stranger' | 'nobody';
  /** The status of the token endpoint. */
  readonly status?: number;
  readonly withoutIdToken?: boolean;
}

/** A provider that says what a test tells it to. It does not look at codes or at who asks. */
export interface LyingProvider {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** What it was sent at the token endpoint, in order. */
  readonly asked: URLSearchParams[];
  /** Sets what it will say of the person whose way began with this address. @returns the query of the callback */
  answerFor(authorizationUrl: string, sub: string, lie?: Lie): string;
  close(): Promise<void>;
  /** Comes back on the same port. */
  reopen(): Promise<void>;
}

interface Person {
  readonly nonce: string;
  readonly sub: string;
  readonly lie: Lie;
}

/** Starts the provider; with `namesItself` it promises to send `iss` along (RFC 9207). */
export async function startLyingProvider(namesItself = false): Promise<LyingProvider> {
  const own = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const [clientId, clientSecret] = ['classy-book', 'not-a-secret'];
  const people = new Map<string, Person>();
  const asked: URLSearchParams[] = [];
  let issuer = '';

  const idToken = ({ nonce, sub, lie }: Person): string => {
    const now = Math.floor(Date.now() / 1000);
    const claims = { iss: issuer, aud: clientId, sub, nonce, iat: now, exp: now + 300, ...lie.claims };
    const keys = { provider: own.privateKey, stranger: stranger.privateKey, nobody: null };
    return jwt(claims, keys[lie.signedBy ?? 'provider']);
  };
  const token = (form: URLSearchParams): [number, object] => {
    asked.push(form);
    const person = people.get(form.get('code') ?? '');
    if (person === undefined) return [400, { error: 'invalid_grant' }];
    if (person.lie.status !== undefined) return [person.lie.status, { error: 'server_error' }];
    const tokens = { access_token: 'at', token_type: 'bearer' };
    return [200, person.lie.withoutIdToken === true ? tokens : { ...tokens, id_token: idToken(person) }];
  };
  const server = createServer((request, response) => {
    void answer(request, response, {
      '/.well-known/openid-configuration': () => [200, metadataOf(issuer, namesItself)],
      '/jwks': () => [
        200,
        { keys: [{ ...own.publicKey.export({ format: 'jwk' }), kid: 'k', alg: 'RS256', use: 'sig' }] },
      ],
      '/token': token,
    });
  });
  const listen = async (port: number): Promise<void> => {
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  };
  await listen(0);
  const { port } = server.address() as AddressInfo;
  issuer = `http://127.0.0.1:${String(port)}`;
  return {
    ...{ issuer, clientId, clientSecret, asked },
    answerFor: (authorizationUrl, sub, lie = {}) => {
      const { searchParams } = new URL(authorizationUrl);
      const code = randomBytes(16).toString('hex');
      people.set(code, { nonce: searchParams.get('nonce') ?? '', sub, lie });
      return new URLSearchParams({ code, state: searchParams.get('state') ?? '' }).toString();
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
    reopen: async () => {
      await listen(port);
    },
  };
}

type Route = (form: URLSearchParams) => [status: number, body: object];

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  routes: Readonly<Record<string, Route>>,
): Promise<void> {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  const route = routes[request.url ?? ''];
  const [status, content] = route?.(new URLSearchParams(body)) ?? [404, {}];
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(content));
}

function metadataOf(issuer: string, namesItself: boolean): object {
  return {
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/jwks`,
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    authorization_response_iss_parameter_supported: namesItself,
  };
}

function jwt(claims: object, key: KeyObject | null): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const unsigned = `${part(key === null ? { alg: 'none' } : { alg: 'RS256', kid: 'k' })}.${part(claims)}`;
  return `${unsigned}.${key === null ? '' : sign('sha256', Buffer.from(unsigned), key).toString('base64url')}`;
}
