import { Service, inject } from '@angular/core';
import type { LoginAttempt } from '@classy-book/contracts/attempts';
import { RowCursor } from '../../../shared/lists/row-cursor';
import { AttemptsStore } from './attempts-store';

/** The attempt that the keyboard stands on. */
@Service({ autoProvided: false })
export class AttemptCursor extends RowCursor<LoginAttempt> {
  constructor() {
    super(inject(AttemptsStore).shown);
  }
}
