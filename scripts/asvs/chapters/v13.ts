import type { Coverage } from '../coverage.ts';
import { by } from '../specs.ts';

/** V13, configuration. */
export const v13: readonly Coverage[] = [
  { id: '13.1.1', about: 'Whom the application talks to is written down', document: 'docs/security/communication.md' },
  {
    id: '13.2.1',
    about: 'The parts of the backend prove to one another who they are',
    open: 'MongoDB and Redis ask for what their addresses carry; docker-compose.yml lets them ask for nothing, in a network that only the server is in.',
  },
  {
    id: '13.2.2',
    about: 'The parts of the backend have the rights that they need',
    tests: by('deploy', 'run the server as nobody special, on files that it cannot change'),
    note: 'In the database it needs to read and write one database and to make its indexes.',
  },
  {
    id: '13.2.3',
    about: 'No part uses credentials that everybody knows',
    tests: [
      ...by(
        'loadConfig',
        'names every missing secret at once',
        'refuses the weak secret %j',
        'refuses one secret for two purposes',
      ),
      ...by('deploy', 'bring no secret of their own: each is asked for'),
    ],
  },
  {
    id: '13.2.4',
    about: 'Which systems the application may reach is a list',
    tests: [
      ...by('dangerousCode', 'asks the network by itself in few places, none of which is sent on elsewhere'),
      ...by('oauthAttacks', 'over plain http is never trusted outside this machine, nor in production'),
    ],
    note: 'The list is the configuration: nothing else is called.',
  },
  {
    id: '13.2.5',
    about: 'Which systems the server may reach is a list',
    open: 'The container of the server is in a network with a way out, because providers and mail servers are there; a list of them belongs into the firewall of an installation.',
  },
  {
    id: '13.3.1',
    about: 'Secrets are in a store made for them, not in the code or the build',
    open: 'Secrets come from the environment and are in no file of the repository or the image (tested), but no store of secrets is spoken to.',
  },
  {
    id: '13.3.2',
    about: 'Who needs a secret can read it, nobody else',
    tests: by(
      'loadConfig',
      'makes its secrets once and keeps them for its owner alone',
      'writes no secrets to the disk',
    ),
  },
  {
    id: '13.4.1',
    about: 'No history of the source code is deployed',
    tests: [
      ...by('deploy', 'have no history, no secrets, no tests and no build tools in them'),
      ...by('production', 'no folder is listed, nothing hidden or outside is served: %s'),
    ],
  },
  {
    id: '13.4.2',
    about: 'Nothing is in a debug mode in production',
    tests: [
      ...by('production', 'nothing that is for developers is there'),
      ...by('errorFilter', 'is answered with nothing of the inside, and logged whole under the request id'),
      ...by('deploy', 'have no history, no secrets, no tests and no build tools in them'),
    ],
  },
  {
    id: '13.4.3',
    about: 'No folder is listed',
    tests: by('production', 'no folder is listed, nothing hidden or outside is served: %s'),
  },
  { id: '13.4.4', about: 'TRACE is not answered', tests: by('production', 'TRACE is not answered with what was sent') },
  {
    id: '13.4.5',
    about: 'Documentation and health are open only where that is meant',
    tests: [
      ...by('routes', 'that is public stands in the list'),
      ...by('pipeline', 'describes every route, with the shape of its body'),
    ],
    note: 'The API documentation and health are open to everybody, on purpose: they tell what the public source tells.',
  },
];
