import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { detector, HOUR, incidentsIn, kindsIn, MINUTE, MORNING, SECOND, TestLog } from '../log.test-support.js';

const person = (index: number): string => `person${String(index)}@example.org`;
const range = (count: number): number[] => Array.from({ length: count }, (_, index) => index);
const school = '5.1.2.3';

describe('guessing at one account', () => {
  const guesses = (count: number, every: number, address: (index: number) => string): TestLog => {
    const log = new TestLog();
    for (const index of range(count)) log.attempt(MORNING + index * every, person(1), address(index));
    return log;
  };

  it('is seen at the tenth failure in a quarter of an hour, and not at the ninth', () => {
    expect(kindsIn(guesses(9, 10 * SECOND, () => school))).toEqual([]);
    expect(kindsIn(guesses(10, 10 * SECOND, () => school))).toEqual(['brute_force high']);
  });

  it('is seen when it is slow, and when every guess comes from another network', () => {
    expect(kindsIn(guesses(22, 15 * MINUTE, () => school))).toEqual(['brute_force high']);
    expect(kindsIn(guesses(40, 30 * SECOND, (index) => `8.${String(index)}.3.4`))).toEqual(['brute_force high']);
  });

  it('is seen when most of it is refused for a lock or a block', () => {
    const log = guesses(5, 2 * SECOND, () => school);
    for (const index of range(20)) {
      const reason = index % 2 === 0 ? 'account_locked' : 'address_blocked';
      log.attempt(MORNING + MINUTE + index * SECOND, person(1), school, { outcome: 'blocked', reason });
    }
    const [incident, ...others] = incidentsIn(log);
    expect(others).toEqual([]);
    expect(incident).toMatchObject({ kind: 'brute_force', events: 25, failed: 25, accounts: 1, addresses: 1 });
  });

  it('is critical when a guess was right, and not when the owner comes in from home', () => {
    const right = guesses(30, 2 * SECOND, () => school).success(MORNING + 20 * MINUTE, person(1), school);
    expect(kindsIn(right)).toEqual(['brute_force critical']);
    const owner = guesses(30, 2 * SECOND, () => school)
      .success(MORNING - HOUR, person(1), '5.9.9.9')
      .success(MORNING + MINUTE, person(1), '5.9.9.8');
    expect(kindsIn(owner)).toEqual(['brute_force high']);
  });

  it('is critical when a guess was right and only the second factor stands in the way', () => {
    const log = guesses(30, 2 * SECOND, () => school);
    log.add(MORNING + 2 * MINUTE, 'second-factor.challenged', school, {
      userId: null,
      email: person(1),
      methods: ['totp'],
    });
    expect(kindsIn(log)).toEqual(['brute_force critical']);
  });

  it('is not what somebody does who mistypes, is locked, and tries on', () => {
    const log = new TestLog();
    for (const day of range(6)) {
      for (const index of range(4)) log.attempt(MORNING + day * HOUR + index * 20 * SECOND, person(2), school);
      log.success(MORNING + day * HOUR + 2 * MINUTE, person(2), school);
    }
    for (const index of range(5)) log.attempt(MORNING + index * 20 * SECOND, person(3), '5.8.8.8');
    for (const index of range(3)) {
      const locked = { outcome: 'blocked', reason: 'account_locked' } as const;
      log.attempt(MORNING + 5 * MINUTE + index * MINUTE, person(3), '5.8.8.8', locked);
    }
    expect(kindsIn(log)).toEqual([]);
  });

  it('is one incident, however many guesses there are, and a new one after half an hour of silence', () => {
    expect(incidentsIn(guesses(3_000, SECOND, () => school))).toHaveLength(1);
    const log = guesses(50, SECOND, () => school);
    for (const index of range(50)) log.attempt(MORNING + 2 * HOUR + index * SECOND, person(1), school);
    expect(kindsIn(log)).toEqual(['brute_force high', 'brute_force high']);
  });

  it('at one account after the other from one network is one incident', () => {
    const log = new TestLog();
    for (const account of range(8)) {
      for (const index of range(20)) {
        const address = `8.1.1.${String(index % 5)}`;
        log.attempt(MORNING + account * 5 * MINUTE + index * 10 * SECOND, person(account), address);
      }
    }
    expect(incidentsIn(log)).toHaveLength(1);
  });

  it('at hundreds of accounts from hundreds of networks is few incidents, not hundreds', () => {
    const log = new TestLog();
    for (const account of range(200)) {
      for (const index of range(12)) {
        log.attempt(MORNING + account * 3 * SECOND + index * 100, person(account), `8.${String(account)}.1.1`);
      }
    }
    expect(incidentsIn(log).length).toBeLessThanOrEqual(5);
  });
});

