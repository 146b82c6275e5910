import { Component, input, output } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { Field } from '../../../../shared/components/field/field';
import type { BlockOf } from '../../../../shared/lesson/block-template';
import { TextInput } from './text-input';

/** A piece of code, always written from left to right. */
@Component({
  selector: 'app-code-editor',
  imports: [Field, TextInput, TranslocoPipe],
  template: `
    <app-field [for]="'language-' + block().id" [label]="'teach.block.code.language' | transloco">
      <select
        #language
        class="input"
        [id]="'language-' + block().id"
        (change)="changed.emit({ language: language.value })"
      >
        @for (name of languages; track name) {
          <option [value]="name" [selected]="name === block().language">
            {{ name === '' ? ('teach.block.code.plain' | transloco) : name }}
          </option>
        }
      </select>
    </app-field>
    <app-field [for]="'code-' + block().id" [label]="'teach.block.code.code' | transloco">
      <textarea
        #code
        class="input code"
        dir="ltr"
        rows="8"
        spellcheck="false"
        autocapitalize="off"
        maxlength="40000"
        [id]="'code-' + block().id"
        [value]="block().code"
        (input)="changed.emit({ code: code.value })"
      ></textarea>
    </app-field>
    <app-text-input
      [id]="'caption-' + block().id"
      [label]="'teach.block.caption' | transloco"
      [most]="200"
      [value]="block().caption"
      (typed)="changed.emit({ caption: $event })"
    />
  `,
  styleUrl: './block-form.css',
})
export class CodeEditor {
  readonly block = input.required<BlockOf<'code'>>();
  readonly changed = output<Partial<BlockOf<'code'>>>();
  protected readonly languages = [
    ...['', 'bash', 'c', 'cpp', 'csharp', 'css', 'go', 'html', 'java', 'javascript', 'json', 'kotlin', 'latex'],
    ...['php', 'python', 'r', 'ruby', 'rust', 'sql', 'swift', 'typescript', 'xml', 'yaml'],
  ];
}
