import type { LoginAttempt } from '@classy-book/contracts/attempts';
import { allByRole, byRole, nameOf } from '../../../core/testing/by-role';
import { attemptOf, idOf } from '../../../shared/desk/attempts.test-support';
import { openPage, setUpDesk, type Desk } from '../../../shared/desk/desk.test-support';
import MonitoringPage from './monitoring-page';

export const ATTEMPTS = 'monitoring:login-attempt';

/** The attempt with this number, made just now by person1, person2 and so on. */
export function attempt(value: number, different: Partial<LoginAttempt> = {}): LoginAttempt {
  return attemptOf({
    id: idOf(value),
    timestamp: new Date().toISOString(),
    email: `person${String(value)}@example.org`,
    ...different,
  });
}

export function many(count: number, first = 1): readonly LoginAttempt[] {
  return Array.from({ length: count }, (_, index) => attempt(first + index));
}

export function press(key: string): void {
  document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
}

/** The monitoring page as it is seen and used. */
export class MonitoringScreen {
  private constructor(
    readonly desk: Desk,
    readonly page: HTMLElement,
  ) {}

  /** Opens the page with a query and some attempts in the list, and whatever `prepare` changes before. */
  static async open(
    query = '',
    attempts: readonly LoginAttempt[] = [attempt(3), attempt(2), attempt(1)],
    prepare: (desk: Desk) => void = () => undefined,
  ): Promise<MonitoringScreen> {
    const desk = await setUpDesk({ page: MonitoringPage });
    desk.api.attempts = attempts;
    prepare(desk);
    return new MonitoringScreen(desk, (await openPage(desk, query)).page);
  }

  get table(): HTMLElement {
    return byRole(this.page, 'table', 'Sign-in attempts');
  }

  /** The accounts in the rows, from top to bottom. */
  get accounts(): readonly (string | undefined)[] {
    return allByRole(this.table, 'button', /Open details/).map((row) => nameOf(row).split(' ')[0]);
  }

  get drawer(): Element | null {
    return this.page.querySelector('app-attempt-drawer');
  }

  row(value: number): HTMLElement {
    return byRole(this.page, 'button', `person${String(value)}@example.org Open details`);
  }

  async openRow(value: number): Promise<Element> {
    this.row(value).click();
    await this.desk.api.answer();
    const { drawer } = this;
    if (drawer === null) throw new Error('the drawer did not open');
    return drawer;
  }
}
