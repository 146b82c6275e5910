import {
  Component,
  DestroyRef,
  Injector,
  ViewEncapsulation,
  afterNextRender,
  afterRenderEffect,
  computed,
  effect,
  inject,
  input,
  output,
  signal,
  untracked,
  viewChild,
  type ElementRef,
} from '@angular/core';
import { Editor } from '@tiptap/core';
import StarterKit from '@tiptap/starter-kit';
import { TranslocoPipe } from '@jsverse/transloco';
import { firstValueFrom } from 'rxjs';
import { DialogService } from '../../core/services/dialogs';
import { Icon } from '../components/icon/icon';
import { Texts } from '../texts/texts';
import { LinkDialog } from './link-dialog';
import { textTools, toolsOn, type TextTool, type ToolName } from './text-tools';

/**
 * A field for text with headings, lists and links, as HTML that the server cleans. Each paragraph finds its own direction.
 * Its buttons are one stop of the Tab key, arrows walk over them, and Alt+F10 goes to them. Texts: scope `teach`.
 */
@Component({
  selector: 'app-rich-text',
  imports: [Icon, TranslocoPipe],
  templateUrl: './rich-text.html',
  styleUrl: './rich-text.css',
  // What is written is not made by the template.
  encapsulation: ViewEncapsulation.None,
})
export class RichText {
  private readonly dialogs = inject(DialogService);
  private readonly injector = inject(Injector);
  private readonly texts = inject(Texts);
  private readonly place = viewChild.required<ElementRef<HTMLElement>>('place');
  private readonly bar = viewChild.required<ElementRef<HTMLElement>>('bar');

  readonly html = input.required<string>();
  /** The name of the field. */
  readonly label = input.required<string>();
  readonly placeholder = input('');
  /** The language of what is written, such as `ar`. */
  readonly lang = input<string | null>(null);
  /** `/` where nothing else stands is a command (`slashed`) instead of a letter. */
  readonly commands = input(false);
  /** What a person wrote, as HTML; empty where it is only empty paragraphs. */
  readonly changed = output<string>();
  /** `/` was typed where nothing else stands. */
  readonly slashed = output();
  /** Pictures that were pasted or dropped. */
  readonly pictures = output<readonly File[]>();

  protected readonly tools = textTools;
  protected readonly on = signal<ReadonlySet<ToolName>>(new Set());
  protected readonly empty = signal(true);
  protected readonly stop = signal<ToolName>('heading2');
  protected readonly barLabel = computed(() => this.texts.of('teach.text.toolbarOf', { name: this.label() }));
  private editor: Editor | null = null;
  private emitted: string | null = null;

  constructor() {
    afterNextRender(() => {
      this.editor = this.make();
      this.follow();
    });
    // What the server made of it, or another version: never while it is being written.
    effect(() => {
      const html = this.html();
      untracked(() => {
        this.take(html);
      });
    });
    afterRenderEffect(() => {
      const [label, lang] = [this.label(), this.lang()];
      const field = this.editor?.view.dom;
      field?.setAttribute('aria-label', label);
      if (lang !== null) field?.setAttribute('lang', lang);
    });
    inject(DestroyRef).onDestroy(() => this.editor?.destroy());
  }

  /** Puts the cursor at the end of the text. */
  focus(): void {
    afterNextRender({ read: () => this.editor?.commands.focus('end') }, { injector: this.injector });
  }

  protected use(tool: TextTool): void {
    if (!this.editor) return;
    this.stop.set(tool.name);
    if (tool.name === 'link') void this.link(this.editor);
    else tool.run?.(this.editor.chain().focus()).run();
  }

  protected walk(event: KeyboardEvent): void {
    const buttons = [...this.bar().nativeElement.querySelectorAll<HTMLElement>('button')];
    const at = buttons.findIndex((button) => button === event.target);
    const forward = getComputedStyle(this.bar().nativeElement).direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
    const back = forward === 'ArrowLeft' ? 'ArrowRight' : 'ArrowLeft';
    const targets: Readonly<Record<string, number>> = {
      [forward]: (at + 1) % buttons.length,
      [back]: (at - 1 + buttons.length) % buttons.length,
      Home: 0,
      End: buttons.length - 1,
    };
    const target = targets[event.key];
    if (event.key === 'Escape') this.editor?.commands.focus();
    else if (target === undefined) return;
    else buttons[target]?.focus();
    event.preventDefault();
    event.stopPropagation();
  }

  private make(): Editor {
    const html = untracked(this.html);
    this.emitted = html;
    return new Editor({
      element: this.place().nativeElement,
      extensions: [
        StarterKit.configure({
          heading: { levels: [2, 3, 4] },
          link: { openOnClick: false, defaultProtocol: 'https', HTMLAttributes: { target: null, rel: null } },
        }),
      ],
      textDirection: 'auto',
      content: html,
      editorProps: {
        attributes: { role: 'textbox', 'aria-multiline': 'true', 'aria-label': untracked(this.label) },
        handleKeyDown: (_view, event) => this.pressed(event),
        handlePaste: (_view, event) => this.dropped(event.clipboardData),
        handleDrop: (_view, event) => this.dropped(event.dataTransfer),
      },
      onUpdate: () => {
        this.tell();
      },
      onTransaction: () => {
        this.follow();
      },
    });
  }

  private take(html: string): void {
    const { editor } = this;
    if (!editor || html === this.emitted || editor.isFocused) return;
    this.emitted = html;
    editor.commands.setContent(html, { emitUpdate: false });
    this.follow();
  }

  private tell(): void {
    const { editor } = this;
    if (!editor) return;
    const html = editor.isEmpty ? '' : editor.getHTML();
    if (html === this.emitted) return;
    this.emitted = html;
    this.changed.emit(html);
  }

  private follow(): void {
    const { editor } = this;
    if (!editor) return;
    this.empty.set(editor.isEmpty);
    const on = toolsOn(editor);
    if ([...on].join() !== [...untracked(this.on)].join()) this.on.set(on);
  }

  private pressed(event: KeyboardEvent): boolean {
    if (event.key === 'F10' && event.altKey) {
      this.bar().nativeElement.querySelector<HTMLElement>('button[tabindex="0"]')?.focus();
      return true;
    }
    const slash = this.commands() && event.key === '/' && !event.isComposing && this.editor?.isEmpty === true;
    if (slash) this.slashed.emit();
    return slash;
  }

  private dropped(data: DataTransfer | null): boolean {
    const pictures = [...(data?.files ?? [])].filter((file) => file.type.startsWith('image/'));
    if (pictures.length > 0) this.pictures.emit(pictures);
    return pictures.length > 0;
  }

  private async link(editor: Editor): Promise<void> {
    const href: unknown = editor.getAttributes('link')['href'];
    const data = typeof href === 'string' ? href : '';
    const answer = await firstValueFrom(this.dialogs.open<string>(LinkDialog, { data }).closed);
    const chain = editor.chain().focus();
    if (answer === undefined) chain.run();
    else if (answer === '') chain.extendMarkRange('link').unsetLink().run();
    else if (editor.state.selection.empty && data === '') {
      chain.insertContent({ type: 'text', text: answer, marks: [{ type: 'link', attrs: { href: answer } }] }).run();
    } else chain.extendMarkRange('link').setLink({ href: answer }).run();
  }
}
