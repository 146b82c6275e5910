import type { Coverage } from '../coverage.ts';
import { by } from '../specs.ts';

const NO_PHONE = 'Nothing is sent to telephones.';

/** V6, authentication. */
export const v06: readonly Coverage[] = [
  {
    id: '6.1.1',
    about: 'How guessing is stopped is written down, and how nobody is locked out on purpose',
    document: 'docs/security/lockout.md',
    note: 'Limits of requests: [rate limits](rate-limits.md).',
  },
  {
    id: '6.1.2',
    about: 'Words that no password may consist of are written down',
    document: 'docs/security/accounts.md#passwords',
  },
  {
    id: '6.1.3',
    about: 'All ways of signing in are written down, with what each asks for',
    document: 'docs/security/ways-in.md',
  },
  {
    id: '6.2.1',
    about: 'Passwords have eight characters at least',
    tests: [...by('ownAccount', 'is not %s'), ...by('securityPage', 'is not sent where it is too short')],
  },
  {
    id: '6.2.2',
    about: 'People can change their password',
    tests: [
      ...by('ownAccount', 'is changed with the current one; this session goes on, the others end'),
      ...by('accountInBrowser', 'a new password ends the other sessions and opens the account from then on'),
    ],
  },
  {
    id: '6.2.3',
    about: 'Changing it asks for the current one',
    tests: by(
      'ownAccount',
      'is not changed without the current one, and guessing it is limited without locking the door',
      'is not left out by somebody who has one',
    ),
  },
  {
    id: '6.2.4',
    about: 'New passwords are none of the 3,000 most common ones',
    tests: [
      ...by('passwordHandling', 'is compared with many more than the 3,000 most common ones that are long enough'),
      ...by('ownAccount', 'is not %s'),
      ...by('recovery', 'is not replaced by a weak one, and the link still works afterwards'),
    ],
  },
  { id: '6.2.5', about: 'Any characters will do', tests: by('ownAccount', 'may be %s') },
  {
    id: '6.2.6',
    about: 'Password fields hide what is typed, and show it on demand',
    tests: [
      ...by('passwordField', 'is shown on demand'),
      ...by('signInForm', 'shows the password on demand, and hides it again when it is sent'),
    ],
  },
  {
    id: '6.2.7',
    about: 'Pasting and password managers work',
    tests: [
      ...by('passwordField', 'lets one paste, and password managers fill it in'),
      ...by('signInInBrowser', 'the password can be shown, pasted and sent with Enter'),
    ],
  },
  {
    id: '6.2.8',
    about: 'Passwords are compared as they were typed, to the last character',
    tests: [
      ...by('passwordHandling', 'counts to its last character and as it was typed'),
      ...by('signInForm', 'hands over what was typed, spaces around the address left out, the password untouched'),
    ],
    note: 'Accents are composed first (Unicode NFC), so that a password is the same from every keyboard.',
  },
  {
    id: '6.2.9',
    about: 'Passwords of 64 characters are taken',
    tests: by('ownAccount', 'may be %s'),
    note: 'Up to 128.',
  },
  { id: '6.2.10', about: 'Passwords do not expire', tests: by('passwordHandling', 'holds however old it is') },
  {
    id: '6.2.11',
    about: 'No password consists of the words of 6.1.2',
    tests: [...by('personalWords', 'is found: %s'), ...by('ownAccount', 'is not %s')],
  },
  {
    id: '6.2.12',
    about: 'New passwords are looked up among breached ones',
    tests: [
      ...by('passwordHandling', 'is compared with many more than the 3,000 most common ones that are long enough'),
      ...by('breachedPasswords', 'is told five digits of a hash and nothing else, and keeps a breached password out'),
    ],
    note: 'The list in the product comes from breaches; a service is asked where `PASSWORD_RANGE_URL` names one.',
  },
  {
    id: '6.3.1',
    about: 'Guessing is stopped as the documents say',
    tests: [
      ...by('spraying', 'have five passwords looked at for each account, whether it exists or not'),
      ...by(
        'spraying',
        'do not keep the owner out on a device that the account knows, while they go on and afterwards',
      ),
      ...by('signIn', 'lets exactly five of twenty parallel guesses at one account through, and counts five'),
    ],
  },
  {
    id: '6.3.2',
    about: 'There are no accounts with known passwords',
    tests: [
      ...by('passwordHandling', 'makes the one administrator who was named'),
      ...by('passwordHandling', 'makes nobody in production where no password was chosen'),
      ...by('loadConfig', 'makes other secrets for another installation'),
    ],
  },
  {
    id: '6.3.3',
    about: 'Everybody signs in with two factors',
    open: 'Who may enter the console must have a second factor in production; learners may have one, and are let in with a password alone.',
  },
  {
    id: '6.3.4',
    about: 'There is no way in that is not written down, and all ask for the same',
    tests: [
      ...by('routes', 'that is public stands in the list'),
      ...by('oauthLinking', 'is still asked for its second factor', 'does not come in while it %s'),
      ...by('passkeyAlone', 'does not open a closed or locked account, and the attempt is on record'),
    ],
  },
  {
    id: '6.4.1',
    about: 'First passwords and links are random, short-lived and not for long',
    tests: [
      {
        file: 'backend/test/integration/admin/way-back-in.spec.ts',
        test: 'makes an account with a role of one’s own and a password to replace, and says which roles there are',
      },
      {
        file: 'backend/test/integration/admin/way-back-in.spec.ts',
        test: 'sets a password that is good for choosing another one, and for nothing else',
      },
    ],
  },
  {
    id: '6.4.2',
    about: 'No hints and no secret questions',
    tests: by('massAssignment', 'is refused by every route, whatever privilege it names'),
    note: 'No field of any route takes one, and fields that are not known are refused.',
  },
  {
    id: '6.4.3',
    about: 'Getting a new password leaves the second factor in its place',
    tests: by(
      'recovery',
      'leaves a second factor where it is',
      'is asked for with one answer, whether the address has an account or not',
    ),
  },
  {
    id: '6.4.4',
    about: 'Who lost a factor proves who they are as well as when it was added',
    tests: [
      ...by('twoFactorSignIn', 'opens the session once, however it is typed'),
      ...by('userActions', 'are taken away with a reason, which ends the sessions and is on record'),
    ],
    note: 'A backup code, or an administrator of a higher role who knows the person; both are on record and told to the owner.',
  },
  {
    id: '6.5.1',
    about: 'Codes count once',
    tests: [
      ...by(
        'twoFactorCodes',
        'has codes that count once, whoever saw them',
        'that is used at fifty sign-ins at once opens one session',
      ),
      ...by('twoFactorSignIn', 'finish one sign-in with fifty right codes: it opens once'),
      ...by('recovery', 'lets exactly one of fifty uses of a link through'),
    ],
  },
  {
    id: '6.5.2',
    about: 'Backup codes are kept like passwords, with a salt',
    tests: by('twoFactorSignIn', 'is kept as a salted hash of Argon2id alone'),
  },
  {
    id: '6.5.3',
    about: 'Codes and seeds come from cryptographic random numbers',
    tests: [
      ...by('dangerousCode', 'takes what must not be guessed from the cryptographic random numbers'),
      ...by('totpCodes', 'belong to seeds of 160 bits that are never the same'),
    ],
  },
  {
    id: '6.5.4',
    about: 'Backup codes have twenty bits at least',
    tests: by('twoFactorCodes', 'is added with a code of it, and with the first one come ten backup codes'),
    note: 'Ten characters of 31: 49 bits. Links have 256.',
  },
  {
    id: '6.5.5',
    about: 'Codes of apps hold 30 seconds, requests over other ways ten minutes',
    open: 'A code counts half a minute longer and earlier, for clocks that are off (RFC 6238, section 5.2), so a minute and a half; challenges end after ten minutes, but the link to a new password after an hour.',
  },
  { id: '6.6.1', about: 'Codes by telephone only with care', notApplicable: NO_PHONE },
  {
    id: '6.6.2',
    about: 'What was sent counts for the request that it was sent for',
    tests: [
      ...by(
        'emailChange',
        'is not taken from a link that was used, replaced, or made for an email that the account has no more',
      ),
      ...by(
        'registration',
        'does not let a stranger void the link of the owner, or put their password into the account',
      ),
      ...by('recovery', 'makes the other links to set it void'),
    ],
  },
  {
    id: '6.6.3',
    about: 'Codes that are sent cannot be guessed',
    tests: [
      ...by('twoFactorSignIn', 'guess: exactly the limit of them is looked at, and the lock is told of once'),
      ...by('recovery', 'is not replaced with a link that is %s'),
    ],
    note: 'Only links are sent, each with 256 random bits; routes that take them are limited.',
  },
  {
    id: '6.8.1',
    about: 'Nobody is mistaken for somebody of another identity provider',
    tests: [
      ...by('oauthAttacks', 'finds people by issuer and subject, and never by a changed email'),
      ...by('oauthLinking', 'is not taken over by another account at the same provider'),
    ],
  },
  {
    id: '6.8.2',
    about: 'Signatures of identity providers are always checked',
    tests: by('oauthAttacks', 'is refused with %s'),
  },
  { id: '6.8.3', about: 'SAML assertions count once', notApplicable: 'SAML is not spoken.' },
  {
    id: '6.8.4',
    about: 'How strongly a provider checked is looked at, or the least is taken for granted',
    tests: by(
      'oauthLinking',
      'is still asked for its second factor',
      'and unlinking ask for a fresh proof of who one is',
    ),
    note: 'The word of a provider counts as one factor, whatever it says of itself ([ways in](ways-in.md)).',
  },
];
