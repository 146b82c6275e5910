import type { HttpTestingController, TestRequest } from '@angular/common/http/testing';
import { Component, type Type } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import type { SignInOptions } from '@classy-book/contracts/account';
import { settle, setUpApp, success } from '../../core/testing/app-testing';
import { textOf } from '../../core/testing/by-role';

@Component({ selector: 'app-elsewhere', template: '' })
class Elsewhere {}

export const token = 'token-of-a-mail-link-1234567890';

export const offers: SignInOptions = { registration: 'open', passkeys: true, providers: [], devMailbox: false };

/** A public page at an address, with the calls that it makes. */
export class PublicPage {
  private constructor(
    readonly http: HttpTestingController,
    readonly page: HTMLElement,
  ) {}

  static async open(component: Type<unknown>, url: string, path = url.split(/[?#]/, 1)[0] ?? ''): Promise<PublicPage> {
    const elsewhere = ['login', 'account', 'admin/dashboard', 'forgot-password', 'register', 'account/identities'];
    const { http } = await setUpApp({
      routes: [
        { path: path.replace(/^\//, ''), component },
        ...elsewhere.filter((other) => `/${other}` !== path).map((other) => ({ path: other, component: Elsewhere })),
      ],
    });
    document.cookie = 'XSRF-TOKEN=csrf-1';
    const harness = await RouterTestingHarness.create(url);
    const page = harness.fixture.nativeElement as HTMLElement;
    document.body.append(page);
    await settle();
    return new PublicPage(http, page);
  }

  /** The call of a route, once it is made. */
  asked(path: string): Promise<TestRequest> {
    return vi.waitFor(() => {
      TestBed.tick();
      return this.http.expectOne(`/api/v1${path}`);
    });
  }

  async offer(more: Partial<SignInOptions> = {}): Promise<void> {
    (await this.asked('/auth/options')).flush(success({ ...offers, ...more }));
    await settle();
  }

  text(): string {
    return textOf(this.page).replace(/\s+/g, ' ').trim();
  }

  async arrivedAt(url: string): Promise<void> {
    await vi.waitFor(() => {
      expect(TestBed.inject(Router).url).toBe(url);
    });
  }
}
