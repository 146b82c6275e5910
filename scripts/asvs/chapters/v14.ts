import type { Coverage } from '../coverage.ts';
import { by } from '../specs.ts';

const DATA = 'docs/security/threat-model.md#data-and-how-long-it-is-kept';

/** V14, data. */
export const v14: readonly Coverage[] = [
  { id: '14.1.1', about: 'Sensitive data is listed, with its class', document: DATA },
  { id: '14.1.2', about: 'Each class says how its data is protected', document: DATA },
  {
    id: '14.2.1',
    about: 'Nothing sensitive stands in an address',
    tests: [
      ...by('accessTokens', 'is not read from a query or a cookie'),
      ...by('apiKeys', 'counts in the Authorization header only'),
      ...by('sessions', 'take the CSRF token from the header only'),
    ],
    note: 'Links in mails carry their token behind #, which browsers send nowhere.',
  },
  {
    id: '14.2.2',
    about: 'Nothing sensitive stays in caches on the way or in the server',
    tests: by('production', 'no answer about people is kept by a browser or on the way'),
  },
  {
    id: '14.2.3',
    about: 'Nothing goes to strangers such as trackers',
    tests: [
      ...by('production', 'of %s runs nothing foreign, and stands in no frame'),
      ...by('emailQueue', 'loads nothing from elsewhere'),
      ...by('breachedPasswords', 'is told five digits of a hash and nothing else, and keeps a breached password out'),
    ],
  },
  {
    id: '14.2.4',
    about: 'Data is protected as its class asks for',
    tests: [
      ...by('signIn', 'stores neither the refresh token nor the password in clear'),
      ...by(
        'emailQueue',
        'stands sealed in the database while it waits: neither whom it is for nor its link can be read',
        'arrives with the same words as text and as HTML, and is erased from the queue',
      ),
      ...by('twoFactorCodes', 'keeps its seed sealed for its owner and itself'),
      ...by('securityEvents', 'never holds what a session or a person is recognised by'),
      ...by('departure', 'removes the account and what belongs to it, and says so in a last mail'),
      ...by('rateLimit', 'keep no email and no address of a person readable where they need not'),
    ],
  },
  {
    id: '14.3.1',
    about: 'The browser forgets what was shown when the session ends, also where the server cannot be reached',
    tests: [
      ...by('auth', 'ends here also where the server cannot be told, and says so'),
      ...by(
        'sessionEnd',
        'leads from the desk to the desk’s door, with the way back',
        'leads from the account to the other door',
      ),
      ...by('websocket', 'forgets what it had when somebody else signs in'),
    ],
  },
  {
    id: '14.3.2',
    about: 'Browsers keep no copy of sensitive answers',
    tests: by('production', 'no answer about people is kept by a browser or on the way'),
    note: 'Figures without people may be kept, and are asked for anew each time.',
  },
  {
    id: '14.3.3',
    about: 'Nothing sensitive lies in the storage of browsers',
    tests: [
      ...by(
        'dangerousCode',
        'keeps in the storage of browsers what somebody prefers, what is not saved yet, and marks of the way through a provider',
      ),
      ...by(
        'signInInBrowser',
        'an administrator signs in and stays signed in after a reload, with no token in any storage',
      ),
    ],
  },
];
