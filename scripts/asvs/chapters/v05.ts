import type { Coverage } from '../coverage.ts';
import { by } from '../specs.ts';

/** V5, files. */
export const v05: readonly Coverage[] = [
  { id: '5.1.1', about: 'The kinds and sizes of files are written down', document: 'docs/files.md' },
  {
    id: '5.2.1',
    about: 'Nothing is taken that is too large to be dealt with',
    tests: [
      ...by('uploads', 'that is larger than its purpose allows is refused while it arrives, and leaves nothing'),
      ...by('resumableUploads', 'runs beside so many others only, and only so many may be open'),
      ...by('hostileInput', 'as a body %s is refused'),
      ...by('handshake', 'that are too large end the connection'),
    ],
  },
  {
    id: '5.2.2',
    about: 'A file is what its name says',
    tests: [
      ...by('hostileFiles', 'is refused with its reason: $what'),
      ...by('uploads', 'has the extension of what it is, and no path and no turned name'),
    ],
  },
  {
    id: '5.2.3',
    about: 'Archives are measured before they are unpacked',
    tests: by('hostileFiles', 'is refused with its reason: $what'),
    note: 'Each person has so much room and so many files besides. Only the list of contents of an archive is read.',
  },
  {
    id: '5.3.1',
    about: 'Uploaded files are never run on the server',
    tests: by('fileReading', 'are shown in pages only where they are pictures, sounds, videos or captions'),
    note: 'They lie outside of what is served, under names of our own, and are only ever sent.',
  },
  {
    id: '5.3.2',
    about: 'Paths of files do not come from people',
    tests: [
      ...by('resumableUploads', 'has no such upload, whatever they do'),
      ...by('production', 'no folder is listed, nothing hidden or outside is served: %s'),
    ],
    note: 'Storage keys are made by the server.',
  },
  {
    id: '5.4.1',
    about: 'Names of downloads are our own',
    tests: [
      ...by('uploads', 'has the extension of what it is, and no path and no turned name'),
      ...by(
        'attemptExport',
        'is a file with every attempt that the filter keeps, safe for a spreadsheet, and on record',
      ),
    ],
  },
  {
    id: '5.4.2',
    about: 'Names of files are safe in headers',
    tests: [
      ...by('fileReading', 'are shown in pages only where they are pictures, sounds, videos or captions'),
      ...by(
        'userExport',
        'is a file that no spreadsheet runs, with everybody whom the filter keeps, and it is on record',
      ),
    ],
    note: 'The name of a file is told as RFC 6266 asks; names of exports hold a date and nothing else that varies.',
  },
  {
    id: '5.4.3',
    about: 'Files of strangers are scanned for viruses',
    tests: by(
      'hostileFiles',
      'keeps a file out in which it found something, and that is on record',
      'that is out of order makes no file pass',
    ),
    note: 'Where CLAMAV_URL is set.',
  },
];
