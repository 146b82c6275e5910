import { HttpErrorResponse, HttpHeaders } from '@angular/common/http';
import { ApiFailure, apiUrl, toApiFailure } from './api';

function answer(status: number, error: unknown, headers: Record<string, string> = {}): HttpErrorResponse {
  return new HttpErrorResponse({ status, error, headers: new HttpHeaders(headers) });
}

describe('a failed call', () => {
  it('keeps the code, the message, the details and the moment to try again of the server', () => {
    const failure = toApiFailure(
      answer(429, {
        success: false,
        error: {
          code: 'ACCOUNT_LOCKED',
          message: 'Locked.',
          details: [{ path: 'email', message: 'locked' }],
          retryAt: '2026-11-20T10:00:00.000Z',
          requestId: 'req-7',
        },
      }),
    );
    expect(failure).toMatchObject({
      code: 'ACCOUNT_LOCKED',
      message: 'Locked.',
      details: [{ path: 'email', message: 'locked' }],
      retryAt: '2026-11-20T10:00:00.000Z',
      requestId: 'req-7',
      status: 429,
      unreachable: false,
    });
  });

  it('reads a failure that arrives as text, as downloads have it', () => {
    const body = JSON.stringify({ success: false, error: { code: 'FORBIDDEN', message: 'No.', requestId: 'r' } });
    expect(toApiFailure(answer(403, body)).code).toBe('FORBIDDEN');
  });

  it('is unreachable where nothing answered', () => {
    expect(toApiFailure(answer(0, new ProgressEvent('error'))).unreachable).toBe(true);
  });

  it('is unreachable where a part of the app could not be fetched', () => {
    const error = new TypeError('Failed to fetch dynamically imported module: http://localhost/chunk.js');
    expect(toApiFailure(error).unreachable).toBe(true);
  });

  it.each([
    [404, 'NOT_FOUND'],
    [502, 'SERVICE_UNAVAILABLE'],
    [418, 'INTERNAL'],
  ])('gets its code from the status %i where a proxy answered with a page of its own', (status, code) => {
    const failure = toApiFailure(answer(status, '<html>Bad gateway</html>', { 'X-Request-Id': 'req-9' }));
    expect(failure).toMatchObject({ code, requestId: 'req-9', status });
  });

  it.each([
    ['no error', { success: false }],
    ['a code that is no text', { success: false, error: { code: 5, message: 'x' } }],
    ['no message', { success: false, error: { code: 'FORBIDDEN' } }],
    ['an envelope of success', { success: true, error: { code: 'NOT_FOUND', message: 'x' } }],
    ['null', null],
  ])('does not believe a body with %s', (_name, body) => {
    expect(toApiFailure(answer(403, body)).message).toBe('The server answered 403.');
  });

  it('drops details that are none', () => {
    const body = { success: false, error: { code: 'CONFLICT', message: 'x', details: [{ path: 1 }, null] } };
    expect(toApiFailure(answer(409, body)).details).toEqual([]);
  });

  it('passes through unchanged, and takes in errors of the app itself', () => {
    const failure = new ApiFailure({ code: 'CONFLICT', message: 'x', status: 409 });
    expect(toApiFailure(failure)).toBe(failure);
    expect(toApiFailure(new Error('broken'))).toMatchObject({ code: 'INTERNAL', message: 'broken', status: -1 });
    expect(toApiFailure('text').code).toBe('INTERNAL');
  });
});

it('puts API routes under the version, on this origin', () => {
  expect(apiUrl('/auth/me')).toBe('/api/v1/auth/me');
});
