import { LoopbackHttp } from '../attack/loopback-http.ts';
import { say } from '../lib/messages.ts';
import { Api } from './api.ts';
import { askWith, type Ask, enrolAll, type FilledCourse, publishCourse, teacherAt } from './learning-course.ts';
import type { Bench, Figure, Measure } from './measure.ts';
import { percentile, spreadOf } from './statistics.ts';

const MOST_LEARNERS = 3_000;
const SIGN_IN_TRIES = 5;
const PAUSE_MS = 1_000;
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

/** Three thousand learners (or as many as `--rows` says, where that is fewer) who start a quiz of twenty questions in the same moment, and then save answers. */
export const quizStarts: Measure = {
  name: 'quiz',
  title: 'A quiz that everybody starts at once',
  onDemand: true,
  async run({ server, database, rows }: Bench): Promise<readonly Figure[]> {
    const http = new LoopbackHttp(server.target, AT_ONCE);
    try {
      const course = await publishCourse(await teacherAt(server, http), 'A quiz for many', async (courseId) => {
        return [[{ id: 'quiz01', type: 'quiz', quizId: await makeQuiz(await teacherAt(server, http), courseId) }]];
      });
      const emails = await database.addAccounts(Math.min(MOST_LEARNERS, rows), 'learner', 'user');
      say(`  ${String(emails.length)} learners sign in`);
      const api = new Api(server.target, SIGN_INS_AT_ONCE);
      const learners: Ask[] = [];
      await inTurn(emails, SIGN_INS_AT_ONCE, async (email, index) => {
        const address = `10.1.${String(index >> 8)}.${String(index & 255)}`;
        const accessToken = await signedIn(api, email, server.adminPassword, address);
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

// signing in is not what is measured: a server that is busy with it is asked again
async function signedIn(api: Api, email: string, password: string, address: string): Promise<string> {
  for (let tries = 1; ; tries += 1) {
    try {
      return (await api.signIn(email, password, address)).accessToken;
    } catch (error) {
      if (tries === SIGN_IN_TRIES) throw error;
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS * tries));
    }
  }
}

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
  await saveAnswers(learners, attempts, saves);
  const remark = (of: Timed): string => (of.errors === 0 ? '' : `, the first error: ${of.firstError}`);
  return [
    {
      name: 'starts that failed',
      value: spreadOf([starts.errors]),
      unit: '',
      bar: { atMost: 0 },
      remark: `of ${String(learners.length)}${remark(starts)}`,
    },
    {
      name: 'a start',
      value: p95(starts),
      unit: 'ms',
      bar: { atMost: 1_500 },
      remark: `p95, ${String(AT_ONCE)} at once`,
    },
    { name: 'starts', value: spreadOf([learners.length / seconds]), unit: '/s' },
    {
      name: 'saves that failed',
      value: spreadOf([saves.errors]),
      unit: '',
      bar: { atMost: 0 },
      remark: `of ${String(learners.length * SAVES)}${remark(saves)}`,
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

async function saveAnswers(learners: readonly Ask[], attempts: readonly string[], saves: Timed): Promise<void> {
  const jobs: Promise<void>[] = [];
  const saving = performance.now();
  for (let n = 0; n < learners.length * SAVES; n += 1) {
    const wait = saving + (n * 1_000) / SAVES_PER_SECOND - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    const index = n % learners.length;
    const [learner, id] = [learners[index], attempts[index]];
    if (learner === undefined || id === undefined) continue;
    const question = Math.floor(n / learners.length);
    const answer = { type: 'single', optionId: `choice-${String(question)}-1` };
    const url = `/learn/quiz-attempts/${id}/answers/question-${String(question)}`;
    const save = async (): Promise<void> => {
      await learner('PUT', url, { revision: 1, answer });
    };
    jobs.push(time(saves, save));
  }
  await Promise.all(jobs);
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