describe('stuffing', () => {
  const stuffing = (count: number, every: number, address: (index: number) => string): TestLog => {
    const log = new TestLog();
    for (const index of range(count)) {
      const reason = index % 3 === 0 ? 'wrong_password' : 'unknown_account';
      log.attempt(MORNING + index * every, person(index), address(index), { reason });
    }
    return log;
  };

  it('from one address is seen at the tenth account, and not at the ninth', () => {
    expect(kindsIn(stuffing(9, SECOND, () => school))).toEqual([]);
    expect(kindsIn(stuffing(10, SECOND, () => school))).toEqual(['credential_stuffing high']);
  });

  it('from many addresses of a /24 or a /48 is seen, and names the network', () => {
    const four = stuffing(40, SECOND, (index) => `8.7.6.${String(index)}`);
    const six = stuffing(40, SECOND, (index) => `2a00:1:2:${index.toString(16)}::7`);
    expect(incidentsIn(four).map(({ kind, topNetworks }) => [kind, topNetworks])).toEqual([
      ['credential_stuffing', ['8.7.6.0/24']],
    ]);
    expect(incidentsIn(six).map(({ kind, topNetworks }) => [kind, topNetworks])).toEqual([
      ['credential_stuffing', ['2a00:1:2::/48']],
    ]);
  });

  it('is seen though the address is blocked after five failures', () => {
    const log = new TestLog();
    for (const index of range(30)) {
      const blocked = index < 5 ? {} : ({ outcome: 'blocked', reason: 'address_blocked' } as const);
      log.attempt(MORNING + index * SECOND, person(index), school, blocked);
    }
    expect(kindsIn(log)).toEqual(['credential_stuffing high']);
  });

  it('is seen when it takes twenty minutes for an account, and when it sometimes gets in', () => {
    expect(kindsIn(stuffing(16, 20 * MINUTE, () => school))).toEqual(['credential_stuffing high']);
    const log = stuffing(60, SECOND, () => school).success(MORNING + 30 * SECOND, person(900), school);
    expect(kindsIn(log)).toEqual(['credential_stuffing critical']);
  });

  it('from several networks at once is one incident', () => {
    const log = stuffing(300, SECOND, (index) => `8.${String(index % 12)}.6.${String(index % 200)}`);
    expect(incidentsIn(log)).toHaveLength(1);
  });

  it('is not what three hundred pupils behind one address do, of whom one in twenty mistypes', () => {
    const log = new TestLog();
    for (const pupil of range(300)) {
      const at = MORNING + pupil * 2 * SECOND;
      if (pupil % 20 === 0) log.attempt(at, person(pupil), school);
      log.success(at + 15 * SECOND, person(pupil), school);
    }
    expect(kindsIn(log)).toEqual([]);
  });

  it('is not what the same pupils do when their address is blocked for the typos of a few', () => {
    const log = new TestLog();
    for (const pupil of range(300)) {
      const at = MORNING + pupil * 2 * SECOND;
      const blocked = { outcome: 'blocked', reason: 'address_blocked' } as const;
      if (pupil >= 120)
        log.attempt(at, person(pupil), school, blocked).attempt(at + MINUTE, person(pupil), school, blocked);
      else if (pupil % 20 === 0)
        log.attempt(at, person(pupil), school).success(at + 20 * SECOND, person(pupil), school);
      else log.success(at, person(pupil), school);
    }
    expect(kindsIn(log)).toEqual([]);
  });
});

