import { Pipe, inject, type PipeTransform } from '@angular/core';
import { Texts } from './texts';

/** `{{ count | plural: 'monitoring.newAttempts' }}`. Impure because the language changes while the arguments stay. */
@Pipe({ name: 'plural', pure: false })
export class PluralPipe implements PipeTransform {
  private readonly texts = inject(Texts);

  transform(count: number, key: string, values?: Readonly<Record<string, string>>): string {
    return this.texts.plural(key, count, values);
  }
}
