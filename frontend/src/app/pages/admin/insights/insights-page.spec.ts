import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import { figureWindowSchema, type Figures, type FigureWindow } from '@classy-book/contracts/figures';
import { failure, success } from '../../../core/testing/app-testing';
import { allByRole, byRole, textOf } from '../../../core/testing/by-role';
import { openPage, setUpDesk, type Desk } from '../../../shared/desk/desk.test-support';
import InsightsPage from './insights-page';

const tidy = (node: Node | null) => textOf(node).replace(/\s+/g, ' ').trim();

function figuresOf(window: FigureWindow, different: Partial<Figures> = {}): Figures {
  const top = (value: string) => ({ value, succeeded: 1, failed: 6, blocked: 3 });
  return {
    ...{ window, from: '2026-11-20T08:00:00.000Z', to: '2026-11-20T09:00:00.000Z', bucketSeconds: 60 },
    totals: { succeeded: 30, failed: 60, blocked: 10 },
    previous: { succeeded: 30, failed: 30, blocked: 0 },
    ...{ successRate: 0.3, previousSuccessRate: 0.5 },
    timeline: [{ start: '2026-11-20T08:00:00.000Z', succeeded: 30, failed: 60, blocked: 10 }],
    reasons: [{ value: 'wrong_password', count: 60 }],
    methods: [{ value: 'password', count: 100 }],
    tops: {
      account: [top('maya@example.org')],
      address: [top('203.0.113.7')],
      country: [top('DE'), top('')],
      device: [top('curl 8.9')],
    },
    ...different,
  };
}

describe('the insights', () => {
  let desk: Desk;
  let page: HTMLElement;
  let asked: (string | null)[];

  async function open(query = '', prepare: (desk: Desk) => void = () => undefined): Promise<void> {
    asked = [];
    desk = await setUpDesk({ page: InsightsPage });
    desk.api.routes.set('GET /monitoring/figures', ({ params }) => {
      const window = figureWindowSchema.parse(params.get('window'));
      asked.push(window);
      return success(figuresOf(window));
    });
    prepare(desk);
    ({ page } = await openPage(desk, query));
  }

  const list = (name: string) => allByRole(page, 'heading', name)[0]?.closest('app-top-list, section') as HTMLElement;

  it('show the figures of a day, with their change against the window before', async () => {
    await open();
    expect(asked).toEqual(['24h']);
    const cards = allByRole(byRole(page, 'list', 'Figures of this time'), 'listitem').map(tidy);
    expect(cards[0]).toBe('Attempts 100 67% more than in the time before');
    expect(cards[1]).toBe('Succeeded 30');
    expect(cards[4]).toBe('Success rate 30%');
  });

  it('lead from an account, an address or a country to its attempts', async () => {
    await open();
    expect(byRole(list('Accounts'), 'link', 'maya@example.org').getAttribute('href')).toBe(
      '/admin/monitoring?email=maya@example.org',
    );
    expect(byRole(list('Addresses'), 'link', '203.0.113.7').getAttribute('href')).toContain('address=203.0.113.7');
    expect(byRole(list('Countries'), 'link', 'Germany').getAttribute('href')).toContain('country=DE');
    expect(tidy(list('Countries'))).toContain('Unknown 10');
    expect(allByRole(list('Devices'), 'link')).toHaveLength(0);
    expect(tidy(list('Why they failed'))).toContain('Wrong password 60');
  });

  it('are of the window that is chosen, which stands in the URL', async () => {
    await open('?window=7d');
    expect(asked).toEqual(['7d']);
    byRole(page, 'radio', '1 year').click();
    await desk.api.answer();
    expect(asked.at(-1)).toBe('365d');
    expect(TestBed.inject(Router).url).toContain('window=365d');
  });

  it('fall back to a day for a window that there is not', async () => {
    await open('?window=forever');
    expect(asked).toEqual(['24h']);
  });

  it('say when they could not be loaded, and can be asked for again', async () => {
    const down = { status: 503, body: failure('SERVICE_UNAVAILABLE') };
    await open('', ({ api }) => api.failing.set('/monitoring/figures', down));
    expect(tidy(page)).toContain('The figures could not be loaded');
    desk.api.failing.clear();
    byRole(page, 'button', 'Try again').click();
    await desk.api.answer();
    expect(tidy(page)).toContain('Attempts 100');
  });
});
