import { describe, expect, it } from 'vitest';
import { Detector } from './detector.js';
import { TestLog } from './log.test-support.js';
import { passwordSpraying } from './rules/password-spraying.js';
import { scanner } from './rules/scanner.js';
import { defaultsOf, type DetectionRule } from './rules/rule.js';

describe('the rules at work', () => {
  it('pass over a record that one of them fails at, and say which', () => {
    const broken: DetectionRule = {
      ...scanner,
      start: () => ({
        observe: () => {
          throw new Error('no such field');
        },
      }),
    };
    const failed: string[] = [];
    const settings = [broken, passwordSpraying].map((rule) => ({
      rule,
      mode: 'on' as const,
      values: defaultsOf(rule),
    }));
    const nobody = { countryOf: () => null, permissionsOf: () => [] };
    const detector = new Detector(settings, nobody, (rule) => failed.push(rule.id));
    const log = new TestLog();
    log.add(1_000, 'requests.refused', '8.1.1.1', { count: 1, statuses: {}, paths: [], probes: [] });
    for (const record of log.records()) detector.feed(record);
    expect(failed).toEqual(['scanner']);
    expect(detector.take()).toEqual([]);
  });
});
