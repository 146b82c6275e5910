import { Service, inject } from '@angular/core';
import { ListKeys } from '../../../shared/lists/list-keys';
import { IncidentsListStore } from './incidents-list-store';

/** The keyboard of the list: besides walking and opening, n shows what is new. */
@Service({ autoProvided: false })
export class IncidentsKeys extends ListKeys {
  constructor() {
    const incidents = inject(IncidentsListStore);
    super('incidents.keys', incidents.shown, {
      n: () => {
        incidents.showNew();
      },
    });
  }
}
