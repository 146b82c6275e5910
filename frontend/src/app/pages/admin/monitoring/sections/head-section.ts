import { Component, computed, inject } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { I18nService } from '../../../../core/services/i18n';
import type { Choice } from '../../../../shared/components/filter-chip/choice-list';
import { ColumnChip } from '../../../../shared/components/filter-chip/column-chip';
import { Icon } from '../../../../shared/components/icon/icon';
import { Texts } from '../../../../shared/texts/texts';
import { SavedViews } from '../../../../shared/views/saved-views';
import { ColumnStore, optionalColumns, type ColumnName } from '../columns';
import { ExportStore } from '../export-store';

/** The heading of the page with the column chooser and the export. */
@Component({
  selector: 'app-head-section',
  imports: [ColumnChip, Icon, SavedViews, TranslocoPipe],
  template: `
    <div>
      <h1 tabindex="-1">{{ 'monitoring.title' | transloco }}</h1>
      <p>{{ 'monitoring.subtitle' | transloco }}</p>
    </div>
    <div class="actions">
      <app-saved-views page="monitoring" />
      <app-column-chip
        [label]="'monitoring.columns' | transloco"
        [choices]="choices"
        [chosen]="columns.shown()"
        (picked)="columns.choose($event)"
      />
      <button type="button" class="btn" [disabled]="saving()" (click)="save()">
        <app-icon name="download" />{{ saving() ? progress() : ('monitoring.export' | transloco) }}
      </button>
    </div>
  `,
  host: { class: 'page-head' },
})
export class HeadSection {
  private readonly exports = inject(ExportStore);
  private readonly i18n = inject(I18nService);
  private readonly texts = inject(Texts);
  protected readonly columns = inject(ColumnStore);
  protected readonly choices = optionalColumns.map((value): Choice<ColumnName> => ({
    value,
    label: `monitoring.column.${value}`,
  }));
  protected readonly saving = computed(() => this.exports.bytes() !== null);
  protected readonly progress = computed(() => {
    const megabytes = this.i18n.number((this.exports.bytes() ?? 0) / 1e6, { maximumFractionDigits: 1 });
    return this.texts.of('monitoring.exporting', { megabytes });
  });

  protected save(): void {
    void this.exports.run();
  }
}
