import type { Coverage } from '../coverage.ts';
import { by } from '../specs.ts';

const NO_GRAPHQL = 'There is no GraphQL.';

/** V4, the API. */
export const v04: readonly Coverage[] = [
  {
    id: '4.1.1',
    about: 'Every answer says its type, with the charset',
    tests: by('production', 'of %s is what its type says: %s'),
    note: 'Static scripts and JSON go without a charset: both are UTF-8 by definition (RFC 9239, RFC 8259).',
  },
  {
    id: '4.1.2',
    about: 'Only pages are led from http to https; programs are refused',
    tests: by('deploy', 'leads people to https, and refuses programs that call in clear'),
  },
  {
    id: '4.1.3',
    about: 'Clients cannot set what a proxy sets',
    tests: [
      ...by('signIn', 'is not fooled by addresses that the client itself writes into X-Forwarded-For'),
      ...by('loadConfig', 'trusts no proxy that it was not told of'),
      ...by('deploy', 'says itself who the client is, whatever the client says'),
    ],
  },
  {
    id: '4.2.1',
    about: 'Where a request ends can be read in one way only',
    tests: by('production', 'a request whose end could be read in two ways is refused'),
  },
  { id: '4.3.1', about: 'Costly GraphQL queries', notApplicable: NO_GRAPHQL },
  { id: '4.3.2', about: 'GraphQL introspection', notApplicable: NO_GRAPHQL },
  {
    id: '4.4.1',
    about: 'Sockets go over TLS',
    tests: by('production', 'a page lets the browser open its connections and its live stream over TLS only'),
  },
  {
    id: '4.4.2',
    about: 'The handshake of a socket looks at the origin',
    tests: by('handshake', 'is refused from a page of another origin, and accepted from our own'),
  },
  {
    id: '4.4.3',
    about: 'Sockets use the sessions of the application, or tokens as good',
    tests: [
      ...by(
        'handshake',
        'is accepted with the token of a living session, and says who it is',
        'is refused with the token of a session that has ended',
      ),
      ...by('streams', 'is told and dropped at once when its session ends, and those of other sessions stay'),
    ],
  },
  {
    id: '4.4.4',
    about: 'The token of a socket comes from the session over https',
    tests: by('handshake', 'is refused with %s', 'is refused with a token that has expired, or is for somebody else'),
    note: 'It is the access token of the session itself.',
  },
];
