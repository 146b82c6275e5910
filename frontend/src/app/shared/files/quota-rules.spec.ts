import { megabytesOf, quotaProblem, typedQuota } from './quota-rules';

describe('a quota that is typed', () => {
  it.each([
    ['500', 'MB', 500],
    [' 1,5 ', 'GB', 1_536],
    ['0', 'GB', 0],
    ['1.5', 'MB', null],
    ['much', 'GB', null],
    ['', 'MB', null],
    ['1e3', 'MB', null],
  ] as const)('as "%s" %s is %s megabytes', (amount, unit, megabytes) => {
    expect(megabytesOf(amount, unit)).toBe(megabytes);
  });

  it.each([
    ['', 'MB', 'required'],
    ['much', 'MB', 'whole'],
    ['-1', 'GB', 'min'],
    ['10000001', 'MB', 'max'],
    ['9765', 'GB', null],
    ['9999999', 'GB', 'max'],
  ] as const)('as "%s" %s has the problem %s', (amount, unit, problem) => {
    expect(quotaProblem(amount, unit)).toBe(problem);
  });

  it('is offered in the unit in which it comes out even', () => {
    expect(typedQuota(5 * 1_024 ** 3)).toEqual({ amount: '5', unit: 'GB' });
    expect(typedQuota(300 * 1_024 ** 2)).toEqual({ amount: '300', unit: 'MB' });
    expect(typedQuota(1_025 * 1_024 ** 2)).toEqual({ amount: '1025', unit: 'MB' });
  });
});
