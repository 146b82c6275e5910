import { Component, ViewEncapsulation, input } from '@angular/core';

/**
 * HTML that people wrote, as it is read: cleaned by the server where it was stored, and once more by Angular here. Each
 * text has the direction of its own words.
 */
@Component({
  selector: 'app-lesson-text',
  template: `<div dir="auto" [innerHTML]="html()"></div>`,
  // What stands inside is no part of any component.
  encapsulation: ViewEncapsulation.None,
  styleUrl: './lesson-text.css',
})
export class LessonText {
  readonly html = input.required<string>();
}
