import type { Coverage } from '../coverage.ts';
import { by } from '../specs.ts';

const MAINTENANCE = 'docs/security/maintenance.md';

/** V15, code and architecture. */
export const v15: readonly Coverage[] = [
  { id: '15.1.1', about: 'How soon packages are updated is written down', document: `${MAINTENANCE}#how-soon` },
  {
    id: '15.1.2',
    about: 'All packages are listed, and come from places that are trusted',
    document: `${MAINTENANCE}#what-is-in-it`,
  },
  {
    id: '15.1.3',
    about: 'What is costly is written down, with how it is kept from harm',
    document: `${MAINTENANCE}#what-is-costly`,
  },
  {
    id: '15.2.1',
    about: 'No package is older than those rules allow',
    open: 'A weekly run of the workflow fails for a package with a known weakness; that the times are kept is not checked by anything.',
  },
  {
    id: '15.2.2',
    about: 'What is costly cannot make the rest unavailable',
    tests: [
      ...by('attemptExport', 'holds three at a time'),
      ...by('rateLimit', 'hold a person to a hundred requests a minute, wherever they come from'),
      ...by('ownAccount', 'that would keep a core busy for minutes opens nothing'),
      ...by('streams', 'costs the server no memory without bound, and gets everything when it reads again'),
    ],
  },
  {
    id: '15.2.3',
    about: 'Production holds what it needs and no more',
    tests: [
      ...by('production', 'nothing that is for developers is there'),
      ...by('deploy', 'have no history, no secrets, no tests and no build tools in them'),
    ],
  },
  {
    id: '15.3.1',
    about: 'Answers hold the fields that are needed',
    tests: [
      ...by('userList', 'never tells a hash or anything else that is not meant for it'),
      ...by('ownAccount', 'can be taken out as JSON, without a secret and without anybody else'),
      ...by('attemptLists', 'comes in the form of the contract, newest first'),
    ],
  },
  {
    id: '15.3.2',
    about: 'Calls to other systems are not sent on elsewhere',
    tests: [
      ...by('passwordRange', 'lets the password pass with a log line where it %s, and follows it nowhere'),
      ...by('dangerousCode', 'asks the network by itself in few places, none of which is sent on elsewhere'),
    ],
    note: 'The OpenID library follows none either.',
  },
  {
    id: '15.3.3',
    about: 'Nobody sets a field that the action is not about',
    tests: [
      ...by('massAssignment', 'is refused by every route, whatever privilege it names'),
      ...by('invited', 'lets nobody choose another address or another role'),
    ],
  },
  {
    id: '15.3.4',
    about: 'The address of a client is the true one',
    tests: [
      ...by(
        'signIn',
        'is not fooled by addresses that the client itself writes into X-Forwarded-For',
        'takes the proxy for the client where X-Forwarded-For holds no address',
      ),
      ...by('loadConfig', 'trusts no proxy that it was not told of'),
    ],
  },
  {
    id: '15.3.5',
    about: 'Types are checked, and compared strictly',
    tests: [
      ...by('sizes', 'says what its values are: the type any is not used'),
      ...by('hostileInput', 'in any one field of any body, the others as they should be, gets a clear answer'),
    ],
  },
  {
    id: '15.3.6',
    about: 'Prototypes cannot be polluted',
    tests: by('hostileInput', 'cannot pollute prototypes'),
  },
  {
    id: '15.3.7',
    about: 'A parameter that comes twice, or from elsewhere, does no harm',
    tests: by(
      'production',
      'a query that says something twice or in another shape is refused or taken as text: %s',
      'what is asked for in the body counts there alone, not in the query',
    ),
  },
];
