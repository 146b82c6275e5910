import type { Course } from '@classy-book/contracts/courses';
import type { FilePurpose } from '@classy-book/contracts/files';
import type { Block } from '@classy-book/contracts/lesson-blocks';
import { mongo } from 'mongoose';
import supertest from 'supertest';
import { expect } from 'vitest';
import { ADMIN, startApp, type TestApp } from '../../support/app.js';
import { enrol, TASK } from '../../support/quizzing.js';
import { addPerson, makeCourse, type Person, personOf, publishCourse, publishLesson } from '../../support/teaching.js';

type Upload = Readonly<Partial<Record<'courseId' | 'name', string>>> & { readonly purpose?: FilePurpose };

/** A published course with a teacher, a learner in it, and an administrator; what they upload. */
export class School {
  private number = 0;

  constructor(
    readonly t: TestApp,
    readonly admin: Person,
    readonly teacher: Person,
    readonly learner: Person,
    readonly course: Course,
  ) {}

  /** The lessons of the course: three without anything, and one with an assignment. */
  get lessons(): string[] {
    return this.course.sections.flatMap((section) => section.lessons.map(({ id }) => id));
  }

  lesson(place: number): string {
    return this.lessons[place] ?? '';
  }

  get taskPath(): string {
    return `/learn/courses/${this.course.slug}/lessons/${this.lesson(3)}/assignments/task01`;
  }

  collection(name: string): mongo.Collection {
    return this.t.connection.collection(name);
  }

  /** Sends a file; without bytes, a text that nobody has sent yet, so many bytes long. */
  async send(by: Person, about: Upload = {}, bytes: Buffer | number = 40): Promise<supertest.Response> {
    this.number += 1;
    const name = `${String(this.number)}.txt`;
    return await supertest(this.t.url)
      .post('/api/v1/files')
      .query({ purpose: 'document', courseId: this.course.id, name, ...about })
      .set('Authorization', `Bearer ${by.tokens.accessToken}`)
      .set('Content-Type', 'application/octet-stream')
      .send(typeof bytes === 'number' ? `${String(this.number)} `.padEnd(bytes, 'x') : bytes);
  }

  /** Uploads a file and answers its id. */
  async upload(by: Person, about: Upload = {}, bytes?: Buffer): Promise<string> {
    const answer = await this.send(by, about, bytes);
    expect([answer.status, answer.body.error]).toEqual([201, undefined]);
    return String(answer.body.data.id);
  }

  /** Uploads something to be handed in. */
  async work(): Promise<string> {
    return await this.upload(this.learner, { purpose: 'submission' });
  }

  async isStored(id: string): Promise<boolean> {
    return (await this.collection('files').countDocuments({ _id: oid(id), state: 'stored' })) === 1;
  }

  async areStored(...ids: readonly string[]): Promise<boolean[]> {
    return await Promise.all(ids.map(async (id) => await this.isStored(id)));
  }
}

export async function startSchool(): Promise<School> {
  const t = await startApp({ ARGON2_MEMORY_KIB: '7168', ARGON2_ITERATIONS: '1', FILE_UPLOADS_AT_ONCE: '50' });
  const admin = personOf(t, await t.signIn(ADMIN.email));
  const teacher = await addPerson(t, 'tea@school.example', 'instructor');
  const learner = await addPerson(t, 'lea@school.example', 'user');
  const course = await makeCourse(teacher, 'Leaves', [['One', 'Two', 'Three', 'Task']]);
  const school = new School(t, admin, teacher, learner, course);
  await publishLesson(teacher, school.lesson(3), [TASK]);
  await publishCourse(teacher, course.id);
  await enrol(t, course, learner);
  return school;
}

export function oid(id: string): mongo.ObjectId {
  return mongo.ObjectId.createFromHexString(id);
}

/** A block that names a file. */
export function download(fileId: string, id = 'file01'): Block {
  return { id, type: 'file', fileId, title: 'A leaf' };
}
