import { computed, inject, type Signal } from '@angular/core';
import { Texts } from '../texts/texts';

/** The sentences for what can be wrong in a post, by kind. Needs an injection context. */
export function postErrors(): Signal<Readonly<Record<string, string>>> {
  const texts = inject(Texts);
  return computed(() => ({
    required: texts.of('community.form.required'),
    maxLength: texts.of('community.form.tooLong'),
  }));
}
