import { describe, expect, it } from 'vitest';
import { helpText, readCommandLine, UsageError } from './command-line.ts';
import { scenarioNames } from './scenarios.ts';

const read = (...args: string[]) => readCommandLine(args, {});

describe('the command line of the simulator', () => {
  it('plays a scenario against the local instance where nothing else is said', () => {
    const command = read('--scenario', 'brute-force');
    expect(command).toMatchObject({
      kind: 'run',
      request: { scenario: 'brute-force', target: 'http://localhost:3000', rate: undefined, accounts: [] },
    });
  });

  it('finds the local instance on the port that PORT names', () => {
    const command = readCommandLine(['--scenario', 'normal'], { PORT: '8088' });
    expect(command).toMatchObject({ request: { target: 'http://localhost:8088' } });
  });

  it('reads every option', () => {
    const command = read(
      ...['--scenario', 'normal', '--rate', '0.5', '--seconds', '10', '--count', '7', '--seed', '0', '--json'],
      ...['--account', 'a@example.org', '--account', 'b@example.org', '--password', 'x', '--target', 'http://[::1]'],
    );
    expect(command).toEqual({
      kind: 'run',
      request: {
        scenario: 'normal',
        target: 'http://[::1]',
        rate: 0.5,
        seconds: 10,
        count: 7,
        seed: 0,
        accounts: ['a@example.org', 'b@example.org'],
        password: 'x',
        json: true,
      },
    });
  });

  it.each([
    [['--rate', '0'], /--rate must be a number above 0/],
    [['--rate', 'fast'], /not fast/],
    [['--rate', ''], /--rate must be/],
    [['--rate', '1e9'], /at most 5000/],
    [['--seconds', '-1'], /--seconds/],
    [['--count', '1.5'], /a whole number/],
    [['--scenario', 'scanner', '--variant', 'one-address'], /no variant one-address of scanner: probes/],
    [['--seed', '-1'], /--seed/],
    [['--password', 'x'], /name at least one/],
    [['--speed', '5'], /--speed/],
    [['left over'], /left over/],
  ])('refuses %j with one sentence', (args, sentence) => {
    const refused = (): unknown => read('--scenario', 'normal', ...args);
    expect(refused).toThrow(UsageError);
    expect(refused).toThrow(sentence);
  });

  it.each([[[]], [['--scenario', 'ddos']]])('names the scenarios when it gets %j', (args) => {
    for (const name of scenarioNames) expect(() => read(...args)).toThrow(name);
  });

  it('explains every scenario in its help', () => {
    expect(read('--help')).toEqual({ kind: 'help' });
    for (const name of scenarioNames) expect(helpText()).toContain(name);
  });
});
