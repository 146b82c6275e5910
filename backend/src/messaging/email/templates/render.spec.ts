import { describe, expect, it } from 'vitest';
import type { EmailData, EmailTemplate } from '../email.port.js';
import { renderEmail } from './render.js';

const AT = new Date('2026-11-20T09:30:00Z');
const LINK = 'https://book.example.org/page#token=abc&x=1';
const NOTICE = { firstName: 'Ada', at: AT, ipAddress: '203.0.113.7', disownLink: LINK };

const SAMPLES: { readonly [T in EmailTemplate]: EmailData[T] } = {
  'verify-email': { firstName: 'Ada', link: LINK, expiresAt: AT },
  'already-registered': { firstName: 'Ada', signInLink: LINK, resetLink: 'https://book.example.org/forgot' },
  'reset-password': { firstName: 'Ada', link: LINK, expiresAt: AT },
  'confirm-new-email': { firstName: 'Ada', link: LINK, expiresAt: AT },
  'email-changed': { firstName: 'Ada', newEmail: 'new@example.org', undoLink: LINK, expiresAt: AT },
  invitation: { invitedBy: 'Grace', roleTitle: 'Instructor', link: LINK, expiresAt: AT },
  'course-invitation': { invitedBy: 'Grace', course: 'Chemistry', message: 'See you', link: LINK, expiresAt: AT },
  'deletion-requested': { firstName: 'Ada', deleteAfter: AT, cancelLink: LINK },
  'account-deleted': { firstName: 'Ada' },
  'unfamiliar-sign-in': { ...NOTICE, device: 'Firefox 140 · Linux', country: 'IS', newCountry: true },
  'desk-alert': {
    ...{ firstName: 'Ada', what: 'credential_stuffing', severity: 'high', number: 12, worse: false, at: AT },
    ...{ more: 3, link: LINK },
  },
  'desk-alerts': { firstName: 'Ada', count: 4, severity: 'critical', link: LINK },
  'account-locked': { ...NOTICE, lockedUntil: AT, byAdministrator: false },
  'security-change': { ...NOTICE, what: 'totp_added' },
};
const TEMPLATES = Object.keys(SAMPLES) as EmailTemplate[];
const ALL = TEMPLATES.flatMap((template) => (['en', 'ar'] as const).map((locale) => [template, locale] as const));

function render(template: EmailTemplate, locale: 'en' | 'ar', change: object = {}) {
  const data = { ...SAMPLES[template], ...change };
  return renderEmail({ to: 'ada@example.org', locale, template, data });
}

describe('every mail', () => {
  it.each(ALL)('%s (%s) says the same as text and as HTML, in its language', (template, locale) => {
    const { subject, text, html } = render(template, locale);
    expect(subject).toMatch(locale === 'ar' ? /[\u0600-\u06ff]/ : /^[A-Z]/);
    expect(html).toContain(locale === 'ar' ? '<html lang="ar" dir="rtl">' : '<html lang="en" dir="ltr">');
    const visible = html
      .replace(/<style>[^]*?<\/style>|<[^>]+>/g, ' ')
      .replaceAll('&amp;', '&')
      .replaceAll('&#39;', "'");
    const words = (value: string) => value.split(/\s+/).filter((word) => word !== '' && word !== '--');
    const known = new Set(words(visible).map((word) => word.replace(/:$/, '')));
    expect(words(text).filter((word) => !known.has(word.replace(/:$/, '')))).toEqual([]);
    expect(text).not.toMatch(/undefined|null|\[object|NaN|Invalid/);
  });

  it.each(ALL)('%s (%s) shows its link as a button and written out', (template, locale) => {
    if (template === 'account-deleted') return;
    const { text, html } = render(template, locale);
    const escaped = LINK.replace('&', '&amp;');
    expect(text).toContain(`\n${LINK}\n`);
    expect(html.split(`href="${escaped}"`)).toHaveLength(3);
    expect(html).toContain(`>${escaped}<`);
  });

  it.each(ALL)('%s (%s) takes what people typed as text', (template, locale) => {
    const evil = '"><script>alert(1)</script>\r\nBcc: x@example.org';
    const typed = {
      firstName: evil,
      invitedBy: evil,
      roleTitle: evil,
      device: evil,
      newEmail: evil,
      country: evil,
      course: evil,
      message: evil,
    };
    const { subject, text, html } = render(template, locale, typed);
    expect(html).not.toContain('<script');
    expect(text).not.toContain('\r');
    expect(subject).not.toMatch(/script|Bcc/);
  });

  it('keeps what somebody with another writing direction typed apart from the sentence', () => {
    const { text } = render('invitation', 'en', { invitedBy: 'غادة\u202e' });
    expect(text).toContain('\u2068غادة \u2069 invites you');
  });
});

describe('a greeting', () => {
  it.each(['Ada', "O'Neil", 'Anne-Marie', 'غادة', 'Zoë Ann'])('uses the name %s', (firstName) => {
    expect(render('verify-email', 'en', { firstName }).text).toContain(firstName);
  });

  it.each(['visit evil.example', 'http://x', 'call 555', 'A'.repeat(80), '- Ada'])(
    'leaves out what could be a message of a stranger: %s',
    (firstName) => {
      const { text } = render('verify-email', 'en', { firstName });
      expect(text.startsWith('Hello,\n')).toBe(true);
      expect(text).not.toContain(firstName);
    },
  );
});
