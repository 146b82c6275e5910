import { describe, expect, it } from 'vitest';
import {
  detector,
  HOUR,
  incidentsIn,
  kindsIn,
  MINUTE,
  MORNING,
  SECOND,
  TestLog,
  userIdOf,
} from '../log.test-support.js';
import { kilometresBetween } from './country-centres.js';
import { OfficeHours } from './office-hours.js';

const ada = 'ada@example.org';
const range = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

describe('guessing at a second factor', () => {
  const wrong = (log: TestLog, at: number, address = '5.1.1.1'): TestLog =>
    log.attempt(at, ada, address, { reason: 'wrong_second_factor' });

  it('is seen at the fifth wrong code, not at the fourth, and is no guessing at passwords', () => {
    const codes = (count: number): TestLog => {
      const log = new TestLog();
      for (const index of range(count)) wrong(log, MORNING + index * 20 * SECOND);
      return log;
    };
    expect(kindsIn(codes(4))).toEqual([]);
    expect(kindsIn(codes(5))).toEqual(['second_factor_guessing high']);
    expect(kindsIn(codes(60))).toEqual(['second_factor_guessing high']);
  });

  it('is seen when it is so slow that nothing is locked', () => {
    const log = new TestLog();
    for (const index of range(12)) wrong(log, MORNING + index * 5 * MINUTE);
    expect(kindsIn(log)).toEqual(['second_factor_guessing high']);
  });

  it('is seen from another network each time, at a step-up, and when the way is locked', () => {
    const spread = new TestLog();
    for (const index of range(6)) wrong(spread, MORNING + index * SECOND, `8.${String(index)}.1.1`);
    expect(kindsIn(spread)).toEqual(['second_factor_guessing high']);
    const stepUp = new TestLog();
    const failed = { userId: userIdOf(ada), email: ada, method: 'totp', succeeded: false, sessionId: 's' };
    for (const index of range(5)) stepUp.act(MORNING + index * SECOND, 'step-up.attempted', ada, failed);
    expect(kindsIn(stepUp)).toEqual(['second_factor_guessing high']);
    const locked = { userId: userIdOf(ada), email: ada, failures: 5, lockedUntil: '' };
    expect(kindsIn(new TestLog().add(MORNING, 'second-factor.locked', '5.1.1.1', locked))).toEqual([
      'second_factor_guessing high',
    ]);
  });

  it('is critical when a code was right at last, and nothing when somebody mistypes and gets in', () => {
    const log = new TestLog();
    for (const index of range(8)) wrong(log, MORNING + index * SECOND, '8.1.1.1');
    expect(kindsIn(log.success(MORNING + MINUTE, ada, '8.1.1.1'))).toEqual(['second_factor_guessing critical']);
    const clumsy = new TestLog();
    for (const visit of range(3)) {
      for (const index of range(3)) wrong(clumsy, MORNING + visit * 3 * MINUTE + index * SECOND);
      clumsy.success(MORNING + visit * 3 * MINUTE + MINUTE, ada, '5.1.1.1');
    }
    expect(kindsIn(clumsy)).toEqual([]);
  });
});

describe('a copied refresh token', () => {
  it('is an incident at once, and several of one person are one', () => {
    const log = new TestLog();
    for (const index of range(4)) {
      const details = { userId: userIdOf(ada), email: ada, sessionId: `s${String(index)}` };
      log.add(MORNING + index * MINUTE, 'refresh-token.reused', '8.1.1.1', details, {
        resourceId: `s${String(index)}`,
      });
    }
    const [incident, ...others] = incidentsIn(log);
    expect(others).toEqual([]);
    expect(incident).toMatchObject({ kind: 'token_reuse', severity: 'high', events: 4 });
    expect(incident?.entities.filter(({ type }) => type === 'session')).toHaveLength(4);
  });
});

describe('a person in two places', () => {
  const unfamiliar = (log: TestLog, at: number, address: string, country: string): TestLog =>
    log.act(
      at,
      'sign-in.unfamiliar',
      ada,
      { userId: userIdOf(ada), email: ada, sessionId: 's', newDevice: true, newCountry: true, country },
      address,
    );

  it('is seen where nobody travels so fast, and is one incident with the new country', () => {
    const log = new TestLog().success(MORNING, ada, '5.1.1.1').success(MORNING + 20 * MINUTE, ada, '6.1.1.1');
    expect(kindsIn(unfamiliar(log, MORNING + 20 * MINUTE + 1, '6.1.1.1', 'JP'))).toEqual(['impossible_travel medium']);
  });

  it('is not seen where the flight is possible, the countries are neighbours, or one is not known', () => {
    const after = (time: number, address: string): string[] =>
      kindsIn(new TestLog().success(MORNING, ada, '5.1.1.1').success(MORNING + time, ada, address));
    expect(after(14 * HOUR, '6.1.1.1')).toEqual([]);
    expect(after(MINUTE, '7.1.1.1')).toEqual([]);
    expect(after(MINUTE, '10.0.0.1')).toEqual([]);
    expect(after(MINUTE, '8.1.1.1')).toEqual(['impossible_travel medium']);
  });

  it('is a new country alone where there was time to travel', () => {
    expect(kindsIn(unfamiliar(new TestLog(), MORNING, '7.1.1.1', 'FR'))).toEqual(['new_country low']);
    const device = {
      userId: userIdOf(ada),
      email: ada,
      sessionId: 's',
      newDevice: true,
      newCountry: false,
      country: 'DE',
    };
    expect(kindsIn(new TestLog().act(MORNING, 'sign-in.unfamiliar', ada, device))).toEqual([]);
  });

  it('is measured from edge to edge', () => {
    expect(kilometresBetween('DE', 'AT')).toBe(0);
    expect(kilometresBetween('DE', 'JP')).toBeGreaterThan(6_000);
    expect(kilometresBetween('DE', 'JP')).toBe(kilometresBetween('JP', 'DE'));
    expect(kilometresBetween('DE', 'XX')).toBeNull();
  });
});

