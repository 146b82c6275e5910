import type { Coverage } from '../coverage.ts';
import { by } from '../specs.ts';

/** V12, communication. */
export const v12: readonly Coverage[] = [
  {
    id: '12.1.1',
    about: 'TLS 1.2 and 1.3 only',
    tests: by('deploy', 'speaks TLS 1.2 and 1.3 with suites that keep old traffic secret, and nothing older'),
    note: 'TLS ends at the proxy in front; `deploy/nginx.conf` is the one that is offered.',
  },
  {
    id: '12.1.2',
    about: 'Recommended cipher suites only, the strongest first',
    tests: by('deploy', 'speaks TLS 1.2 and 1.3 with suites that keep old traffic secret, and nothing older'),
  },
  {
    id: '12.1.3',
    about: 'Client certificates are checked',
    notApplicable: 'Nobody proves who they are with a client certificate.',
  },
  {
    id: '12.2.1',
    about: 'Clients are served over TLS only',
    tests: [
      ...by('deploy', 'leads people to https, and refuses programs that call in clear'),
      ...by('production', 'of %s holds the browser to https for a year, with all subdomains'),
    ],
  },
  {
    id: '12.2.2',
    about: 'Certificates are publicly trusted',
    notApplicable: 'The certificate belongs to the proxy of an installation, and whoever runs it chooses one.',
  },
  {
    id: '12.3.1',
    about: 'All connections of the server are encrypted',
    open: 'MongoDB, Redis and mail server are reached over TLS where their addresses say so (`tls=true`, `rediss://`, `smtps://`), but plain addresses are taken too, and docker-compose.yml uses them in a network without a way in or out.',
  },
  {
    id: '12.3.2',
    about: 'The server checks the certificates that it is shown',
    tests: by('dangerousCode', 'never switches the check of certificates off'),
    note: 'Node checks them unless it is told not to.',
  },
  {
    id: '12.3.3',
    about: 'Services inside speak TLS over HTTP',
    notApplicable: 'There are no HTTP services behind the server.',
  },
  {
    id: '12.3.4',
    about: 'Certificates inside are of known authorities',
    notApplicable:
      'There are no HTTP services behind the server; database and Redis take the authorities that their addresses name.',
  },
];
