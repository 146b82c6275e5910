import { HttpEventType, HttpResponse, type HttpEvent } from '@angular/common/http';
import type { DetectionRule, RuleParameter } from '@classy-book/contracts/detection';
import { of, toArray, firstValueFrom } from 'rxjs';
import { failure, settle, success } from '../../../core/testing/app-testing';
import { allByRole, byLabel, byRole, textOf } from '../../../core/testing/by-role';
import { submit, type } from '../../../core/testing/user';
import { openPage, setUpDesk, type Desk } from '../../../shared/desk/desk.test-support';
import { dryRunLines } from './dry-run-lines';
import { problemOf } from './rule-values';
import RulesPage from './rules-page';

const tidy = (node: Node | null) => textOf(node).replace(/\s+/g, ' ').trim();

function parameter(
  name: string,
  kind: RuleParameter['kind'],
  value: RuleParameter['value'],
  different: Partial<RuleParameter> = {},
): RuleParameter {
  return { name, kind, value, default: value, minimum: null, maximum: null, ...different };
}

const bruteForce: DetectionRule = {
  id: 'brute_force',
  mode: 'on',
  defaultMode: 'on',
  severity: 'high',
  parameters: [
    parameter('attempts', 'integer', 12, { default: 10, minimum: 5, maximum: 100 }),
    parameter('windowMinutes', 'minutes', 15, { minimum: 1, maximum: 60 }),
  ],
  version: 2,
  updatedAt: null,
  updatedBy: null,
  found: 3,
  foundDry: 1,
  lastFoundAt: null,
};
const outOfHours: DetectionRule = {
  ...bruteForce,
  id: 'privilege_change',
  mode: 'dry_run',
  found: 0,
  foundDry: 0,
  parameters: [
    parameter('timezone', 'timezone', 'UTC'),
    parameter('days', 'days', [1, 2, 3, 4, 5]),
    parameter('from', 'time', '07:00'),
  ],
};

