import { Location } from '@angular/common';
import type { Type } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { failure, settle, success } from '../../core/testing/app-testing';
import { allByRole, byRole, textOf } from '../../core/testing/by-role';
import { Component } from '@angular/core';
import { LinkCard } from './link-card';
import type { LinkPurpose } from './identity-client';
import { PublicPage, token } from './pages.test-support';

function pageFor(purpose: LinkPurpose): Type<unknown> {
  @Component({
    selector: 'app-page',
    imports: [LinkCard],
    template: `<app-link-card [purpose]="purpose" />`,
  })
  class Page {
    readonly purpose = purpose;
  }
  return Page;
}

const links = [
  { purpose: 'verify', path: '/verify-email', route: '/auth/email/verify', button: 'Confirm address' },
  { purpose: 'confirmEmail', path: '/confirm-email', route: '/auth/email/confirm', button: 'Use this address' },
  { purpose: 'undoEmail', path: '/undo-email', route: '/auth/email/undo', button: 'Take the change back' },
  { purpose: 'notMe', path: '/not-me', route: '/auth/disown', button: 'Protect my account' },
] as const;

describe.each(links)('the link of a mail to $path', ({ purpose, path, route, button }) => {
  const open = (rest: string): Promise<PublicPage> => PublicPage.open(pageFor(purpose), path + rest, path);

  it('uses nothing by being opened, as mail scanners do, and leaves the address bar at once', async () => {
    const opened = await open(`#token=${token}`);
    expect(TestBed.inject(Location).path(true)).toBe(path);
    expect(allByRole(opened.page, 'heading')).toHaveLength(1);
    opened.http.verify();
  });

  it('is used by its button, once', async () => {
    const { page, asked } = bind(await open(`#token=${token}`));
    byRole(page, 'button', button).click();
    const sent = await asked(route);
    expect(sent.request.body).toEqual({ token });
    await settle();
    expect((byRole(page, 'button', 'One moment…') as HTMLButtonElement).disabled).toBe(true);
    sent.flush(success(null));
    await settle();
    expect(allByRole(page, 'button')).toHaveLength(0);
    expect(textOf(byRole(page, 'heading'))).not.toMatch(/link/);
  });

  it('may stand in the query too, beside other things', async () => {
    const { page, asked } = bind(await open(`?token=${token}&utm=mail`));
    expect(TestBed.inject(Location).path(true)).toBe(`${path}?utm=mail`);
    byRole(page, 'button', button).click();
    expect((await asked(route)).request.body).toEqual({ token });
  });

  it.each(['', '#token=', '#token=short', '#token=<script>alert(1)</script>xxxxxxxx'])(
    'says when a part of it was lost: %j',
    async (rest) => {
      const opened = await open(rest);
      expect(opened.text()).toContain('The link is not complete');
      expect(allByRole(opened.page, 'button')).toHaveLength(0);
    },
  );

  it('says when it was used or is too old', async () => {
    const { page, asked, text } = bind(await open(`#token=${token}`));
    byRole(page, 'button', button).click();
    (await asked(route)).flush(failure('TOKEN_INVALID'), { status: 400, statusText: 'Bad Request' });
    await settle();
    expect(text()).toContain('This link does not work any more');
  });

  it('can be tried again where the server did not answer or asks to wait', async () => {
    const { page, asked } = bind(await open(`#token=${token}`));
    byRole(page, 'button', button).click();
    (await asked(route)).error(new ProgressEvent('error'));
    await settle();
    expect(textOf(byRole(page, 'alert'))).toContain('did not answer');
    byRole(page, 'button', button).click();
    const retryAt = new Date(Date.now() + 30_000).toISOString();
    (await asked(route)).flush(failure('RATE_LIMITED', { retryAt }), { status: 429, statusText: 'Too Many' });
    await settle();
    expect(textOf(byRole(page, 'alert'))).toMatch(/too fast\. Wait 0:(30|29)/);
  });
});

function bind(opened: PublicPage) {
  return {
    page: opened.page,
    asked: (path: string) => opened.asked(path),
    text: () => opened.text(),
  };
}
