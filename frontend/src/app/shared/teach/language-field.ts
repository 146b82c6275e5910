import { Component, computed, inject, input, output } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { I18nService } from '../../core/services/i18n';
import { Field } from '../components/field/field';
import { commonLanguages, languageName } from './languages';

/** The language that something is written or spoken in. Texts: scope `teach`. */
@Component({
  selector: 'app-language-field',
  imports: [Field, TranslocoPipe],
  template: `
    <app-field [for]="id()" [label]="'teach.fields.language' | transloco">
      <select #choice class="input" [id]="id()" (change)="picked.emit(choice.value)">
        @for (language of languages(); track language.tag) {
          <option [value]="language.tag" [selected]="language.tag === value()">{{ language.name }}</option>
        }
      </select>
    </app-field>
  `,
})
export class LanguageField {
  private readonly i18n = inject(I18nService);
  /** The id of the control: unique on the page. */
  readonly id = input.required<string>();
  /** A language tag such as `ar`. */
  readonly value = input.required<string>();
  readonly picked = output<string>();
  protected readonly languages = computed(() => {
    const tags = new Set<string>([...commonLanguages, this.value()]);
    return [...tags].map((tag) => ({ tag, name: languageName(tag, this.i18n.locale()) }));
  });
}
