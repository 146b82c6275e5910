import type { Coverage } from '../coverage.ts';
import { by } from '../specs.ts';

/** V3, the browser. */
export const v03: readonly Coverage[] = [
  {
    id: '3.2.1',
    about: 'An answer that a browser opens in the wrong place does nothing there',
    tests: by(
      'production',
      'an answer of the API may do nothing where a browser shows it as a page',
      'of %s is what its type says: %s',
    ),
    note: 'Downloads come as attachments.',
  },
  {
    id: '3.2.2',
    about: 'Text is shown as text',
    tests: [
      ...by(
        'dangerousCode',
        'shows as HTML what the server cleaned, frames of an allow list, and the mails of a local start, and nothing else',
      ),
      ...by('errorPages', 'is named as it was typed, as text'),
    ],
  },
  {
    id: '3.3.1',
    about: 'Cookies go over https only, under a name that says so',
    tests: by('cookies', 'are bound to this host, to https, to this site, and out of reach for scripts'),
  },
  {
    id: '3.3.2',
    about: 'SameSite is set as each cookie needs it',
    tests: [
      ...by('cookies', 'are bound to this host, to https, to this site, and out of reach for scripts'),
      ...by('oauthAttacks', 'is bound by a cookie that scripts cannot read and other sites cannot send'),
    ],
  },
  {
    id: '3.3.3',
    about: 'Cookies carry the prefix `__Host-`',
    tests: by(
      'cookies',
      'are bound to this host, to https, to this site, and out of reach for scripts',
      'counts under its own name only',
    ),
  },
  {
    id: '3.3.4',
    about: 'Scripts cannot read what is not for them',
    tests: [
      ...by('signIn', 'gives an access token, and the refresh token only in an HttpOnly cookie'),
      ...by('cookies', 'are bound to this host, to https, to this site, and out of reach for scripts'),
    ],
  },
  {
    id: '3.4.1',
    about: 'Browsers are held to https for a year, with all subdomains',
    tests: by('production', 'of %s holds the browser to https for a year, with all subdomains'),
  },
  {
    id: '3.4.2',
    about: 'Only listed origins may read answers',
    tests: by('pipeline', 'of %s may read answers: %s'),
  },
  {
    id: '3.4.3',
    about: 'A content security policy with object-src and base-uri none and a list of what may load',
    tests: by('production', 'of %s runs nothing foreign, and stands in no frame'),
    note: 'Styles may stand inline, because Angular puts those of components into the page.',
  },
  {
    id: '3.4.4',
    about: 'Browsers do not guess types',
    tests: by('production', 'of %s is what its type says: %s'),
  },
  {
    id: '3.4.5',
    about: 'No address of ours goes to other sites as a referrer',
    tests: by('production', 'of %s gives nothing away to other sites, nor about the server'),
  },
  {
    id: '3.4.6',
    about: 'No answer can be put into a frame',
    tests: by('production', 'of %s runs nothing foreign, and stands in no frame'),
  },
  {
    id: '3.5.1',
    about: 'Requests that a cookie authenticates come from our own pages',
    tests: by(
      'sessions',
      'refuse a request %s',
      'refuse the CSRF token of another browser',
      'let a sign-in from a page of another site not happen either',
    ),
  },
  {
    id: '3.5.2',
    about: 'What relies on the preflight cannot be called without one',
    tests: [
      ...by('accessTokens', 'is not read from a query or a cookie'),
      ...by('hostileInput', 'as a body %s is refused'),
    ],
    note: 'Everything but refresh, sign-out and the way back from a provider needs an Authorization header.',
  },
  {
    id: '3.5.3',
    about: 'What changes something is no GET',
    tests: by('routes', 'changes nothing where it is a GET'),
  },
  {
    id: '3.5.4',
    about: 'Different applications have different host names',
    notApplicable: 'An installation is one application on one host name of its own.',
  },
  {
    id: '3.5.5',
    about: 'Messages of other windows are believed only where they come from ours',
    tests: by(
      'dangerousCode',
      'listens to no messages of other windows, but to those of its own tabs on a channel that crosses no origin, and of its own worker',
    ),
  },
  {
    id: '3.7.1',
    about: 'No outdated technology in the browser',
    tests: by('production', 'of %s runs nothing foreign, and stands in no frame'),
    note: 'The policy allows no plugins and no objects.',
  },
  {
    id: '3.7.2',
    about: 'People are sent on to listed places only',
    tests: [
      ...by('returnUrl', 'is never %j'),
      ...by('routing', 'a sign-in never leads to ${returnUrl}'),
      ...by('oauthAttacks', 'cannot be turned elsewhere: the pages come from the configuration'),
    ],
  },
];
