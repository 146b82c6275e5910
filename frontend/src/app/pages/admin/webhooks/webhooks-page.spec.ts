import { TestBed } from '@angular/core/testing';
import type { ForwardDestination } from '@classy-book/contracts/forwarding';
import type { Webhook, WebhookDelivery } from '@classy-book/contracts/webhooks';
import { ToastService } from '../../../core/services/toasts';
import { failure, settle, success } from '../../../core/testing/app-testing';
import { allByRole, byLabel, byRole, textOf } from '../../../core/testing/by-role';
import { submit, type } from '../../../core/testing/user';
import { idOf } from '../../../shared/desk/attempts.test-support';
import { openPage, setUpDesk, type Desk } from '../../../shared/desk/desk.test-support';
import WebhooksPage from './webhooks-page';

const SECRET = 'whsec_c2VjcmV0';
const tidy = (node: Node | null) => textOf(node).replace(/\s+/g, ' ').trim();

function webhookOf(different: Partial<Webhook> = {}): Webhook {
  return {
    id: idOf(1),
    url: 'https://hooks.example.org/classy?key=1',
    description: 'Chat of the desk',
    events: ['incident.opened', 'account.locked'],
    enabled: true,
    stopReason: null,
    stoppedAt: null,
    failingSince: null,
    waiting: 0,
    lastDeliveredAt: new Date().toISOString(),
    secretMadeAt: '2026-11-20T09:30:00Z',
    previousSecretUntil: null,
    createdAt: '2026-11-20T09:30:00Z',
    createdBy: 'admin@example.org',
    ...different,
  };
}

function deliveryOf(different: Partial<WebhookDelivery> = {}): WebhookDelivery {
  return {
    id: idOf(7),
    eventId: 'evt_1',
    type: 'incident.opened',
    at: new Date().toISOString(),
    state: 'given_up',
    redelivery: false,
    attempts: 9,
    dueAt: null,
    triedAt: new Date().toISOString(),
    status: 503,
    problem: 'status',
    durationMs: 120,
    ...different,
  };
}

