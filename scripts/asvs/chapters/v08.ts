import type { Coverage } from '../coverage.ts';
import { by } from '../specs.ts';

/** V8, authorization. */
export const v08: readonly Coverage[] = [
  { id: '8.1.1', about: 'Who may do what to what is written down', document: 'docs/security/roles.md' },
  {
    id: '8.1.2',
    about: 'Who may read and write which fields is written down',
    document: 'docs/security/validation.md#fields',
  },
  {
    id: '8.2.1',
    about: 'Functions are open to those with the permission only',
    tests: by(
      'routes',
      'is public or asks for a permission',
      'that asks for a permission refuses a stranger, and one without the permission',
    ),
  },
  {
    id: '8.2.2',
    about: 'Records are open to those whom they concern only',
    tests: [
      ...by('authorityMatrix', 'holds for somebody who is %s, over the API and in what their page offers'),
      ...by('ownSessions', 'of somebody else cannot be ended, and nobody learns whether there is such a session'),
      ...by('apiKeys', 'of somebody else cannot be revoked or seen'),
      ...by('twoFactorCodes', 'of somebody else cannot be confirmed'),
      ...by('activity', 'is for those who read the audit log, and else for those who may act on the person'),
    ],
  },
  {
    id: '8.2.3',
    about: 'Fields are open to those with the permission only',
    tests: [
      ...by('userList', 'never tells a hash or anything else that is not meant for it'),
      ...by('userActions', 'changes no field that is not offered', 'are not told to somebody without the permission'),
      ...by('ownAccount', 'can be taken out as JSON, without a secret and without anybody else'),
    ],
  },
  {
    id: '8.3.1',
    about: 'It is decided on the server',
    tests: [
      ...by('routes', 'that asks for a permission refuses a stranger, and one without the permission'),
      ...by('authorityMatrix', 'lets nobody hand out a role that holds more than they do'),
      ...by('handshake', 'join:monitoring asks for the permission'),
    ],
  },
  {
    id: '8.4.1',
    about: 'Tenants are kept apart',
    notApplicable: 'An installation serves one organisation, with a database of its own.',
  },
];
