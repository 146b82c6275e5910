import { isBuiltInRole, rolePermissions } from '@classy-book/contracts/permissions';
import { describe, expect, it } from 'vitest';
import { type DayOptions, type DayRecord, dayRecords } from '../../../../scripts/attack/school/records.ts';
import { Detector } from '../../../src/monitoring/detection/detector.js';
import { detectionRules } from '../../../src/monitoring/detection/rules/catalogue.js';
import { defaultsOf } from '../../../src/monitoring/detection/rules/rule.js';

const TUESDAY = new Date('2026-11-17T00:00:00Z');
const SEEDS = 12;

// as the country database says of the networks that the day is made of
const countryOf = (address: string): string | null => {
  if (/^(129\.132|128\.178)\./.test(address)) return 'CH';
  return /^(130\.149|141\.20)\./.test(address) ? 'DE' : null;
};
const permissionsOf = (role: string): readonly string[] => (isBuiltInRole(role) ? rolePermissions[role] : []);

/** What the rules find in records, as they are set to begin with. */
function found(records: readonly DayRecord[]): string[] {
  const settings = detectionRules.map((rule) => ({ rule, mode: 'on' as const, values: defaultsOf(rule) }));
  const detector = new Detector(settings, { countryOf, permissionsOf });
  for (const record of records) detector.feed(record);
  detector.flush();
  const frame = { dryRun: false, opening: true, detectedAt: TUESDAY };
  const due = detector.take().filter(({ opening }) => opening);
  return due.map(({ draft }) => draft.finish(frame, 'low')).map(({ rule, key }) => `${rule} ${key}`);
}

function days(options: Partial<DayOptions>): (readonly [seed: number, records: readonly DayRecord[]])[] {
  return Array.from({ length: SEEDS }, (_, seed) => [seed, dayRecords({ seed, midnight: TUESDAY, ...options })]);
}

describe('a school day', () => {
  it('has what school days have', () => {
    const records = dayRecords({ seed: 1, midnight: TUESDAY });
    const outcomes = records.map(({ details }) => details['outcome']);
    const count = (outcome: string): number => outcomes.filter((one) => one === outcome).length;
    expect(count('succeeded')).toBeGreaterThan(500);
    expect(count('failed')).toBeGreaterThan(50);
    const actions = new Set(records.map(({ action }) => action));
    for (const action of ['account.locked', 'records.exported', 'account.administered', 'requests.refused']) {
      expect(actions).toContain(action);
    }
    const times = records.map(({ id, timestamp }) => `${String(timestamp.getTime())} ${id}`);
    expect(times).toEqual([...times].sort());
  });

  it('is the same for the same seed, and another one for another', () => {
    const day = (seed: number) => dayRecords({ seed, midnight: TUESDAY });
    expect(day(3)).toEqual(day(3));
    expect(day(3)).not.toEqual(day(4));
  });

  it('is no incident, whatever happens in it', () => {
    for (const [seed, records] of days({})) expect(found(records), `seed ${String(seed)}`).toEqual([]);
  });

  it('is none either where the address of the school is blocked again and again', () => {
    for (const [seed, records] of days({ addressFailures: 5 }))
      expect(found(records), `seed ${String(seed)}`).toEqual([]);
  });

  it('is none in a small school', () => {
    for (const [seed, records] of days({ people: 60 })) expect(found(records), `seed ${String(seed)}`).toEqual([]);
  });

  it('would be one with an attack in it', () => {
    const records = dayRecords({ seed: 1, midnight: TUESDAY });
    const at = records.findIndex(({ timestamp }) => timestamp.getUTCHours() === 11);
    const attempt = records.find(({ details }) => details['reason'] === 'wrong_password');
    if (attempt === undefined) throw new Error('nobody mistyped');
    const timestamp = records[at]?.timestamp ?? TUESDAY;
    const guesses = Array.from({ length: 12 }, (_, index): DayRecord => {
      const email = 'victim@example.org';
      const ipAddress = `203.0.113.${String(index + 1)}`;
      return { ...attempt, resourceId: email, details: { ...attempt.details, email }, ipAddress, timestamp };
    });
    expect(found([...records.slice(0, at), ...guesses, ...records.slice(at)])).toEqual([
      'brute_force account:victim@example.org',
    ]);
  });
});
