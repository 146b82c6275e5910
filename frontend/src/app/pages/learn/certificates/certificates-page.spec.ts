import { Clipboard } from '@angular/cdk/clipboard';
import { TestBed } from '@angular/core/testing';
import { settle, success } from '../../../core/testing/app-testing';
import { allByRole, byRole, textOf } from '../../../core/testing/by-role';
import { certificateTexts, ownCertificate } from '../../../shared/certificates/certificates.test-support';
import { idOf } from '../../../shared/desk/attempts.test-support';
import { openTeachPage, setUpTeach } from '../../../shared/teach/teach.test-support';
import CertificatesPage from './certificates-page';

async function open(certificates = [ownCertificate()]) {
  const teaching = await setUpTeach({ page: CertificatesPage, role: 'user', texts: certificateTexts });
  teaching.api.routes.set('GET /certificates', () => success(certificates));
  const { page } = await openTeachPage(teaching, '/page');
  await settle();
  return { page, api: teaching.api };
}

describe('my certificates', () => {
  it('are shown with what they are for and their codes', async () => {
    const { page } = await open();
    expect(byRole(page, 'heading', 'The night sky')).toBeTruthy();
    expect(textOf(page)).toMatch(/Omar Farouk\s+Valid.*7K3M-P9QA-XW2D/s);
    expect(byRole(page, 'link', /^Public page/).getAttribute('href')).toBe('/verify/7K3M-P9QA-XW2D');
  });

  it('are saved as PDF, and their links copied', async () => {
    const { page, api } = await open();
    const saved = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => undefined);
    URL.createObjectURL = () => 'blob:pdf';
    byRole(page, 'button', /^Download PDF/).click();
    await api.answer();
    expect(api.of(`/certificates/${idOf(1)}/pdf`)).toHaveLength(1);
    expect(saved).toHaveBeenCalledOnce();
    saved.mockRestore();
    const copy = vi.spyOn(TestBed.inject(Clipboard), 'copy').mockReturnValue(true);
    byRole(page, 'button', /^Copy link/).click();
    expect(copy).toHaveBeenCalledWith('https://learn.example.org/verify/7K3M-P9QA-XW2D');
  });

  it('are not given out any more once they were revoked', async () => {
    const { page } = await open([ownCertificate({ status: 'revoked' })]);
    expect(textOf(page)).toContain('Revoked');
    expect(allByRole(page, 'button')).toEqual([]);
  });

  it('say how to get one where there is none', async () => {
    const { page } = await open([]);
    expect(textOf(page)).toContain('No certificates yet');
    expect(byRole(page, 'link', 'Find a course').getAttribute('href')).toBe('/courses');
  });
});
