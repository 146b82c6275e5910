import { Pipe, inject, type PipeTransform } from '@angular/core';
import type { Incident } from '@classy-book/contracts/incidents';
import { Texts } from '../texts/texts';

/** What an incident is called: what the person wrote who reported it, else its kind. Impure because the language changes. Texts: scope `desk`. */
@Pipe({ name: 'incidentName', pure: false })
export class IncidentNamePipe implements PipeTransform {
  private readonly texts = inject(Texts);

  transform(incident: Pick<Incident, 'kind' | 'title'>): string {
    return incident.title ?? this.texts.of(`desk.incidentKind.${incident.kind}`);
  }
}
