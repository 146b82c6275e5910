import type { Coverage } from '../coverage.ts';
import { by } from '../specs.ts';

const NO_SERVER =
  'Classy Book is a client of providers; it is no authorization server and gives out no tokens to other applications.';
const NO_RESOURCE =
  'The API takes the tokens of its own sign-in and its own keys; no authorization server delegates access to it.';

const notApplicable = (reason: string, ...items: readonly (readonly [id: string, about: string])[]): Coverage[] =>
  items.map(([id, about]) => ({ id, about, notApplicable: reason }));

/** V10, OAuth and OpenID Connect: the part of a client. */
export const v10: readonly Coverage[] = [
  {
    id: '10.1.1',
    about: 'Tokens go to those who need them only',
    tests: [
      ...by('oauthSignIn', 'keeps neither the state nor the secrets of the way in clear'),
      ...by('auth', 'starts with a sign-in, and keeps the token out of every storage'),
      ...by('apiInterceptors', 'gives no token to anything that is not the API'),
    ],
    note: 'Tokens of a provider never reach the browser and are not kept.',
  },
  {
    id: '10.1.2',
    about: 'What a provider sends counts in the browser and for the request where it was asked for',
    tests: [
      ...by(
        'oauthAttacks',
        'ends in the browser in which it began, and a stranger cannot even use it up',
        'is refused with %s',
      ),
      ...by('oauthSignIn', 'asks it with PKCE, state and nonce, and for the page of this installation only'),
    ],
  },
  {
    id: '10.2.1',
    about: 'Nobody can be made to come back from a provider (PKCE or state)',
    tests: [
      ...by('oauthSignIn', 'refuses a code that was got without PKCE, or for somebody else'),
      ...by('oauthAttacks', 'needs the CSRF token and a page of our own'),
    ],
  },
  {
    id: '10.2.2',
    about: 'Providers cannot be mixed up',
    tests: by('oauthAttacks', 'cannot be mixed up with the way through another provider (RFC 9207)'),
  },
  ...notApplicable(
    NO_RESOURCE,
    ['10.3.1', 'A resource server looks at the audience'],
    ['10.3.2', 'A resource server looks at the scopes'],
    ['10.3.3', 'A resource server knows people by what cannot change hands'],
    ['10.3.4', 'A resource server looks at how strongly somebody was checked'],
  ),
  ...notApplicable(
    NO_SERVER,
    ['10.4.1', 'An authorization server knows the redirect addresses'],
    ['10.4.2', 'Its codes count once'],
    ['10.4.3', 'Its codes are short-lived'],
    ['10.4.4', 'It offers each client the grants that it needs'],
    ['10.4.5', 'Its refresh tokens cannot be replayed'],
    ['10.4.6', 'It demands PKCE'],
    ['10.4.7', 'It takes care with clients that register themselves'],
    ['10.4.8', 'Its refresh tokens have a last end'],
    ['10.4.9', 'People can revoke its tokens'],
    ['10.4.10', 'Its clients prove who they are'],
    ['10.4.11', 'Its clients get the scopes that they need'],
  ),
  {
    id: '10.5.1',
    about: 'ID tokens cannot be replayed (nonce)',
    tests: [
      ...by('oauthAttacks', 'is refused with %s', 'lets exactly one of many callbacks at once in'),
      ...by('oauthSignIn', 'takes the provider at its word once: the code cannot be used again, nor the state'),
    ],
  },
  {
    id: '10.5.2',
    about: 'People are known by the subject of the ID token',
    tests: by('oauthAttacks', 'finds people by issuer and subject, and never by a changed email'),
  },
  {
    id: '10.5.3',
    about: 'Metadata under another issuer than the configured one is refused',
    tests: by('oauthAttacks', 'is not believed where its metadata names another issuer'),
  },
  { id: '10.5.4', about: 'ID tokens for other clients are refused', tests: by('oauthAttacks', 'is refused with %s') },
  { id: '10.5.5', about: 'Back-channel logout', notApplicable: 'No route takes logout tokens of providers.' },
  ...notApplicable(
    NO_SERVER,
    ['10.6.1', 'An OpenID provider allows safe response types only'],
    ['10.6.2', 'Nobody can be signed out of it from outside'],
    ['10.7.1', 'It asks people before it gives access'],
    ['10.7.2', 'It says clearly what for'],
    ['10.7.3', 'People can take their consent back'],
  ),
];
