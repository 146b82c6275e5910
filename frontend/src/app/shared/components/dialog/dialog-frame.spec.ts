import { Component, inject } from '@angular/core';
import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { TestBed } from '@angular/core/testing';
import { DialogService } from '../../../core/services/dialogs';
import { settle, setUpApp } from '../../../core/testing/app-testing';
import { byRole } from '../../../core/testing/by-role';
import { press } from '../../../core/testing/user';
import { DialogFrame } from './dialog-frame';

@Component({
  selector: 'app-question',
  imports: [DialogFrame],
  template: `
    <app-dialog-frame [heading]="data" closeLabel="Close" (dismissed)="ref.close()">
      <p>It cannot be undone.</p>
      <button actions type="button" (click)="ref.close('yes')">Yes</button>
    </app-dialog-frame>
  `,
})
class Question {
  readonly data = inject<string>(DIALOG_DATA);
  readonly ref = inject<DialogRef<string>>(DialogRef);
}

describe('a dialog', () => {
  let opener: HTMLButtonElement;
  let dialogs: DialogService;

  beforeEach(async () => {
    await setUpApp();
    dialogs = TestBed.inject(DialogService);
    opener = document.createElement('button');
    document.body.append(opener);
    opener.focus();
  });

  it('is modal, named by its heading, and gives its answer', async () => {
    const answer = vi.fn();
    dialogs.open<string>(Question, { data: 'Block it?' }).closed.subscribe(answer);
    await settle();
    const dialog = byRole(document, 'dialog', 'Block it?');
    expect(dialog.getAttribute('aria-modal')).toBe('true');
    byRole(dialog, 'button', 'Yes').click();
    await settle();
    expect(answer).toHaveBeenCalledWith('yes');
  });

  it('is dismissed with Escape or its close button, without an answer, and gives the focus back', async () => {
    const answer = vi.fn();
    dialogs.open(Question, { data: 'Block it?' }).closed.subscribe(answer);
    await settle();
    byRole(document, 'button', 'Close').click();
    await settle();
    dialogs.open(Question, { data: 'Really?' }).closed.subscribe(answer);
    await settle();
    press('Escape', document.body, { keyCode: 27 });
    await settle();
    expect(answer.mock.calls).toEqual([[undefined], [undefined]]);
    await vi.waitFor(() => {
      expect(document.activeElement).toBe(opener);
    });
  });

  it('stays where it must be answered', async () => {
    dialogs.open(Question, { data: 'Stay?', insistent: true });
    await settle();
    press('Escape', document.body, { keyCode: 27 });
    await settle();
    expect(byRole(document, 'dialog', 'Stay?')).toBeTruthy();
  });
});
