import { Service, inject } from '@angular/core';
import { MAX_BULK } from '@classy-book/contracts/users';
import { RowSelection } from '../../../shared/lists/row-selection';
import { UsersFilterStore, UsersStore } from './users-store';

/** The people that are chosen for an action. */
@Service({ autoProvided: false })
export class SelectionStore extends RowSelection {
  constructor() {
    super(inject(UsersStore).shown, inject(UsersFilterStore).filter, MAX_BULK);
  }
}
