import type { ComponentFixture } from '@angular/core/testing';
import { render, settle, setUpApp } from '../../../core/testing/app-testing';
import { byLabel } from '../../../core/testing/by-role';
import { type } from '../../../core/testing/user';
import { CodeBoxes } from './code-boxes';

describe('the boxes of a code', () => {
  let fixture: ComponentFixture<CodeBoxes>;
  let page: HTMLElement;
  const completed = vi.fn();
  const field = () => byLabel(page, 'Code');
  const boxes = () => [...page.querySelectorAll('.boxes span')].map((box) => box.textContent);

  beforeEach(async () => {
    completed.mockReset();
    await setUpApp();
    ({ fixture, page } = await render(CodeBoxes, { fieldId: 'code', label: 'Code' }));
    fixture.componentInstance.completed.subscribe(completed);
  });

  it('are one field to whoever types, fills in or listens', () => {
    expect(field().autocomplete).toBe('one-time-code');
    expect(field().inputMode).toBe('numeric');
    expect(page.querySelector('.boxes')?.getAttribute('aria-hidden')).toBe('true');
    expect(boxes()).toEqual(['', '', '', '', '', '']);
  });

  it('fill as one types, and tell when the last digit is there', async () => {
    type(field(), '123');
    await settle();
    expect(boxes()).toEqual(['1', '2', '3', '', '', '']);
    expect(completed).not.toHaveBeenCalled();
    type(field(), '123456');
    await settle();
    expect(completed).toHaveBeenCalledExactlyOnceWith('123456');
  });

  it.each([
    ['123 456', '123456'],
    ['123-456', '123456'],
    ['Your code is 123456.', '123456'],
    ['١٢٣٤٥٦', '123456'],
    ['۱۲۳۴۵۶', '123456'],
    ['１２３４５６', '123456'],
    ['1234567890', '123456'],
    ['abc', ''],
  ])('make of a pasted %j the code %j', async (pasted, code) => {
    type(field(), pasted);
    await settle();
    expect(fixture.componentInstance.value()).toBe(code);
    expect(field().value).toBe(code);
  });

  it('can be emptied from outside, such as after a wrong code', async () => {
    type(field(), '123456');
    await settle();
    fixture.componentInstance.value.set('');
    fixture.componentRef.setInput('error', 'This code is not right.');
    await settle();
    expect(field().value).toBe('');
    expect(document.getElementById('code-note')?.textContent).toContain('not right');
    type(field(), '123456');
    await settle();
    expect(completed).toHaveBeenCalledTimes(2);
  });
});
