import { ObjectId } from 'mongodb';
import { request } from 'node:http';
import { LoopbackHttp } from '../attack/loopback-http.ts';
import { say } from '../lib/messages.ts';
import { Api } from './api.ts';
import { askWith, enrolAll, type FilledCourse, publishCourse, teacherAt } from './learning-course.ts';
import type { Bench, Figure, Measure } from './measure.ts';
import type { ScratchDatabase } from './scratch-database.ts';
import { ADMIN_EMAIL, type MeasuredServer } from './server.ts';
import { percentile, spreadOf } from './statistics.ts';

const MOST_LEARNERS = 10_000;
const LESSONS = 5;
const ITEMS_EACH = 10;
const PAGES = 20;
const BATCH = 5_000;
const MEGABYTE = 1024 * 1024;

/** The gradebook of a course of ten thousand learners by fifty items (a grade for every row of `--rows`, up to that). */
export const gradebook: Measure = {
  name: 'gradebook',
  title: 'A gradebook of many learners and items',
  onDemand: true,
  async run({ server, database, rows }: Bench): Promise<readonly Figure[]> {
    const learners = Math.min(MOST_LEARNERS, Math.ceil(rows / (LESSONS * ITEMS_EACH)));
    const http = new LoopbackHttp(server.target, 2);
    const course = await publishCourse(await teacherAt(server, http), 'A course of many', () => {
      return Promise.resolve(Array.from({ length: LESSONS }, (_, lesson) => blocksOf(lesson)));
    });
    const emails = await database.addAccounts(learners, 'graded', 'user');
    const api = new Api(server.target, 1);
    const { accessToken } = await api.signIn(emails[0] ?? '', server.adminPassword, '192.0.2.2');
    const enrolments = await enrolAll(database, course, askWith(http, accessToken), emails);
    say(`  ${String(learners)} learners get ${String(LESSONS * ITEMS_EACH)} grades each`);
    await fillGrades(database, course, enrolments);
    const teacher = (await api.signIn(ADMIN_EMAIL, server.adminPassword, '192.0.2.1')).accessToken;
    api.close();
    http.close();
    const path = `/api/v1/teach/courses/${course.id}/gradebook`;
    const figures: Figure[] = [];
    for (const sort of ['name', 'progress', 'grade']) {
      figures.push(await pages(server, teacher, `${path}?limit=50&sort=${sort}`, `a page by ${sort}`));
    }
    return [...figures, ...(await exported(server, teacher, `${path}/export`))];
  },
};

function blocksOf(lesson: number): object[] {
  return Array.from({ length: ITEMS_EACH }, (_, item) => ({
    ...{
      id: `item-${String(lesson)}-${String(item)}`,
      type: 'assignment',
      title: `Item ${String(lesson)}.${String(item)}`,
    },
    ...{ html: '', points: 100, accepts: 'text' },
  }));
}

async function fillGrades(
  { db }: ScratchDatabase,
  course: FilledCourse,
  enrolments: readonly ObjectId[],
): Promise<void> {
  const courseId = new ObjectId(course.id);
  const lessons = course.lessonIds.map((id) => new ObjectId(id));
  let batch: object[] = [];
  for (const [n, enrolmentId] of enrolments.entries()) {
    for (let item = 0; item < LESSONS * ITEMS_EACH; item += 1) {
      const lesson = Math.floor(item / ITEMS_EACH);
      const percent = (n * 7 + item * 13) % 101;
      batch.push({
        ...{ _id: new ObjectId(), enrolmentId, courseId, userId: enrolmentId, lessonId: lessons[lesson] },
        ...{ blockId: `item-${String(lesson)}-${String(item % ITEMS_EACH)}`, percent, points: percent, maxPoints: 100 },
        ...{ state: 'graded', attempts: 1, updatedAt: new Date() },
      });
    }
    if (batch.length < BATCH && n < enrolments.length - 1) continue;
    await db.collection('grades').insertMany(batch, { ordered: false });
    batch = [];
  }
}

async function pages(server: MeasuredServer, token: string, path: string, name: string): Promise<Figure> {
  const times: number[] = [];
  let cursor: string | null = null;
  for (let page = 0; page < PAGES; page += 1) {
    let body = '';
    const before = performance.now();
    await read(server, token, cursor === null ? path : `${path}&cursor=${encodeURIComponent(cursor)}`, (chunk) => {
      body += chunk.toString();
    });
    times.push(performance.now() - before);
    cursor = (JSON.parse(body) as { pagination: { nextCursor: string | null } }).pagination.nextCursor;
  }
  const sorted = times.toSorted((one, other) => one - other);
  const value = { ...spreadOf(times), median: percentile(sorted, 95) };
  return { name, value, unit: 'ms', bar: { atMost: 200 }, remark: `p95 of ${String(PAGES)} pages of 50 over HTTP` };
}

async function exported(server: MeasuredServer, token: string, path: string): Promise<readonly Figure[]> {
  const before = await server.memory();
  let most = before;
  const look = setInterval(() => {
    void server.memory().then((bytes) => {
      most = Math.max(most, bytes);
    });
  }, 200);
  let lines = 0;
  const started = performance.now();
  await read(server, token, path, (chunk) => {
    for (const byte of chunk) if (byte === 10) lines += 1;
  });
  clearInterval(look);
  const seconds = (performance.now() - started) / 1_000;
  return [
    {
      name: 'the gradebook as CSV',
      value: spreadOf([lines / seconds]),
      unit: ' rows/s',
      remark: `${String(lines)} lines`,
    },
    { name: 'memory that it took', value: spreadOf([(most - before) / MEGABYTE]), unit: 'MB', bar: { atMost: 150 } },
  ];
}

async function read(server: MeasuredServer, token: string, path: string, take: (chunk: Buffer) => void): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const headers = { Authorization: `Bearer ${token}`, 'X-Forwarded-For': '192.0.2.1' };
    request(`${server.target.origin}${path}`, { headers }, (answer) => {
      if (answer.statusCode !== 200) reject(new Error(`${path} was answered ${String(answer.statusCode)}`));
      answer.on('data', take);
      answer.once('end', resolve);
      answer.once('error', reject);
    })
      .once('error', reject)
      .end();
  });
}
