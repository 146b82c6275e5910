import type { Coverage } from '../coverage.ts';
import { by } from '../specs.ts';

const FORGED = by('accessTokens', 'is refused %s');

/** V9, self-contained tokens. */
export const v09: readonly Coverage[] = [
  {
    id: '9.1.1',
    about: 'Nothing in a token is believed before its signature',
    tests: [...FORGED, ...by('refreshTokens', 'says nothing once a single character of it was changed')],
  },
  { id: '9.1.2', about: 'Only listed algorithms count, and never none', tests: FORGED, note: 'ES256 alone.' },
  {
    id: '9.1.3',
    about: 'The key is the configured one, whatever the token names',
    tests: [
      ...by('accessTokens', 'takes no key that it names or carries itself'),
      ...by('oauthAttacks', 'is refused with %s'),
    ],
  },
  { id: '9.2.1', about: 'Tokens count within their time', tests: FORGED },
  {
    id: '9.2.2',
    about: 'A token counts for what it was made for',
    tests: [
      ...FORGED,
      ...by('twoFactorSignIn', 'is no access token and opens nothing by itself'),
      ...by('recovery', 'is not replaced with a link that is %s'),
    ],
    note: 'Access tokens are the only JWTs that are made here; all others have another form and a purpose in the database.',
  },
  { id: '9.2.3', about: 'A token counts for its audience', tests: FORGED },
  {
    id: '9.2.4',
    about: 'Tokens for different audiences cannot be exchanged',
    tests: FORGED,
    note: 'There is one audience; issuer is the address of the installation.',
  },
];
