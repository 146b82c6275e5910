import type { HttpTestingController, TestRequest } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import type { QuizAnswer } from '@classy-book/contracts/quiz-attempts';
import { Preferences } from '../../core/services/preferences';
import { failure, setUpApp } from '../../core/testing/app-testing';
import { AnswerQueue } from './answer-queue';

const ATTEMPT = { id: 'a'.repeat(24), answers: [] };
const choice = (optionId: string): QuizAnswer => ({ type: 'single', optionId });

describe('the answers of an attempt', () => {
  let http: HttpTestingController;
  let queue: AnswerQueue;

  beforeEach(async () => {
    vi.useFakeTimers();
    ({ http } = await setUpApp({ providers: [AnswerQueue] }));
    TestBed.inject(Preferences).write(`quiz-${ATTEMPT.id}`, null);
    queue = TestBed.inject(AnswerQueue);
    queue.begin(ATTEMPT);
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  const pass = (ms = 0): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);
  const sent = (): TestRequest => http.expectOne(({ url }) => url.includes('/answers/'));
  const take = async (request: TestRequest): Promise<void> => {
    const { revision } = request.request.body as { revision: number };
    request.flush({ success: true, data: { revision, savedAt: '2026-11-20T12:00:00Z', deadlineAt: null } });
    await pass();
  };

  it('go out one by one, a choice at once and a text after a pause', async () => {
    queue.write('first1', choice('option1'));
    await pass();
    queue.write('second', { type: 'essay', text: 'A' });
    queue.write('second', { type: 'essay', text: 'AB' });
    await take(sent());
    expect(queue.stateOf('first1')).toBe('saved');
    const second = sent();
    expect(second.request.body).toEqual({ revision: 2, answer: { type: 'essay', text: 'AB' } });
    await take(second);
    expect(queue.unsaved()).toBe(0);
  });

  it('that were changed while they were on their way go once more', async () => {
    queue.write('first1', choice('option1'));
    await pass();
    const early = sent();
    queue.write('first1', choice('option2'));
    await take(early);
    expect(queue.stateOf('first1')).toBe('saving');
    const later = sent();
    expect(later.request.body).toEqual({ revision: 2, answer: choice('option2') });
    await take(later);
    expect(queue.stateOf('first1')).toBe('saved');
  });

  it('are kept while nothing answers, also beyond the page, and go in their order afterwards', async () => {
    queue.write('first1', choice('option1'));
    await pass();
    sent().error(new ProgressEvent('error'));
    await pass();
    queue.write('second', choice('option2'));
    expect(queue.offline()).toBe(true);
    expect(queue.stateOf('first1')).toBe('waiting');
    queue.begin(ATTEMPT);
    await pass();
    const first = sent();
    expect(first.request.url).toContain('first1');
    await take(first);
    const second = sent();
    expect(second.request.url).toContain('second');
    await take(second);
    expect(queue.offline()).toBe(false);
    expect(queue.unsaved()).toBe(0);
  });

  it('stop where the attempt was closed meanwhile', async () => {
    const ended: string[] = [];
    queue.onEnded = ({ code }) => ended.push(code);
    queue.write('first1', choice('option1'));
    await pass();
    sent().flush(failure('ATTEMPT_CLOSED'), { status: 409, statusText: 'Conflict' });
    await pass();
    expect(ended).toEqual(['ATTEMPT_CLOSED']);
    http.expectNone(({ url }) => url.includes('/answers/'));
  });
});
