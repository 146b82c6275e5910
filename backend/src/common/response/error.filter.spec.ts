import { type ArgumentsHost, ForbiddenException, Logger } from '@nestjs/common';
import { describe, expect, it, vi } from 'vitest';
import { AppError } from './app-error.js';
import { ErrorFilter } from './error.filter.js';

const REQUEST = { id: 'trace-1', method: 'POST', originalUrl: '/api/v1/things?token=very-secret' };

interface Answer {
  status: number;
  body: string;
  headers: Record<string, string>;
}

/** What is answered, and what is logged as warning or error, when `thrown` reaches the filter. */
function handle(thrown: unknown, isOutage = false) {
  const answer: Answer = { status: 0, body: '', headers: {} };
  const response = {
    headersSent: false,
    setHeader: (name: string, value: string) => {
      answer.headers[name] = value;
    },
    status: (status: number) => {
      answer.status = status;
      return { json: (body: unknown) => (answer.body = JSON.stringify(body)) };
    },
  };
  const host = { switchToHttp: () => ({ getRequest: () => REQUEST, getResponse: () => response }) };
  const logged = (['error', 'warn', 'debug'] as const).map((level) =>
    vi.spyOn(Logger.prototype, level).mockImplementation(() => undefined),
  );
  new ErrorFilter(() => isOutage).catch(thrown, host as unknown as ArgumentsHost);
  const [errors, warnings] = logged.map(({ mock }) => [...mock.calls]);
  vi.restoreAllMocks();
  return { answer, errors, warnings };
}

describe('an unexpected error', () => {
  it('is answered with nothing of the inside, and logged whole under the request id', () => {
    const broken = new Error('E11000 duplicate key at mongodb://admin:hunter2@db/classy');
    const { answer, errors } = handle(broken);
    expect(answer.status).toBe(500);
    expect(answer.body).not.toMatch(/E11000|mongodb|hunter2|stack|\.ts/);
    expect(JSON.parse(answer.body)).toMatchObject({ error: { code: 'INTERNAL', requestId: 'trace-1' } });
    expect(errors).toEqual([
      [
        { code: 'INTERNAL', requestId: 'trace-1', method: 'POST', path: '/api/v1/things', err: broken },
        expect.any(String),
      ],
    ]);
  });

  it.each([
    ['a text', 'boom'],
    ['nothing', undefined],
    ['an object', { status: 200, secret: 'hunter2' }],
  ])('that is %s is one too', (_what, thrown) => {
    const { answer, errors } = handle(thrown);
    expect(answer.status).toBe(500);
    expect(answer.body).not.toMatch(/boom|hunter2/);
    expect(errors).toHaveLength(1);
  });
});

describe('an outage', () => {
  it('is a 503 that says when to come back, and is logged', () => {
    const { answer, warnings } = handle(new Error('connect ECONNREFUSED 10.0.0.5:27017'), true);
    expect(answer.status).toBe(503);
    expect(answer.headers['Retry-After']).toMatch(/^\d+$/);
    expect(answer.body).not.toMatch(/ECONN|10\.0/);
    expect(warnings).toHaveLength(1);
  });
});

describe('a refusal', () => {
  it('of the framework is said in our own words', () => {
    const { answer } = handle(new ForbiddenException('guard CatsGuard said no'));
    expect([answer.status, answer.body.includes('CatsGuard')]).toEqual([403, false]);
  });

  it('that may be an attack is logged as a warning, an ordinary one is not', () => {
    expect(handle(new AppError('CSRF_FAILED', 'No.', { severity: 'warn' })).warnings).toHaveLength(1);
    expect(handle(new AppError('VALIDATION_FAILED', 'No.')).warnings).toEqual([]);
  });

  it('never repeats the query, which may hold secrets', () => {
    const { answer } = handle(new AppError('NOT_FOUND', 'No.'));
    expect(answer.body).not.toContain('very-secret');
    expect(handle(new ForbiddenException()).answer.body).not.toContain('very-secret');
  });
});