describe('an account that slept', () => {
  it('is seen from ninety days on', () => {
    const after = (idleDays: number): string[] => kindsIn(new TestLog().success(MORNING, ada, '5.1.1.1', { idleDays }));
    expect(after(89)).toEqual([]);
    expect(after(90)).toEqual(['dormant_account medium']);
  });
});

describe('power given at night', () => {
  const night = MORNING + 14 * HOUR;
  const promoted = {
    change: 'role_changed',
    userId: userIdOf(ada),
    email: ada,
    role: 'admin',
    from: 'user',
    to: 'admin',
  };
  const by = 'root@example.org';

  it('is seen at night and on Sundays, and not in the hours of work', () => {
    const at = (moment: number): string[] => kindsIn(new TestLog().act(moment, 'account.administered', by, promoted));
    expect(at(MORNING)).toEqual([]);
    expect(at(night)).toEqual(['privilege_change high']);
    expect(at(MORNING + 4 * 24 * HOUR)).toEqual(['privilege_change high']);
  });

  it('is a role, a key, an invitation, factors taken away, also by the command line, and never the start itself', () => {
    const cli = { actor: { kind: 'cli', name: 'command line', userId: null } };
    const made = { change: 'created', userId: userIdOf(ada), email: ada, role: 'super_admin' };
    expect(kindsIn(new TestLog().add(night, 'account.administered', null, made, cli))).toEqual([
      'privilege_change high',
    ]);
    const system = { actor: { kind: 'system', name: 'system', userId: null } };
    expect(kindsIn(new TestLog().add(night, 'account.administered', null, made, system))).toEqual([]);
    const kinds = (action: string, details: Record<string, string | string[]>): string[] =>
      kindsIn(new TestLog().act(night, action, by, details));
    expect(kinds('role.changed', { change: 'created', permissions: ['account:self', 'admin:access'] })).toEqual([
      'privilege_change high',
    ]);
    expect(kinds('api-key.changed', { change: 'created', scopes: ['monitoring:read'] })).toEqual([
      'privilege_change medium',
    ]);
    expect(kinds('invitation.changed', { change: 'sent', role: 'admin' })).toEqual(['privilege_change high']);
    expect(kinds('account.administered', { change: 'factors_reset', role: 'admin' })).toEqual([
      'privilege_change high',
    ]);
  });

  it('is not what takes power away, or gives none', () => {
    const down = { ...promoted, role: 'user', from: 'admin', to: 'user' };
    const log = new TestLog()
      .act(night, 'account.administered', by, down)
      .act(night, 'account.administered', by, { ...promoted, role: 'instructor', from: 'user', to: 'instructor' })
      .act(night, 'role.changed', by, { change: 'deleted', permissions: ['admin:access'] })
      .act(night, 'api-key.changed', by, { change: 'revoked', scopes: ['monitoring:read'] })
      .act(night, 'invitation.changed', by, { change: 'sent', role: 'user' });
    expect(kindsIn(log)).toEqual([]);
  });

  it('knows the hours of a place, over midnight and through the change of clocks', () => {
    const days = [1, 2, 3, 4, 5];
    const berlin = new OfficeHours({ timezone: 'Europe/Berlin', days, from: '08:00', to: '17:00' });
    expect(berlin.include(Date.UTC(2026, 6, 1, 6, 0))).toBe(true);
    expect(berlin.include(Date.UTC(2026, 0, 7, 6, 59))).toBe(false);
    expect(berlin.include(Date.UTC(2026, 0, 7, 16, 0))).toBe(false);
    const shift = new OfficeHours({ timezone: 'UTC', days, from: '22:00', to: '06:00' });
    // Saturday at five is the shift of Friday, Monday at five the one of Sunday
    expect(shift.include(Date.UTC(2026, 10, 21, 5))).toBe(true);
    expect(shift.include(Date.UTC(2026, 10, 23, 5))).toBe(false);
    expect(shift.include(Date.UTC(2026, 10, 18, 12))).toBe(false);
  });
});

describe('exports', () => {
  const exported = (log: TestLog, at: number, rows: number): TestLog =>
    log.act(at, 'records.exported', ada, { resource: 'users', rows });

  it('are seen at the fifth in ten minutes, or at fifty thousand rows in an hour', () => {
    const files = (count: number): TestLog => {
      const log = new TestLog();
      for (const index of range(count)) exported(log, MORNING + index * MINUTE, 10);
      return log;
    };
    expect(kindsIn(files(4))).toEqual([]);
    expect(kindsIn(files(5))).toEqual(['mass_export medium']);
    const patient = new TestLog();
    for (const index of range(14)) exported(patient, MORNING + index * 4 * MINUTE, 10);
    expect(kindsIn(patient)).toEqual(['mass_export medium']);
    const rows = exported(exported(new TestLog(), MORNING, 30_000), MORNING + 50 * MINUTE, 20_000);
    expect(kindsIn(rows)).toEqual(['mass_export medium']);
    const later = exported(exported(new TestLog(), MORNING, 30_000), MORNING + 70 * MINUTE, 20_000);
    expect(kindsIn(later)).toEqual([]);
  });

  it('of ten thousand people who take their own data are nothing', () => {
    const log = new TestLog();
    for (const index of range(200)) {
      log.act(MORNING + index * SECOND, 'account.changed', `p${String(index)}@example.org`, { change: 'exported' });
    }
    expect(kindsIn(log, detector({ rule: 'mass_export' }))).toEqual([]);
  });
});
