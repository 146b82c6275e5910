import type { Coverage } from '../coverage.ts';
import { by } from '../specs.ts';

const LIFE = 'docs/security/session-lifecycle.md';

/** V7, sessions. */
export const v07: readonly Coverage[] = [
  { id: '7.1.1', about: 'How long sessions last, idle and in all, is written down', document: `${LIFE}#limits` },
  {
    id: '7.1.2',
    about: 'How many sessions a person may have is written down',
    document: 'docs/security/ways-in.md#how-many-sessions',
  },
  {
    id: '7.1.3',
    about: 'How sessions here and at providers hang together is written down',
    document: 'docs/security/ways-in.md#sessions-at-providers',
  },
  {
    id: '7.2.1',
    about: 'Tokens of sessions are checked on the server',
    tests: by('accessTokens', 'is refused %s', 'of a session that never was is refused as ended'),
  },
  {
    id: '7.2.2',
    about: 'Sessions have tokens of their own, no fixed secrets',
    tests: [
      ...by('sessions', 'replaces the refresh token and gives an access token that works'),
      ...by('signIn', 'gives an access token, and the refresh token only in an HttpOnly cookie'),
    ],
  },
  {
    id: '7.2.3',
    about: 'Tokens of sessions have 128 random bits',
    tests: [
      ...by(
        'sessions',
        'cannot be made by who has the database but not the key, nor by who has the key but not the secret',
      ),
      ...by('dangerousCode', 'takes what must not be guessed from the cryptographic random numbers'),
    ],
    note: 'A secret of 128 random bits and a MAC of 256.',
  },
  {
    id: '7.2.4',
    about: 'Signing in, again too, makes a new token and ends the one of before',
    tests: [
      {
        file: 'backend/test/integration/security/sessions.spec.ts',
        test: 'ends the session that the same browser had before, and no other',
      },
    ],
    note: 'A step-up within a session marks it and does not renew its tokens, which are renewed every fifteen minutes anyway.',
  },
  {
    id: '7.3.1',
    about: 'Unused sessions end',
    tests: by(
      'sessionLimits',
      'of %s, remembered: %s, ends after its rest, and not before',
      'is refused with its access token, too',
    ),
  },
  {
    id: '7.3.2',
    about: 'Sessions have a last end',
    tests: by('sessionLimits', 'ends all the same: after 90 days, and after 12 hours in the console'),
  },
  {
    id: '7.4.1',
    about: 'A session that ended is of no more use',
    tests: [
      ...by('sessions', 'ends the access token on the very next request', '%j is refused'),
      ...by('streams', 'is told and dropped at once when its session ends, and those of other sessions stay'),
    ],
  },
  {
    id: '7.4.2',
    about: 'All sessions end with the account',
    tests: [
      ...by('departure', 'ends every session, and a sign-in is refused like a wrong password'),
      ...by('standingRaces', 'keeps a closed account out until it is opened again'),
      ...by('userActions', 'ends everything that was theirs, for good'),
    ],
  },
  {
    id: '7.4.3',
    about: 'After a change of a factor the other sessions can be ended',
    tests: [
      ...by('ownAccount', 'is changed with the current one; this session goes on, the others end'),
      ...by('ownSessions', 'can all be ended but the one that asks'),
      ...by('notices', 'tells of factors, providers, keys and passwords'),
      ...by('userActions', 'are taken away with a reason, which ends the sessions and is on record'),
    ],
  },
  {
    id: '7.4.4',
    about: 'Signing out is in reach on every page',
    tests: [
      ...by('accountMenu', 'signs out, to the door where one came in (desk: %s)'),
      ...by('session', 'signing out in one tab signs out in the others'),
    ],
  },
  {
    id: '7.4.5',
    about: 'Administrators can end the sessions of people',
    tests: by(
      'userActions',
      'are listed and ended one by one',
      'changes roles and ends sessions, as far as the caller may',
    ),
  },
  {
    id: '7.5.1',
    about: 'Changes of what one signs in with ask for a fresh proof',
    tests: [
      ...by(
        'twoFactorStepUp',
        'asks for a fresh proof after ten minutes, and every one of them does',
        'does not take the password of somebody with a second factor',
      ),
      ...by('emailChange', 'is only asked for by somebody who proved lately who they are'),
      ...by('oauthLinking', 'and unlinking ask for a fresh proof of who one is'),
    ],
    note: 'The proof is the second factor where there is one, else the password.',
  },
  {
    id: '7.5.2',
    about: 'People see their sessions and end them, after proving again who they are',
    tests: [
      {
        file: 'backend/test/integration/security/own-sessions.spec.ts',
        test: 'are ended only after a fresh proof of who asks',
      },
    ],
  },
  {
    id: '7.6.1',
    about: 'Sessions here and at providers live as the documents say',
    tests: by('oauthLinking', 'is still asked for its second factor', 'does not come in while it %s'),
    note: 'A session here has its own limits and ends by itself, whatever the provider’s does.',
  },
  {
    id: '7.6.2',
    about: 'Nobody is signed in without having done something for it',
    tests: by(
      'oauthAttacks',
      'needs the CSRF token and a page of our own',
      'ends in the browser in which it began, and a stranger cannot even use it up',
    ),
  },
];
