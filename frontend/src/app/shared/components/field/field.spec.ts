import { Component, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { render } from '../../../core/testing/app-testing';
import { byLabel } from '../../../core/testing/by-role';
import { Field } from './field';

@Component({
  selector: 'app-field-host',
  imports: [Field],
  template: `
    <app-field for="reason" label="Reason" hint="At most 200 characters." [error]="error()">
      <input id="reason" class="input" aria-describedby="reason-note" />
    </app-field>
  `,
})
class Host {
  readonly error = signal('');
}

describe('a field', () => {
  it('is found by its label and described by its hint, or by its error instead', async () => {
    const { fixture, page } = await render(Host);
    const control = byLabel(page, 'Reason');
    const note = (): string =>
      document.getElementById(control.getAttribute('aria-describedby') ?? '')?.textContent.trim() ?? '';
    expect(note()).toBe('At most 200 characters.');
    fixture.componentInstance.error.set('Please fill this in.');
    TestBed.tick();
    expect(note()).toBe('Please fill this in.');
  });

  it('has its errors read out as they appear', async () => {
    const { page } = await render(Host);
    expect(page.querySelector('#reason-note')?.getAttribute('aria-live')).toBe('polite');
  });
});
