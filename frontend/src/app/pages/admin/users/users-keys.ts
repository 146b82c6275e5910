import { Service, inject } from '@angular/core';
import { ListKeys } from '../../../shared/lists/list-keys';
import { SelectionStore } from './selection-store';
import { UsersStore } from './users-store';

/** The keyboard of the list: besides walking and opening, x chooses and Escape lets go of the choice. */
@Service({ autoProvided: false })
export class UsersKeys extends ListKeys {
  constructor() {
    const selection = inject(SelectionStore);
    super('users.keys', inject(UsersStore).shown, {
      x: (id) => {
        if (id !== null) selection.toggle(id);
      },
      Escape: () => {
        selection.clear();
      },
    });
  }
}
