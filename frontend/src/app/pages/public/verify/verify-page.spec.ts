import { failure, settle, success } from '../../../core/testing/app-testing';
import { allByRole, byLabel, byRole, textOf } from '../../../core/testing/by-role';
import { submit, type } from '../../../core/testing/user';
import { certificateTexts, verifiedCertificate } from '../../../shared/certificates/certificates.test-support';
import { openTeachPage, setUpTeach } from '../../../shared/teach/teach.test-support';
import VerifyPage from './verify-page';

async function open(url: string, answer: () => object, failing = false) {
  const path = url === '/verify' ? 'verify' : 'verify/:code';
  const teaching = await setUpTeach({ page: VerifyPage, path, texts: certificateTexts });
  teaching.api.routes.set('GET /verify/7K3M-P9QA-XW2D', answer);
  if (failing) teaching.api.failing.set('GET /verify/7K3M-P9QA-XW2D', { status: 404, body: failure('NOT_FOUND') });
  const { page } = await openTeachPage(teaching, url);
  await settle();
  return { page, api: teaching.api };
}

describe('the page that verifies', () => {
  it('waits for a code, and asks for nothing before', async () => {
    const { page, api } = await open('/verify', () => success(null));
    expect(byLabel(page, 'Code of the certificate').value).toBe('');
    submit(page);
    await api.answer();
    expect(document.activeElement).toBe(byLabel(page, 'Code of the certificate'));
    expect(api.asked).toEqual([]);
  });

  it('says of a certificate whose it is, for what, and that it is valid', async () => {
    const { page } = await open('/verify/7K3M-P9QA-XW2D', () => success(verifiedCertificate()));
    const text = textOf(page).replaceAll(/\s+/g, ' ');
    expect(text).toContain('This certificate is valid');
    expect(text).toMatch(/Omar Farouk.*The night sky.*School of Stars.*Maya Haddad.*20 Nov 2026.*No end/);
    const badge = byRole(page, 'link', 'Badge (Open Badges 3.0)');
    expect(badge.getAttribute('href')).toBe('/api/v1/verify/7K3M-P9QA-XW2D/badge');
  });

  it('says that one has expired', async () => {
    const expired = verifiedCertificate({ status: 'expired', expiresAt: '2026-11-19T09:00:00.000Z' });
    const { page } = await open('/verify/7K3M-P9QA-XW2D', () => success(expired));
    expect(textOf(page)).toMatch(/This certificate has expired.*Expired on\s+19 Nov 2026/s);
  });

  it('gives no badge of one that was revoked', async () => {
    const revoked = verifiedCertificate({ status: 'revoked', revokedAt: '2026-11-20T10:00:00.000Z' });
    const { page } = await open('/verify/7K3M-P9QA-XW2D', () => success(revoked));
    expect(textOf(page)).toMatch(/This certificate was revoked.*Revoked on\s+20 Nov 2026/s);
    expect(allByRole(page, 'link', /Badge/)).toEqual([]);
  });

  it('says that there is none, and goes to the address of another code that is typed', async () => {
    const { page, api } = await open('/verify/7K3M-P9QA-XW2D', () => success(null), true);
    expect(textOf(page)).toContain('There is no certificate with this code');
    type(byLabel(page, 'Code of the certificate'), ' abcd-efgh-jkmn ');
    submit(page);
    await api.answer();
    expect(api.of('/verify/abcd-efgh-jkmn')).toHaveLength(1);
  });
});
