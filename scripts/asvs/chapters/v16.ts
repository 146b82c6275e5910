import type { Coverage } from '../coverage.ts';
import { by } from '../specs.ts';

/** V16, logs and errors. */
export const v16: readonly Coverage[] = [
  { id: '16.1.1', about: 'All logs are listed: what, where, how long, for whom', document: 'docs/security/logging.md' },
  {
    id: '16.2.1',
    about: 'Each record says when, where, who and what',
    tests: by(
      'securityEvents',
      'is a sign-in with when, from where, who, by what and how it ended',
      'is a request that somebody’s role does not allow',
    ),
  },
  {
    id: '16.2.2',
    about: 'Clocks agree, and times are in UTC',
    tests: [
      ...by('eventIds', 'are ObjectIds that know their time to the millisecond', 'grow whatever the clock does'),
      ...by('attemptLists', 'comes in the form of the contract, newest first'),
    ],
    note: 'Times are stored as moments and told in UTC; keeping clocks together is the business of the machines.',
  },
  {
    id: '16.2.3',
    about: 'Logs go where the list says and nowhere else',
    tests: [
      ...by('loadConfig', 'writes no secrets to the disk'),
      ...by('logInjection', 'keeps one line of JSON for one entry, in spite of %s'),
    ],
    note: 'The server writes no file: what it logs goes to its standard output and into the database.',
  },
  {
    id: '16.2.4',
    about: 'Logs can be read by programs',
    tests: by('logInjection', 'keeps one line of JSON for one entry, in spite of %s'),
  },
  {
    id: '16.2.5',
    about: 'Secrets are not logged',
    tests: [
      ...by('logInjection', 'holds no password, no token and no cookie'),
      ...by('sanitise', 'mask the value of %s at any depth'),
      ...by('securityEvents', 'is a sign-in that failed, with the reason, and without the password'),
    ],
  },
  {
    id: '16.3.1',
    about: 'Every sign-in is on record, right or wrong, with how',
    tests: [
      ...by(
        'securityEvents',
        'is a sign-in with when, from where, who, by what and how it ended',
        'is a sign-in that failed, with the reason, and without the password',
      ),
      ...by('spraying', 'let nobody in, and every one of them is on record'),
      ...by('twoFactorStepUp', 'with the password opens sensitive changes to somebody without a second factor'),
      ...by('passkeyAlone', 'does not come in from a blocked address, and the attempt is on record'),
    ],
  },
  {
    id: '16.3.2',
    about: 'Refused access is on record',
    tests: by('securityEvents', 'is a request that somebody’s role does not allow'),
  },
  {
    id: '16.3.3',
    about: 'What gets around the defences is on record',
    tests: [
      ...by('rateLimit', 'shows what it refused on the desk, and tells the audit log once'),
      ...by('sessions', 'ends it once, and tells of it once, however often the token is replayed at the same moment'),
      ...by('passkeyAlone', 'whose counter goes back was copied: it is refused and told of'),
      ...by('errorFilter', 'that may be an attack is logged as a warning, an ordinary one is not'),
    ],
  },
  {
    id: '16.3.4',
    about: 'Unexpected errors are logged',
    tests: by(
      'errorFilter',
      'is answered with nothing of the inside, and logged whole under the request id',
      'is a 503 that says when to come back, and is logged',
    ),
  },
  {
    id: '16.4.1',
    about: 'Nobody can forge a line in a log',
    tests: [
      ...by('logInjection', 'keeps one line of JSON for one entry, in spite of %s'),
      ...by('recorder', 'keeps control characters and broken Unicode out of the log and still verifies'),
    ],
  },
  {
    id: '16.4.2',
    about: 'Logs cannot be read by strangers, or changed unnoticed',
    tests: [
      ...by(
        'auditTampering',
        'names a record that was edited in the database',
        'names the place of a record that was deleted from the middle',
        'names a record that was inserted',
      ),
      ...by('auditCheckpoints', 'delete at the end, which the database alone would not tell'),
      ...by('activity', 'is for those who read the audit log, and else for those who may act on the person'),
    ],
  },
  {
    id: '16.4.3',
    about: 'Logs are sent to a system of their own',
    tests: [
      ...by(
        'forwarding',
        'writes every record as a line, in order, also into a new file after the old one was moved away',
        'keeps what happens while a syslog server is away, says so, and loses nothing',
      ),
      ...by('auditCheckpoints', 'is posted as it stands in the file'),
    ],
    note: 'FORWARD_TO names where to; nothing is sent where it is not set.',
  },
  {
    id: '16.5.1',
    about: 'Errors tell nothing of the inside',
    tests: [
      ...by('errorFilter', 'is answered with nothing of the inside, and logged whole under the request id'),
      ...by('hostileInput', 'leaks nothing of the inside in any refusal'),
      ...by('clientMessages', 'that failed says nothing of the inside'),
    ],
  },
  {
    id: '16.5.2',
    about: 'It goes on safely when something else is away',
    tests: [
      ...by(
        'databaseOutage',
        'is answered with 503 in good time on every route that needs it, and used again when it returns',
      ),
      ...by('oauthAttacks', 'stops nobody else: the application starts without it, and it is found when it comes back'),
      ...by('emailQueue', 'may be down: the mail waits and goes when it is up again'),
    ],
  },
  {
    id: '16.5.3',
    about: 'What fails is refused, not let through',
    tests: [
      ...by('routes', 'is public or asks for a permission'),
      ...by('recorder', 'refuses its publishers and publishes nothing when the audit log cannot be written'),
      ...by('eventBus', 'fails the publisher when a record could not be stored, and shows the event to nobody'),
    ],
  },
];
