import { objectIdSchema } from '@classy-book/contracts/primitives';
import { filePurposes } from '@classy-book/contracts/files';
import sharp from 'sharp';
import supertest from 'supertest';
import { AppError } from '../../../src/common/response/app-error.js';
import { FilesPort, type FileRules } from '../../../src/performance/file/files.port.js';
import { startApp, type TestApp } from '../../support/app.js';

export const COURSE = 'a'.repeat(24);

/** Rules of a small school: teachers upload, the people on the list read, everybody sees covers. */
export class ListedReaders implements FileRules {
  readonly readers = new Set<string>();
  /** Nobody may upload any more. */
  uploadsClosed = false;

  requireUpload(...[purpose, , principal]: Parameters<FileRules['requireUpload']>): Promise<void> {
    if (this.uploadsClosed) throw new AppError('NOT_FOUND', 'There is no such course.');
    if (purpose === 'submission' || principal.permissions.includes('courses:teach')) return Promise.resolve();
    throw new AppError('NOT_FOUND', 'There is no such course.');
  }

  usesOf(): Promise<Map<string, never[]>> {
    return Promise.resolve(new Map<string, never[]>());
  }

  mayRead(...[file, reader]: Parameters<FileRules['mayRead']>): Promise<boolean> {
    if (file.purpose === 'cover') return Promise.resolve(true);
    if (reader === null) return Promise.resolve(false);
    const teaches = reader.permissions.includes('courses:teach');
    return Promise.resolve(teaches || file.ownerId === reader.userId || this.readers.has(reader.userId));
  }
}

/** Somebody signed in, as a client of the API. */
export interface Person {
  readonly id: string;
  upload(query: Record<string, string>, body: Buffer | string): supertest.Test;
  get(path: string): supertest.Test;
}

export interface FilesApp extends TestApp {
  readonly rules: ListedReaders;
  person(email: string, role?: 'user' | 'instructor'): Promise<Person>;
}

/** The whole backend with rules for files that the tests know. */
export async function startFilesApp(environment: Record<string, string> = {}): Promise<FilesApp> {
  const t = await startApp(environment);
  const rules = new ListedReaders();
  t.app.get(FilesPort).contribute(filePurposes, rules);
  return {
    ...t,
    rules,
    person: async (email, role = 'user') => {
      await t.addAccount(email, role);
      const { accessToken, user } = await t.signIn(email);
      const as = (test: supertest.Test) => test.set('Authorization', `Bearer ${accessToken}`);
      return {
        id: objectIdSchema.parse(user.id),
        upload: (query, body) =>
          as(supertest(t.url).post('/api/v1/files').query(query))
            .set('Content-Type', 'application/octet-stream')
            .send(body),
        get: (path) => as(supertest(t.url).get(path)),
      };
    },
  };
}

/** A picture in one colour, with a place in its metadata as a camera writes it. */
export async function picture(width: number, height: number, format: 'jpeg' | 'png' = 'jpeg'): Promise<Buffer> {
  const blank = sharp({ create: { width, height, channels: 3, background: '#336699' } });
  return await blank
    .withExif({ IFD0: { Copyright: 'secret-place' } })
    .toFormat(format)
    .toBuffer();
}

export const PDF = Buffer.from('%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');
/** The boxes of an MP4 file without a track, and bytes in it that say where they stand. */
export const MP4 = Buffer.concat([
  Buffer.from('000000206674797069736f6d0000020069736f6d69736f32617663316d703431', 'hex'),
  // an empty `moov`, and an `mdat` of the 5,000 bytes
  Buffer.from('000000086d6f6f76000013906d646174', 'hex'),
  Buffer.from(Array.from({ length: 5_000 }, (_value, index) => index % 251)),
]);