describe('the detection rules', () => {
  let desk: Desk;
  let page: HTMLElement;

  async function open(prepare: (desk: Desk) => void = () => undefined, role: 'admin' | 'super_admin' = 'super_admin') {
    desk = await setUpDesk({ page: RulesPage, role });
    desk.api.routes.set('GET /monitoring/rules', () => success([bruteForce, outOfHours]));
    prepare(desk);
    ({ page } = await openPage(desk));
  }

  const rule = (index: number) => allByRole(byRole(page, 'list', 'Rules'), 'listitem')[index] as HTMLElement;
  const settings = async (index: number) => {
    byRole(rule(index), 'button', 'Settings').click();
    await settle();
    return rule(index);
  };
  const saved = () => desk.api.asked.find(({ method }) => method === 'PUT')?.body;

  it('say what they look for, whether they are on and what they found', async () => {
    await open();
    expect(tidy(rule(0))).toContain(
      'Brute force High Somebody guesses at the password of one account. 3 incidents in 30 days · 1 in a dry run · 1 value differs from the default',
    );
    expect((byRole(rule(0), 'radio', 'On') as HTMLInputElement).checked).toBe(true);
    expect((byRole(rule(1), 'radio', 'Dry run') as HTMLInputElement).checked).toBe(true);
    expect(tidy(rule(1))).toContain('Nothing found in 30 days');
  });

  it('are switched with their version and keep their limits', async () => {
    await open(({ api }) => {
      api.routes.set('PUT /monitoring/rules/brute_force', () => success({ ...bruteForce, mode: 'off', version: 3 }));
    });
    byRole(rule(0), 'radio', 'Off').click();
    await desk.api.answer();
    expect(saved()).toEqual({ version: 2, mode: 'off', parameters: { attempts: 12, windowMinutes: 15 } });
    expect((byRole(rule(0), 'radio', 'Off') as HTMLInputElement).checked).toBe(true);
  });

  it('refuse a limit out of its range and save one within', async () => {
    await open(({ api }) => {
      api.routes.set('PUT /monitoring/rules/brute_force', ({ body }) => {
        const { parameters } = body as { parameters: { attempts: number } };
        const [attempts, window] = bruteForce.parameters as [RuleParameter, RuleParameter];
        return success({
          ...bruteForce,
          version: 3,
          parameters: [{ ...attempts, value: parameters.attempts }, window],
        });
      });
    });
    const row = await settings(0);
    const field = byLabel(row, 'Failed sign-ins on one account');
    expect(tidy(row)).toContain('Default: 10 · 5 to 100');
    type(field, '4');
    await settle();
    expect(tidy(row)).toContain('A whole number from 5 to 100.');
    expect((byRole(row, 'button', 'Save') as HTMLButtonElement).disabled).toBe(true);
    type(field, '20');
    await settle();
    submit(row);
    await desk.api.answer();
    expect(saved()).toEqual({ version: 2, mode: 'on', parameters: { attempts: 20, windowMinutes: 15 } });
    byRole(rule(0), 'button', 'Back to defaults').click();
    await settle();
    expect(byLabel(rule(0), 'Failed sign-ins on one account').value).toBe('10');
    byRole(rule(0), 'button', 'Discard').click();
    await settle();
    expect(byLabel(rule(0), 'Failed sign-ins on one account').value).toBe('20');
  });

  it('explain that somebody else was faster, and show how the rule stands now', async () => {
    await open(({ api }) => {
      api.failing.set('PUT /monitoring/rules/brute_force', { status: 409, body: failure('CONFLICT') });
    });
    desk.api.routes.set('GET /monitoring/rules', () => success([{ ...bruteForce, mode: 'dry_run', version: 3 }]));
    byRole(rule(0), 'radio', 'Off').click();
    await desk.api.answer();
    expect(tidy(byRole(rule(0), 'alert'))).toContain('Somebody else has changed this rule');
    expect((byRole(rule(0), 'radio', 'Dry run') as HTMLInputElement).checked).toBe(true);
  });

  it('have days, times and zones where they need them', async () => {
    await open();
    const row = await settings(1);
    expect(byLabel(row, 'Mon').checked).toBe(true);
    expect(byLabel(row, 'Sun').checked).toBe(false);
    type(byLabel(row, 'Time zone'), 'Nowhere/Land');
    await settle();
    expect(tidy(row)).toContain('No such time zone.');
  });

  it('are tried on what happened, with what stands in the fields', async () => {
    const finding = {
      kind: 'brute_force',
      severity: 'high',
      subject: 'maya@example.org',
      firstSeen: '2026-11-20T09:00:00Z',
      lastSeen: '2026-11-20T09:10:00Z',
      events: 14,
    };
    await open(({ api }) => {
      const lines = [
        { type: 'progress', checked: 0, total: 5_000 },
        {
          type: 'result',
          checked: 5_000,
          from: '2026-11-19T09:00:00Z',
          to: '2026-11-20T09:00:00Z',
          findings: [finding],
          truncated: false,
        },
      ];
      api.texts.set('/dry-run', lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
    });
    const row = await settings(0);
    type(byLabel(row, 'Failed sign-ins on one account'), '20');
    byLabel(row, '7 days').click();
    await settle();
    byRole(row, 'button', 'Start').click();
    await desk.api.answer();
    expect(desk.api.of('/dry-run')[0]?.body).toEqual({ hours: 168, parameters: { attempts: 20, windowMinutes: 15 } });
    expect(tidy(row)).toContain('1 incident would have been found 5,000 events looked at');
    expect(tidy(byRole(row, 'table'))).toContain('High maya@example.org 14');
  });

  it('can only be read by those who may not set them', async () => {
    await open(undefined, 'admin');
    expect(tidy(page)).toContain('You may look at the rules, but not change them.');
    expect(allByRole(page, 'radio')).toHaveLength(0);
    const row = await settings(0);
    expect(byLabel(row, 'Failed sign-ins on one account').disabled).toBe(true);
    expect(allByRole(row, 'button', /Save|Start/)).toHaveLength(0);
  });

  it('say what went wrong where they cannot be loaded', async () => {
    await open(({ api }) => {
      api.failing.set('/monitoring/rules', { status: 503, body: failure('SERVICE_UNAVAILABLE') });
    });
    expect(tidy(page)).toContain('The rules could not be loaded');
  });
});

describe('the lines of a dry run', () => {
  it('are read as they come, each once, and half a line waits for its other half', async () => {
    const line = (checked: number) => `${JSON.stringify({ type: 'progress', checked, total: 9 })}\n`;
    const whole = `${line(1)}${line(2)}nonsense\n${line(3)}`;
    const part = (length: number) =>
      ({
        type: HttpEventType.DownloadProgress,
        loaded: length,
        partialText: whole.slice(0, length),
      }) as HttpEvent<string>;
    const events = [0, 10, 45, 46, 60, whole.length - 3].map(part);
    const read = of<HttpEvent<string>[]>(...events, new HttpResponse({ body: whole })).pipe(dryRunLines(), toArray());
    expect((await firstValueFrom(read)).map((one) => 'checked' in one && one.checked)).toEqual([1, 2, 3]);
  });
});

describe('a value of a rule', () => {
  it.each<[RuleParameter['kind'], RuleParameter['value'], string | null]>([
    ['integer', 5, null],
    ['integer', 5.5, 'number'],
    ['integer', Number.NaN, 'number'],
    ['minutes', 101, 'number'],
    ['time', '07:30', null],
    ['time', '7:30', 'time'],
    ['timezone', 'Europe/Berlin', null],
    ['timezone', 'Mars', 'timezone'],
    ['days', [], 'days'],
    ['paths', ['/a', '/b'], null],
    ['paths', ['a'], 'paths'],
    ['flag', false, null],
  ])('of the kind %s: %s', (kind, value, problem) => {
    expect(problemOf(parameter('x', kind, value, { minimum: 1, maximum: 100 }), value)).toBe(problem);
  });
});
