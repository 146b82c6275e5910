import { CdkCopyToClipboard } from '@angular/cdk/clipboard';
import { Component, input, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { Icon } from '../../components/icon/icon';
import type { BlockOf } from '../block-template';

/** Source code, from left to right in every language, with a button that copies it. Texts: scope `learn`. */
@Component({
  selector: 'app-code-block',
  imports: [CdkCopyToClipboard, Icon, TranslocoPipe],
  template: `
    <figure>
      <div class="frame" dir="ltr">
        <header>
          <span>{{ block().language }}</span>
          <button
            type="button"
            class="btn quiet"
            [cdkCopyToClipboard]="block().code"
            (cdkCopyToClipboardCopied)="copied.set($event)"
          >
            <app-icon [name]="copied() ? 'check' : 'content-copy'" />
            {{ (copied() ? 'learn.code.copied' : 'learn.code.copy') | transloco }}
          </button>
          <span class="visually-hidden" role="status">{{ copied() ? ('learn.code.copied' | transloco) : '' }}</span>
        </header>
        <pre
          tabindex="0"
          role="region"
          [attr.aria-label]="'learn.code.label' | transloco"
        ><code>{{ block().code }}</code></pre>
      </div>
      @if (block().caption) {
        <figcaption dir="auto">{{ block().caption }}</figcaption>
      }
    </figure>
  `,
  styles: `
    .frame {
      overflow: hidden;
      border: 1px solid var(--line);
      border-radius: var(--radius-md);
      background: var(--surface);
    }
    header {
      display: flex;
      align-items: center;
      justify-content: space-between;
      min-block-size: 38px;
      padding-inline: var(--space-4) var(--space-1);
      border-block-end: 1px solid var(--line);
      background: var(--surface-2);
      color: var(--ink-2);
      font: var(--text-xs) var(--font-mono);
    }
    .btn {
      font-family: var(--font-sans);
    }
    pre {
      margin: 0;
      padding: var(--space-4);
      overflow-x: auto;
      font: var(--text-sm) / 1.65 var(--font-mono);
      tab-size: 4;
    }
    pre:focus-visible {
      outline-offset: -2px;
    }
    code {
      font-size: inherit;
      overflow-wrap: normal;
    }
    figcaption {
      margin-block-start: var(--space-2);
      color: var(--ink-2);
      font-size: var(--text-sm);
    }
  `,
})
export class CodeBlock {
  readonly block = input.required<BlockOf<'code'>>();
  protected readonly copied = signal(false);
}
