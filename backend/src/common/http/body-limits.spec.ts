import { describe, expect, it } from 'vitest';
import { bodyLimitOf, bodyLimits } from './body-limits.js';

const ID = '0123456789abcdef01234567';

describe('how long a body may be', () => {
  it.each([
    ['/api/v1/auth/login', '64kb'],
    ['/api/v1/monitoring/block-ips', '512kb'],
    ['/api/v1/monitoring/block-ips-not', '64kb'],
    [`/api/v1/teach/lessons/${ID}/draft`, '1mb'],
    [`/API/v1/Teach/quizzes/${ID}/draft/`, '1mb'],
    [`/api/v1/teach/quizzes/${ID}/import`, '1mb'],
    [`/api/v1/teach/courses/${ID}/people/import`, '1mb'],
    [`/api/v1/teach/lessons/${ID}/publish`, '64kb'],
    [`/api/v1/teach/lessons/${ID}/draft/more`, '64kb'],
    [`/api/v1/x/teach/lessons/${ID}/draft`, '64kb'],
  ])('%s: %s', (path, limit) => {
    expect(bodyLimitOf(path)).toBe(limit);
    expect(bodyLimits).toContain(limit);
  });
});
