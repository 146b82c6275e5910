import type supertest from 'supertest';
import { DatabaseService } from '../../../src/database/database.service.js';
import { EnrolmentsPort } from '../../../src/learning/enrolments/enrolments.port.js';
import type { TestApp } from '../../support/app.js';

/** Completes a course for somebody as a process would that dies before it can tell anybody. */
export async function completeSilently(t: TestApp, courseId: string, userId: string): Promise<string> {
  const enrolments = t.app.get(EnrolmentsPort, { strict: false });
  const { enrolment } = await enrolments.enrol(courseId, userId, 'free');
  await t.app.get(DatabaseService).transaction(async (session) => {
    await enrolments.note(enrolment.id, { completedAt: new Date() }, session);
  });
  return enrolment.id;
}

/** Reads an answer of whatever type as text. */
export function asText(response: supertest.Response, done: (error: Error | null, body: string) => void): void {
  let text = '';
  const stream = response as unknown as NodeJS.ReadableStream;
  stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
  stream.on('end', () => {
    done(null, text);
  });
}
