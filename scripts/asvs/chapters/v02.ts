import type { Coverage } from '../coverage.ts';
import { by } from '../specs.ts';

const VALIDATION = 'docs/security/validation.md';

/** V2, validation and business logic. */
export const v02: readonly Coverage[] = [
  { id: '2.1.1', about: 'The rules for single values are written down', document: `${VALIDATION}#single-values` },
  { id: '2.1.2', about: 'The rules for values together are written down', document: `${VALIDATION}#values-together` },
  { id: '2.1.3', about: 'The limits of the business are written down', document: `${VALIDATION}#limits` },
  {
    id: '2.2.1',
    about: 'Input is held to what is expected of it',
    tests: [
      ...by('hostileInput', 'in any one field of any body, the others as they should be, gets a clear answer'),
      ...by('registration', 'is %s'),
      ...by('attemptLists', 'refuses %j with %s'),
    ],
  },
  {
    id: '2.2.2',
    about: 'It is checked on the server, whatever the pages checked',
    tests: [
      ...by('massAssignment', 'is refused by every route, whatever privilege it names'),
      ...by('hostileInput', 'as a whole body, whatever its shape, gets a clear answer'),
    ],
  },
  {
    id: '2.2.3',
    about: 'Values fit together',
    tests: [
      ...by(
        'attemptFilter',
        'refuses a range of time that is empty or the wrong way round',
        'refuses a range off its boundary with the one that was meant, and what is no address',
      ),
      ...by('ownAccount', 'is not %s'),
      ...by('apiKeys', 'is refused for scopes that the owner does not hold, and for personal ones'),
    ],
  },
  {
    id: '2.3.1',
    about: 'The steps of a process come in their order, for one person',
    tests: [
      ...by(
        'twoFactorSignIn',
        'is no access token and opens nothing by itself',
        'that was used, has expired, is made up or belongs to something else answers the same',
      ),
      ...by(
        'registration',
        'makes no account before the link is followed, and says what is missing to whoever knows the password only',
      ),
      ...by('oauthAttacks', 'ends in the browser in which it began, and a stranger cannot even use it up'),
    ],
  },
  {
    id: '2.3.2',
    about: 'The limits that are written down hold',
    tests: [
      ...by(
        'apiKeys',
        'gives a person ${String(MAX_API_KEYS)} living keys and no more, also when all are asked for at once',
      ),
      ...by('invitations', 'is one of five hundred at most'),
      ...by('roles', 'is limited to a hundred'),
      ...by('twoFactorCodes', 'is one of at most ten, also when several come at once'),
      ...by('registration', 'sends at most five mails an hour to one mailbox'),
    ],
  },
  {
    id: '2.3.3',
    about: 'What belongs together happens as a whole or not at all',
    tests: [
      ...by(
        'recorder',
        'has stored an attempt in both collections when its publisher goes on',
        'makes up for attempts that could not be stored after their audit records were, exactly once',
      ),
      ...by('twoFactorStepUp', 'while another one is added leaves an account that knows what it has'),
      ...by('departure', 'goes on where a process died in the middle'),
    ],
  },
  {
    id: '2.3.4',
    about: 'What there is once is not given twice',
    tests: [
      ...by('recovery', 'lets exactly one of fifty uses of a link through'),
      ...by('twoFactorCodes', 'that is used at fifty sign-ins at once opens one session'),
      ...by('standingRaces', 'is left when six of them remove one another in a circle, in all ways at once'),
    ],
  },
  {
    id: '2.4.1',
    about: 'Machines that ask too much are stopped',
    tests: [
      ...by(
        'rateLimit',
        'lets exactly five guesses a minute at one account through, however many come at once',
        'hold a person to a hundred requests a minute, wherever they come from',
        'hold those who are not signed in to sixty',
      ),
      ...by('attemptExport', 'holds three at a time'),
      ...by('messageLimiter', 'are accepted ten at once and two a second'),
    ],
  },
];
