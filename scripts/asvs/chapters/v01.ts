import type { Coverage } from '../coverage.ts';
import { by } from '../specs.ts';

const NO_XPATH = 'Nothing is kept or asked for as XML.';

/** V1, encoding and sanitization. */
export const v01: readonly Coverage[] = [
  {
    id: '1.1.1',
    about: 'Input is decoded into one form, once, before it is checked',
    tests: [
      ...by('signIn', 'finds an account whatever the case and the Unicode form of its email'),
      ...by('registration', 'cannot make two accounts, however they are written'),
      ...by('production', 'a query that says something twice or in another shape is refused or taken as text: %s'),
    ],
    note: 'The schemas of the contracts normalise first and check what came out.',
  },
  {
    id: '1.1.2',
    about: 'Output is escaped as the last step, by what interprets it',
    tests: [
      ...by('emailQueue', 'shows what people typed as text, and lets no header be added'),
      ...by('csv', 'can be read back, whatever the cells hold'),
      ...by(
        'dangerousCode',
        'shows as HTML what the server cleaned, frames of an allow list, and the mails of a local start, and nothing else',
      ),
    ],
  },
  {
    id: '1.2.1',
    about: 'Output is escaped for the place where it stands: HTML, attributes, headers',
    tests: [
      ...by('errorPages', 'is named as it was typed, as text'),
      ...by('emailQueue', 'shows what people typed as text, and lets no header be added'),
      ...by('pipeline', 'carries a request id: the one that was sent where it is harmless, else a new one'),
    ],
  },
  {
    id: '1.2.2',
    about: 'Addresses are built with encoding, and lead to safe protocols only',
    tests: [
      ...by('identitiesPage', 'goes to web addresses only'),
      ...by('htmlCleaner', 'loses %s'),
      ...by('returnUrl', 'is never %j'),
    ],
  },
  {
    id: '1.2.3',
    about: 'JavaScript and JSON are never put together from text',
    tests: [
      ...by('dangerousCode', 'runs no text as code'),
      ...by('hostileInput', 'in any one field of any body, the others as they should be, gets a clear answer'),
    ],
    note: 'The content security policy allows no inline script.',
  },
  {
    id: '1.2.4',
    about: 'Queries of the database cannot be changed by input',
    tests: [
      ...by('hostileInput', 'in any one field of any body, the others as they should be, gets a clear answer'),
      ...by('hostileInput', 'in any query parameter and any part of a path gets a clear answer'),
      ...by('cookies', '%s is refused, and ends nobody else'),
      ...by('dangerousCode', 'runs no text as code'),
    ],
  },
  {
    id: '1.2.5',
    about: 'No input reaches a command line of the system',
    tests: by('dangerousCode', 'starts no other program'),
  },
  { id: '1.2.6', about: 'LDAP injection', notApplicable: 'No directory is asked over LDAP.' },
  { id: '1.2.7', about: 'XPath injection', notApplicable: NO_XPATH },
  { id: '1.2.8', about: 'LaTeX injection', notApplicable: 'Nothing is set with LaTeX.' },
  {
    id: '1.2.9',
    about: 'What is put into a regular expression is escaped',
    tests: by('dangerousCode', 'makes regular expressions of its own words only'),
  },
  {
    id: '1.3.1',
    about: 'HTML from people is cleaned with a library that is made for it',
    tests: by(
      'htmlCleaner',
      'loses %s',
      'holds nothing that runs, whatever it was',
      'keeps its structure, its links and its pictures',
    ),
  },
  { id: '1.3.2', about: 'No eval and the like', tests: by('dangerousCode', 'runs no text as code') },
  {
    id: '1.3.3',
    about: 'What goes to a dangerous place is cleaned and cut first',
    tests: [
      ...by('csv', 'does not let a spreadsheet run %j'),
      ...by(
        'sanitise',
        'hold no control characters, line separators or broken Unicode',
        'are bounded in depth, length and number',
      ),
      ...by('devices', 'answers quickly and shortly for a hostile text'),
    ],
  },
  {
    id: '1.3.4',
    about: 'SVG from people holds nothing that runs',
    tests: by('htmlCleaner', 'loses %s'),
    note: 'SVG is taken out altogether, and no files are uploaded yet.',
  },
  {
    id: '1.3.5',
    about: 'Markdown, style sheets and the like from people do nothing',
    tests: by('htmlCleaner', 'loses %s', 'becomes plain text for lists'),
    note: 'Styles are taken out; Markdown is not interpreted anywhere.',
  },
  {
    id: '1.3.6',
    about: 'The server calls no address that somebody chose',
    tests: [
      ...by('dangerousCode', 'asks the network by itself in few places, none of which is sent on elsewhere'),
      ...by('oauthAttacks', 'cannot be turned elsewhere: the pages come from the configuration'),
      ...by(
        'webhookTransport',
        'goes nowhere where the name leads into the house when it is sent, whatever it said before',
        'is looked up once for each connection: what was checked is where it goes',
      ),
    ],
    note: 'Providers, mail server and password service come from the configuration alone. Targets of webhooks are chosen by administrators, and never inside.',
  },
  {
    id: '1.3.7',
    about: 'Templates are never built from input',
    tests: by('emailQueue', 'shows what people typed as text, and lets no header be added'),
    note: 'Pages are compiled ahead; mails are functions in the code.',
  },
  { id: '1.3.8', about: 'JNDI injection', notApplicable: 'Nothing runs on Java.' },
  { id: '1.3.9', about: 'Memcache injection', notApplicable: 'Memcache is not used.' },
  {
    id: '1.3.10',
    about: 'Format strings from outside do nothing',
    tests: [
      ...by('hostileInput', 'from the list of naughty strings, in all fields at once, gets a clear answer'),
      ...by('logInjection', 'keeps one line of JSON for one entry, in spite of %s'),
    ],
  },
  {
    id: '1.3.11',
    about: 'Input cannot change what a mail server is told',
    tests: by(
      'emailQueue',
      'goes to one plain address or to nobody',
      'shows what people typed as text, and lets no header be added',
    ),
  },
  {
    id: '1.4.1',
    about: 'Memory-safe strings and pointers',
    notApplicable: 'The product is written in TypeScript alone.',
  },
  {
    id: '1.4.2',
    about: 'Numbers are held to their range',
    tests: [
      ...by('attemptFilter', 'takes times before the epoch and beyond the last id without harm'),
      ...by('timelineRange', 'refuse a range that is empty, the wrong way round or too long'),
      ...by('hostileInput', 'in any query parameter and any part of a path gets a clear answer'),
    ],
  },
  {
    id: '1.4.3',
    about: 'Memory is given back and not used afterwards',
    notApplicable: 'The runtime manages the memory of TypeScript; what the product remembers has bounds.',
  },
  { id: '1.5.1', about: 'XML parsers resolve no external entities', notApplicable: 'No XML is read.' },
  {
    id: '1.5.2',
    about: 'What arrives in serialised form becomes plain data of known shape only',
    tests: [
      ...by('hostileInput', 'cannot pollute prototypes', 'as a whole body, whatever its shape, gets a clear answer'),
      ...by('handshake', 'of an unknown name, of any shape, or without a request for an answer do no harm'),
    ],
  },
];
