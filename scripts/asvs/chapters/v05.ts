import type { Coverage } from '../coverage.ts';
import { by } from '../specs.ts';

const NO_FILES = 'No files are uploaded yet.';

/** V5, files. */
export const v05: readonly Coverage[] = [
  { id: '5.1.1', about: 'The kinds and sizes of files are written down', notApplicable: NO_FILES },
  {
    id: '5.2.1',
    about: 'Nothing is taken that is too large to be dealt with',
    tests: [
      ...by('hostileInput', 'as a body %s is refused'),
      ...by('handshake', 'that are too large end the connection'),
    ],
    note: 'No files are uploaded yet; bodies end at 64 kB.',
  },
  { id: '5.2.2', about: 'A file is what its name says', notApplicable: NO_FILES },
  {
    id: '5.2.3',
    about: 'Archives are measured before they are unpacked',
    notApplicable: 'No archives are taken or unpacked.',
  },
  {
    id: '5.3.1',
    about: 'Uploaded files are never run on the server',
    notApplicable: NO_FILES,
  },
  {
    id: '5.3.2',
    about: 'Paths of files do not come from people',
    tests: by('production', 'no folder is listed, nothing hidden or outside is served: %s'),
    note: 'The only files that are read by a request are those of the built pages.',
  },
  {
    id: '5.4.1',
    about: 'Names of downloads are our own',
    tests: by(
      'attemptExport',
      'is a file with every attempt that the filter keeps, safe for a spreadsheet, and on record',
    ),
  },
  {
    id: '5.4.2',
    about: 'Names of files are safe in headers',
    tests: by(
      'userExport',
      'is a file that no spreadsheet runs, with everybody whom the filter keeps, and it is on record',
    ),
    note: 'They hold a date and nothing else that varies.',
  },
  { id: '5.4.3', about: 'Files of strangers are scanned for viruses', notApplicable: NO_FILES },
];
