import { Service, inject } from '@angular/core';
import { ListKeys } from '../../../shared/lists/list-keys';
import { FileSelection, FilesStore } from './files-store';

/** The keyboard of the list: besides walking and opening, x chooses and Escape lets go of the choice. */
@Service({ autoProvided: false })
export class FilesKeys extends ListKeys {
  constructor() {
    const [selection, store] = [inject(FileSelection), inject(FilesStore)];
    super('storage.desk.keys', store.shown, {
      x: (id) => {
        if (store.shown().some((file) => file.id === id && file.state !== 'deleting')) selection.toggle(id ?? '');
      },
      Escape: () => {
        selection.clear();
      },
    });
  }
}