describe('the webhooks', () => {
  let desk: Desk;
  let page: HTMLElement;
  let destinations: readonly ForwardDestination[];
  let deliveries: readonly WebhookDelivery[];

  beforeEach(() => {
    destinations = [];
    deliveries = [];
  });

  async function open(webhooks: readonly Webhook[], query = ''): Promise<void> {
    desk = await setUpDesk({ page: WebhooksPage, role: 'super_admin' });
    const { routes } = desk.api;
    routes.set('GET /admin/webhooks', () => success(webhooks));
    routes.set('GET /admin/forwarding', () => success(destinations));
    const list = () => ({ success: true, data: deliveries, pagination: { nextCursor: null, limit: 50 } });
    routes.set(`GET /admin/webhooks/${idOf(1)}/deliveries`, list);
    const detail = () => success({ ...deliveries[0], body: '{"id":"evt_1"}', answer: 'closed' });
    routes.set(`GET /admin/webhooks/${idOf(1)}/deliveries/${idOf(7)}`, detail);
    ({ page } = await openPage(desk, query));
  }

  const dialog = (name: string) => byRole(document.body, 'dialog', name);
  const calls = (path: string, method: string) => desk.api.of(path).filter((call) => call.method === method);

  it('say how each of them is doing', async () => {
    await open([
      webhookOf(),
      webhookOf({ id: idOf(2), description: '', failingSince: new Date().toISOString(), waiting: 3 }),
      webhookOf({ id: idOf(3), enabled: false, stopReason: 'failures' }),
    ]);
    const cards = [...page.querySelectorAll('li.card')].map(tidy);
    expect(cards[0]).toMatch(/^Chat of the desk On https:\/\/hooks\.example\.org/);
    expect(cards[0]).toContain('Incident opened Account locked');
    expect(cards[1]).toMatch(/^hooks\.example\.org Failing .* 3 wait/);
    expect(cards[2]).toContain('Switched off: it only failed');
  });

  it('are made of an address and events; the secret is shown once', async () => {
    await open([]);
    desk.api.routes.set('POST /admin/webhooks', () => success({ webhook: webhookOf(), secret: SECRET }));
    allByRole(page, 'button', 'New webhook')[0]?.click();
    await settle();
    const editor = dialog('New webhook');
    type(byLabel(editor, 'Address'), 'ftp://example.org');
    submit(editor);
    await settle();
    expect(tidy(editor)).toContain('This must begin with https:// or http://.');
    type(byLabel(editor, 'Address'), 'https://hooks.example.org/classy');
    submit(editor);
    await desk.api.answer();
    expect(calls('/admin/webhooks', 'POST')[0]?.body).toEqual({
      url: 'https://hooks.example.org/classy',
      description: '',
      events: ['incident.opened', 'incident.contained', 'account.locked', 'audit.broken'],
      enabled: true,
    });
    const secret = dialog('The secret of this webhook');
    expect(tidy(secret)).toContain(SECRET);
    byRole(secret, 'button', 'I have kept it').click();
    await desk.api.answer();
    expect(tidy(document.body)).not.toContain(SECRET);
  });

  it('keep what was typed where the server refuses the address', async () => {
    await open([webhookOf()]);
    desk.api.failing.set(`PUT /admin/webhooks/${idOf(1)}`, { status: 400, body: failure('VALIDATION_FAILED') });
    byRole(page, 'button', 'Change Chat of the desk').click();
    await settle();
    type(byLabel(dialog('Change webhook'), 'Address'), 'https://127.0.0.1/hook');
    submit(dialog('Change webhook'));
    await desk.api.answer();
    const again = dialog('Change webhook');
    expect(tidy(byRole(again, 'alert'))).toContain('This address cannot be used');
    expect(byLabel(again, 'Address').value).toBe('https://127.0.0.1/hook');
  });

  it('are told of nothing where no event is chosen', async () => {
    await open([webhookOf()]);
    byRole(page, 'button', 'Change Chat of the desk').click();
    await settle();
    const editor = dialog('Change webhook');
    byLabel(editor, /^Incident opened/).click();
    byLabel(editor, /^Account locked/).click();
    submit(editor);
    await settle();
    expect(tidy(byRole(editor, 'alert'))).toBe('Choose at least one event.');
    expect(calls(idOf(1), 'PUT')).toEqual([]);
  });

  it('have a log, filtered in the URL, from which a delivery is sent once more', async () => {
    deliveries = [deliveryOf()];
    await open([webhookOf()], '?state=given_up');
    const [asked] = calls('/deliveries', 'GET');
    expect(asked?.params.get('state')).toBe('given_up');
    const table = byRole(page, 'table', 'Deliveries');
    expect(tidy(table)).toContain('Given up HTTP 503 Incident opened 9 120 ms');
    byRole(table, 'button', 'Incident opened').click();
    await desk.api.answer();
    const detail = dialog('Incident opened');
    expect(tidy(detail)).toContain('Answered closed');
    byRole(detail, 'button', 'Send once more').click();
    await desk.api.answer();
    expect(calls(`/deliveries/${idOf(7)}/redeliver`, 'POST')).toHaveLength(1);
  });

  it('are tested at once, and what was answered is shown', async () => {
    await open([webhookOf()]);
    const answered = {
      ...deliveryOf({ type: 'webhook.test', status: null, problem: 'tls' }),
      body: '{}',
      answer: null,
    };
    desk.api.routes.set(`POST /admin/webhooks/${idOf(1)}/test`, () => success(answered));
    byRole(page, 'button', 'Send a test event to Chat of the desk').click();
    await desk.api.answer();
    expect(tidy(dialog('Test event'))).toContain('Given up certificate not accepted');
  });

  it('are deleted and get new secrets after asking; a refusal is told', async () => {
    await open([webhookOf()]);
    byRole(page, 'button', 'Delete Chat of the desk').click();
    await settle();
    byRole(dialog('Delete this webhook?'), 'button', 'Delete').click();
    await desk.api.answer();
    expect(calls(idOf(1), 'DELETE')).toHaveLength(1);
    desk.api.failing.set('/secret', { status: 409, body: failure('CONFLICT') });
    byRole(page, 'button', 'Make a new secret for Chat of the desk').click();
    await settle();
    byRole(dialog('Make a new secret?'), 'button', 'Make a new secret').click();
    await desk.api.answer();
    const kinds = TestBed.inject(ToastService)
      .toasts()
      .map(({ kind }) => kind);
    expect(kinds).toEqual(['ok', 'danger']);
  });

  it('stand beside what the audit log is forwarded to', async () => {
    const failing = { lagSeconds: 90, takenAt: null, failingSince: new Date().toISOString(), problem: 'ECONNREFUSED' };
    destinations = [{ name: 'syslog+tcp://127.0.0.1:601', kind: 'syslog', ...failing }];
    await open([]);
    expect(tidy(byRole(page, 'region', 'Forwarding of the audit log'))).toMatch(
      /Failing syslog\+tcp:\/\/127\.0\.0\.1:601 .*ECONNREFUSED 90 seconds behind/,
    );
  });

  it('say what went wrong when they are not known', async () => {
    desk = await setUpDesk({ page: WebhooksPage, role: 'super_admin' });
    desk.api.failing.set('/admin/webhooks', { status: 503, body: failure('SERVICE_UNAVAILABLE') });
    ({ page } = await openPage(desk));
    expect(tidy(page)).toContain('The webhooks could not be loaded');
  });
});
