import { LoopbackHttp } from '../attack/loopback-http.ts';
import { say } from '../lib/messages.ts';
import { Api } from './api.ts';
import { askWith, type Ask, enrolAll, type FilledCourse, publishCourse, teacherAt } from './learning-course.ts';
import type { Bench, Figure, Measure } from './measure.ts';
import { percentile, spreadOf } from './statistics.ts';

const LEARNERS = 3_000;
const QUESTIONS = 20;
const SAVES = 2;
/** So many learners have their request on its way at once. */
const AT_ONCE = 200;
const SIGN_INS_AT_ONCE = 8;
/** Answers come as people think: so many a second, each learner after the other. */
const SAVES_PER_SECOND = 60;

interface Timed {
  readonly times: number[];
  errors: number;
  firstError: string;
}

/** Three thousand learners who start a quiz of twenty questions in the same moment, and then save answers. */
export const quizStarts: Measure = {
  name: 'quiz',
  title: 'A quiz that everybody starts at once',
  onDemand: true,
  async run({ server, database }: Bench): Promise<readonly Figure[]> {
    const http = new LoopbackHttp(server.target, AT_ONCE);
    try {
      const course = await publishCourse(await teacherAt(server, http), 'A quiz for many', async (courseId) => {
        return [[{ id: 'quiz01', type: 'quiz', quizId: await makeQuiz(await teacherAt(server, http), courseId) }]];
      });
      const emails = await database.addAccounts(LEARNERS, 'learner', 'user');
      say(`  ${String(LEARNERS)} learners sign in`);
      const api = new Api(server.target, SIGN_INS_AT_ONCE);
      const learners: Ask[] = [];
      await inTurn(emails, SIGN_INS_AT_ONCE, async (email, index) => {
        const { accessToken } = await api.signIn(
          email,
          server.adminPassword,
          `10.1.${String(index >> 8)}.${String(index & 255)}`,
        );
        learners[index] = askWith(http, accessToken);
      });
      api.close();
      const [first] = learners;
      if (first !== undefined) await enrolAll(database, course, first, emails);
      say('  all of them start');
      return await measure(learners, course);
    } finally {
      http.close();
    }
  },
};

async function measure(learners: readonly Ask[], course: FilledCourse): Promise<readonly Figure[]> {
  const path = `/learn/courses/${course.slug}/lessons/${course.lessonIds[0] ?? ''}/quizzes/quiz01/attempts`;
  const attempts: string[] = [];
  const [starts, saves] = [timed(), timed()];
  const began = performance.now();
  await inTurn(learners, AT_ONCE, async (learner, index) => {
    await time(starts, async () => {
      attempts[index] = (await learner<{ id: string }>('POST', path)).id;
    });
  });
  const seconds = (performance.now() - began) / 1_000;
  const jobs: Promise<void>[] = [];
  const saving = performance.now();
  for (let n = 0; n < LEARNERS * SAVES; n += 1) {
    const wait = saving + (n * 1_000) / SAVES_PER_SECOND - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    const index = n % LEARNERS;
    const [learner, id] = [learners[index], attempts[index]];
    if (learner === undefined || id === undefined) continue;
    const question = Math.floor(n / LEARNERS);
    const answer = { type: 'single', optionId: `choice-${String(question)}-1` };
    const url = `/learn/quiz-attempts/${id}/answers/question-${String(question)}`;
    jobs.push(time(saves, async () => void (await learner('PUT', url, { revision: 1, answer }))));
  }
  await Promise.all(jobs);
  const remark = (of: Timed): string => (of.errors === 0 ? '' : `, the first error: ${of.firstError}`);
  return [
    {
      name: 'starts that failed',
      value: spreadOf([starts.errors]),
      unit: '',
      bar: { atMost: 0 },
      remark: `of ${String(LEARNERS)}${remark(starts)}`,
    },
    {
      name: 'a start',
      value: p95(starts),
      unit: 'ms',
      bar: { atMost: 1_500 },
      remark: `p95, ${String(AT_ONCE)} at once`,
    },
    { name: 'starts', value: spreadOf([LEARNERS / seconds]), unit: '/s' },
    {
      name: 'saves that failed',
      value: spreadOf([saves.errors]),
      unit: '',
      bar: { atMost: 0 },
      remark: `of ${String(LEARNERS * SAVES)}${remark(saves)}`,
    },
    {
      name: 'a saved answer',
      value: p95(saves),
      unit: 'ms',
      bar: { atMost: 150 },
      remark: `p95, ${String(SAVES_PER_SECOND)} a second`,
    },
  ];
}

async function makeQuiz(teacher: Ask, courseId: string): Promise<string> {
  const quiz = await teacher<{ id: string; revision: number; draft: object }>(
    'POST',
    `/teach/courses/${courseId}/quizzes`,
    {
      title: 'Twenty questions',
    },
  );
  const questions = Array.from({ length: QUESTIONS }, (_, n) => ({
    ...{
      id: `question-${String(n)}`,
      type: 'single',
      title: '',
      html: `<p>Question ${String(n)}: which one is it?</p>`,
    },
    ...{ points: 1, feedback: '', category: '' },
    options: [0, 1, 2, 3].map((choice) => ({
      id: `choice-${String(n)}-${String(choice)}`,
      html: `Answer ${String(choice)}`,
      weight: choice === 1 ? 100 : 0,
      feedback: '',
    })),
  }));
  const rules = { timeLimit: 60, shuffleQuestions: true, shuffleOptions: true };
  const draft = { ...quiz.draft, ...rules, questions };
  await teacher('PUT', `/teach/quizzes/${quiz.id}/draft`, { revision: quiz.revision, draft });
  return quiz.id;
}

function timed(): Timed {
  return { times: [], errors: 0, firstError: '' };
}

async function time(of: Timed, work: () => Promise<void>): Promise<void> {
  const before = performance.now();
  try {
    await work();
  } catch (error) {
    of.errors += 1;
    if (of.firstError === '') of.firstError = error instanceof Error ? error.message : String(error);
  }
  of.times.push(performance.now() - before);
}

function p95({ times }: Timed): Figure['value'] {
  const sorted = times.toSorted((one, other) => one - other);
  return { ...spreadOf(times), rounds: [], median: percentile(sorted, 95) };
}

/** Works on all of them, some at a time. */
async function inTurn<T>(
  all: readonly T[],
  atOnce: number,
  work: (one: T, index: number) => Promise<void>,
): Promise<void> {
  const left = all.entries();
  const lane = async (): Promise<void> => {
    for (const [index, one] of left) await work(one, index);
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
}
