import type { Coverage } from '../coverage.ts';
import { by } from '../specs.ts';

const PAGE = 'docs/security/cryptography.md';
const ONE_LIST = by('dangerousCode', 'knows no hash but SHA-256, no cipher but AES-256-GCM');

/** V11, cryptography. */
export const v11: readonly Coverage[] = [
  { id: '11.1.1', about: 'How keys are made, kept, changed and ended is written down', document: `${PAGE}#keys` },
  { id: '11.1.2', about: 'All keys and algorithms are listed, with what they are for', document: `${PAGE}#algorithms` },
  {
    id: '11.2.1',
    about: 'The implementations are well-tried ones',
    tests: [
      ...ONE_LIST,
      ...by('dependencies', 'all have a line in docs/dependencies.md, and every line has its dependency'),
    ],
    note: 'OpenSSL through node:crypto, and the reference Argon2 in @node-rs/argon2.',
  },
  {
    id: '11.2.2',
    about: 'Algorithms and keys can be exchanged',
    tests: [
      ...by('secretBox', 'still opens what an older key sealed, and says that it is old'),
      ...by(
        'twoFactorCodes',
        'seals every seed again behind the start; its codes go on, and what nothing opens is left as it is',
      ),
      ...by('ownAccount', '(bcrypt %s) opens the door and becomes Argon2id'),
    ],
  },
  {
    id: '11.2.3',
    about: 'Everything has 128 bits of strength at least',
    tests: [...ONE_LIST, ...by('loadConfig', 'refuses the weak secret %j', 'refuses a signing key of another kind')],
  },
  { id: '11.3.1', about: 'No ECB, no weak padding', tests: ONE_LIST },
  { id: '11.3.2', about: 'Approved ciphers and modes only', tests: ONE_LIST },
  {
    id: '11.3.3',
    about: 'What is encrypted cannot be changed unnoticed',
    tests: by('secretBox', 'opens nothing in another context, after a change, or with another key'),
  },
  {
    id: '11.4.1',
    about: 'Approved hashes only',
    tests: ONE_LIST,
    note: 'SHA-1 stands in two protocols, without protecting anything by its collisions: TOTP (RFC 6238) and the question for breached passwords.',
  },
  {
    id: '11.4.2',
    about: 'Passwords are kept with a costly hash of today’s strength',
    tests: by('passwordHandling', 'is kept as a salted hash of Argon2id with at least 19 MiB and two passes'),
  },
  { id: '11.4.3', about: 'Hashes for integrity have 256 bits', tests: ONE_LIST },
  {
    id: '11.4.4',
    about: 'Keys that come from passwords are stretched',
    notApplicable: 'No key comes from a password: they are random, or come from random secrets by HKDF.',
  },
  {
    id: '11.5.1',
    about: 'What must not be guessed has 128 bits from cryptographic random numbers',
    tests: [
      ...by('dangerousCode', 'takes what must not be guessed from the cryptographic random numbers'),
      ...by('apiKeyFormat', 'is recognised, and is never made twice'),
    ],
    note: 'Backup codes have 49 bits and a limit of guesses, as 6.5.4 allows.',
  },
  {
    id: '11.6.1',
    about: 'Approved algorithms for keys and signatures only',
    tests: [...by('loadConfig', 'refuses a signing key of another kind'), ...by('accessTokens', 'is refused %s')],
  },
];
