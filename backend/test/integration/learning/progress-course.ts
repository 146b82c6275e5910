import type { Block, CompletionRule } from '@classy-book/contracts/lesson-blocks';
import supertest from 'supertest';
import type { TestApp } from '../../support/app.js';
import type { Person } from '../../support/teaching.js';

export const TEXT: Block = { id: 'text01', type: 'text', html: '<p>Read this.</p>' };
export const film = (fileId: string): Block => ({
  ...{ id: 'video1', type: 'video', fileId, title: 'A film', seconds: 100 },
  ...{ captions: [], posterFileId: null, transcript: '' },
});
export const paper = (fileId: string): Block => ({ id: 'paper1', type: 'file', fileId, title: 'A paper' });
export const WATCHED: CompletionRule[] = [{ kind: 'viewed' }, { kind: 'watched', blockId: 'video1', share: 90 }];

/** Uploads a file of a course; answers its id. */
export async function storeFile(
  t: TestApp,
  teacher: Person,
  courseId: string,
  purpose: 'document' | 'video',
  bytes: Buffer,
): Promise<string> {
  const answer = await supertest(t.url)
    .post('/api/v1/files')
    .query({ purpose, name: purpose === 'video' ? 'film.mp4' : 'paper.pdf', courseId })
    .set('Authorization', `Bearer ${teacher.tokens.accessToken}`)
    .set('Content-Type', 'application/octet-stream')
    .send(bytes)
    .expect(201);
  return (answer.body as { data: { id: string } }).data.id;
}