describe('spraying', () => {
  it('of a common password over many accounts is seen at the eighth, from wherever', () => {
    const spray = (count: number): TestLog => {
      const log = new TestLog();
      for (const index of range(count)) {
        log.attempt(MORNING + index * 10 * SECOND, person(index), `8.${String(index)}.1.1`, { commonGuess: true });
      }
      return log;
    };
    expect(kindsIn(spray(7))).toEqual([]);
    expect(kindsIn(spray(8))).toEqual(['password_spraying high']);
  });

  it('with one or two failures for each account from many networks is seen, fast and slow', () => {
    for (const every of [2 * SECOND, MINUTE, 10 * MINUTE]) {
      const log = new TestLog();
      for (const index of range(30)) log.attempt(MORNING + index * every, person(index), `8.${String(index % 15)}.1.1`);
      expect(kindsIn(log), `one every ${String(every)} ms`).toEqual(['password_spraying high']);
    }
  });

  it('that comes from three networks only, with a few accounts from each, is stuffing', () => {
    const log = new TestLog();
    for (const index of range(27))
      log.attempt(MORNING + index * SECOND, person(index), `8.${String(index % 3)}.1.${String(index)}`);
    expect(kindsIn(log)).toEqual(['credential_stuffing high']);
  });

  it('is one incident that goes on while the next passwords are tried', () => {
    const log = new TestLog();
    for (const index of range(180)) {
      const address = `8.${String(index % 30)}.1.${String(index % 90)}`;
      log.attempt(MORNING + index * MINUTE, person(index % 30), address);
    }
    const [incident, ...others] = incidentsIn(log);
    expect(others).toEqual([]);
    expect(incident).toMatchObject({ kind: 'password_spraying', events: 180 });
  });

  it('is one incident with the stuffing that it looks like in its networks', () => {
    const log = new TestLog();
    for (const index of range(400)) {
      const address = `192.0.2.${String(index % 250)}`;
      log.attempt(MORNING + index * 200, person(index % 100), address, { commonGuess: true });
    }
    const [incident, ...others] = incidentsIn(log);
    expect(others).toEqual([]);
    expect(incident).toMatchObject({ kind: 'password_spraying', events: 400, failed: 400 });
  });

  it('is critical when one of its addresses gets in, and not when an owner does', () => {
    const log = new TestLog();
    for (const index of range(60)) log.attempt(MORNING + index * SECOND, person(index), `8.${String(index % 20)}.1.1`);
    expect(kindsIn(log.success(MORNING + 2 * MINUTE, person(7), '5.5.5.5'))).toEqual(['password_spraying high']);
    expect(kindsIn(log.success(MORNING + 3 * MINUTE, person(90), '8.3.1.1'))).toEqual(['password_spraying critical']);
  });

  it('is not the evening of a thousand people at home, of whom one in twenty mistypes', () => {
    const log = new TestLog();
    for (const index of range(1_000)) {
      const at = MORNING + index * 2 * SECOND;
      const address = `5.${String(index % 250)}.${String(index % 100)}.9`;
      if (index % 20 === 0) log.attempt(at, person(index), address);
      // a few give up
      if (index % 200 !== 0) log.success(at + 30 * SECOND, person(index), address);
    }
    expect(kindsIn(log)).toEqual([]);
  });
});

describe('all of them', () => {
  it('find nothing in any order of people who get in at last', () => {
    const visits = fc.array(fc.record({ person: fc.nat(40), slips: fc.nat(4), minute: fc.nat(59), place: fc.nat(5) }), {
      maxLength: 60,
    });
    fc.assert(
      fc.property(visits, (all) => {
        const log = new TestLog();
        for (const [index, { person: who, slips, minute, place }] of all.entries()) {
          // nobody is in two places at once
          const at = MORNING + index * HOUR + minute * MINUTE;
          const address = `5.${String(place)}.1.${String(who)}`;
          for (const slip of range(slips)) log.attempt(at + slip * 10 * SECOND, person(who), address);
          log.success(at + MINUTE, person(who), address);
        }
        return kindsIn(log).length === 0;
      }),
      { numRuns: 50 },
    );
  });

  it('count every attempt of an attack once', () => {
    const attack = fc.record({ accounts: fc.integer({ min: 12, max: 60 }), networks: fc.integer({ min: 1, max: 3 }) });
    fc.assert(
      fc.property(attack, ({ accounts, networks }) => {
        const log = new TestLog();
        const total = accounts * 12;
        for (const index of range(total)) {
          log.attempt(MORNING + index * 250, person(index % accounts), `8.8.8.${String(index % networks)}`);
        }
        const incidents = incidentsIn(log);
        return incidents.length === 1 && incidents[0]?.events === total;
      }),
      { numRuns: 20 },
    );
  });

  it('find the same in a log whatever part of it they know already', () => {
    const log = new TestLog();
    for (const index of range(200)) log.attempt(MORNING + index * 100, person(index % 30), school);
    const records = log.records();
    const whole = detector();
    for (const record of records) whole.feed(record);
    whole.flush();
    const told = (from: number, by = detector()): string[] => {
      const marks: string[] = [];
      for (const [index, record] of records.entries()) {
        by.feed(record);
        const due = by.take();
        if (index < from) continue;
        for (const { draft } of due) marks.push(`${draft.key} ${String(draft.firstId)}`);
      }
      return marks;
    };
    const all = told(0);
    expect(all.length).toBeGreaterThan(3);
    for (const from of [50, 120, 199]) expect(all).toEqual(expect.arrayContaining(told(from)));
  });
});
