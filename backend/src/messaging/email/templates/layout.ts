import type { MailLink, MailText } from './mail-text.js';

/** How a language is laid out. */
export interface LayoutWords {
  readonly locale: 'en' | 'ar';
  readonly direction: 'ltr' | 'rtl';
  /** Stands over a link that is written out, for whoever cannot press the button. */
  readonly linkHint: string;
  readonly footer: string;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Makes a text harmless inside HTML, in elements and in attributes. */
function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character);
}

/** The plain text of a mail. */
export function toText(mail: MailText, words: LayoutWords): string {
  const blocks = [
    mail.greeting,
    ...mail.paragraphs,
    mail.facts?.map(({ label, value }) => `${label}: ${value}`).join('\n'),
    linkText(mail.action),
    ...mail.notes,
    linkText(mail.secondAction),
    `-- \n${words.footer}`,
  ];
  return `${blocks.filter((block) => typeof block === 'string' && block !== '').join('\n\n')}\n`;
}

function linkText(action: MailLink | undefined): string | undefined {
  return action === undefined ? undefined : `${action.label}:\n${action.link}`;
}

/**
 * The HTML of a mail: one plain column without remote content, readable in light and dark, with the same words as the
 * text.
 */
export function toHtml(mail: MailText, words: LayoutWords): string {
  const paragraph = (text: string, style = 'margin:0 0 16px'): string => `<p style="${style}">${escapeHtml(text)}</p>`;
  const body = [
    mail.greeting === null ? '' : paragraph(mail.greeting),
    ...mail.paragraphs.map((text) => paragraph(text)),
    factTable(mail),
    button(mail.action, words, 'action'),
    ...mail.notes.map((text) => paragraph(text)),
    button(mail.secondAction, words, 'second'),
  ];
  return `<!doctype html>
<html lang="${words.locale}" dir="${words.direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${escapeHtml(mail.subject)}</title>
<style>
:root { color-scheme: light dark; }
body { margin: 0; background: #f4f5f7; color: #1c2330; }
.card { background: #ffffff; }
.muted { color: #596273; }
.action { background: #1d4f91; color: #ffffff; }
.second { background: #e6eaf0; color: #1c2330; }
@media (prefers-color-scheme: dark) {
  body { background: #12161d; color: #e7ebf2; }
  .card { background: #1b212b; }
  .muted { color: #a7b0bf; }
  .action { background: #8ab4f0; color: #10151d; }
  .second { background: #323b49; color: #e7ebf2; }
  a.plain { color: #a9c8f7; }
}
</style>
</head>
<body>
<div dir="${words.direction}" style="max-width:560px;margin:0 auto;padding:24px 16px;font:16px/1.5 system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans Arabic',sans-serif">
<p class="muted" style="margin:0 0 12px;font-weight:600">Classy Book</p>
<div class="card" style="border-radius:12px;padding:24px;overflow-wrap:anywhere">
<h1 style="margin:0 0 16px;font-size:20px;line-height:1.3">${escapeHtml(mail.subject)}</h1>
${body.filter((part) => part !== '').join('\n')}
</div>
<p class="muted" style="margin:16px 0 0;font-size:14px">${escapeHtml(words.footer)}</p>
</div>
</body>
</html>
`;
}

function factTable({ facts = [] }: MailText): string {
  if (facts.length === 0) return '';
  const cell = 'padding:4px 0;padding-inline-end:16px;text-align:start;vertical-align:top;font-weight:normal';
  const rows = facts.map(
    ({ label, value }) =>
      `<tr><th scope="row" class="muted" style="${cell}">${escapeHtml(label)}</th>` +
      `<td style="padding:4px 0"><bdi>${escapeHtml(value)}</bdi></td></tr>`,
  );
  return `<table style="border-collapse:collapse;margin:0 0 16px">${rows.join('')}</table>`;
}

function button(action: MailLink | undefined, words: LayoutWords, kind: 'action' | 'second'): string {
  if (action === undefined) return '';
  const link = escapeHtml(action.link);
  const style = 'display:inline-block;padding:10px 18px;border-radius:8px;font-weight:600;text-decoration:none';
  return (
    `<p style="margin:0 0 16px"><a class="${kind}" href="${link}" style="${style}">${escapeHtml(action.label)}</a></p>\n` +
    `<p class="muted" style="margin:0 0 16px;font-size:14px">${escapeHtml(words.linkHint)}<br>` +
    `<a class="plain" href="${link}" dir="ltr">${link}</a></p>`
  );
}
