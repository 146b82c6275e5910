import type { CourseCertificate } from '@classy-book/contracts/certificates';
import { settle, success } from '../../../core/testing/app-testing';
import { allByRole, byLabel, byRole, textOf } from '../../../core/testing/by-role';
import { submit, type } from '../../../core/testing/user';
import { certificateTexts, courseCertificate } from '../../../shared/certificates/certificates.test-support';
import { idOf } from '../../../shared/desk/attempts.test-support';
import { loadTexts, onePage } from '../../../shared/discussion/discussion.test-support';
import { openTeachPage, setUpTeach } from '../../../shared/teach/teach.test-support';
import CertificatesPage from './certificates-page';

const path = `/teach/courses/${idOf(900)}/certificates`;

async function open(certificates: CourseCertificate[] = [courseCertificate()]) {
  const teaching = await setUpTeach({
    page: CertificatesPage,
    path: 'teach/:course/certificates',
    texts: certificateTexts,
  });
  await loadTexts('certificates', 'desk', 'teach');
  const { routes } = teaching.api;
  routes.set(`GET ${path}`, () => onePage(certificates));
  routes.set(`GET /teach/courses/${idOf(900)}`, () => success({ title: 'The night sky' }));
  const { page } = await openTeachPage(teaching, `/teach/${idOf(900)}/certificates`);
  await settle();
  return { page, api: teaching.api };
}

describe('the certificates of a course', () => {
  it('are shown with whose they are, and filtered by what they are worth', async () => {
    const { page, api } = await open();
    expect(textOf(page)).toMatch(/Omar Farouk\s+omar@example\.org\s+Valid.*91%.*7K3M-P9QA-XW2D/s);
    byRole(page, 'radio', 'Revoked').click();
    await api.answer();
    expect(api.of(path).at(-1)?.params.get('status')).toBe('revoked');
  });

  it('are revoked with a reason, and put in force again', async () => {
    const { page, api } = await open();
    const revoked = courseCertificate({
      status: 'revoked',
      revokedAt: '2026-11-20T10:00:00.000Z',
      history: [{ at: '2026-11-20T10:00:00.000Z', change: 'revoked', by: 'maya@example.org', reason: 'A mix-up.' }],
    });
    api.routes.set(`POST ${path}/${idOf(1)}/revoke`, () => success(revoked));
    byRole(page, 'button', /^Revoke/).click();
    await settle();
    const dialog = byRole(document.body, 'dialog', 'Revoke the certificate of Omar Farouk?');
    type(byLabel(dialog, /Reason/), 'A mix-up.');
    submit(dialog);
    await vi.waitFor(async () => {
      await api.answer();
      expect(textOf(page)).toContain('Reason: A mix-up.');
    });
    expect(api.of(`${path}/${idOf(1)}/revoke`)[0]?.body).toEqual({ reason: 'A mix-up.' });
    expect(allByRole(page, 'button', /^Put in force again/)).toHaveLength(1);
    expect(allByRole(page, 'button', /^Download PDF/)).toEqual([]);
  });

  it('are issued to everybody who completed the course, a hundred at a time', async () => {
    const { page, api } = await open([]);
    expect(textOf(page)).toContain('As soon as somebody completes the course');
    api.routes.set(`POST ${path}/issue`, ({ body }) =>
      success({ issued: 2, present: 0, belowGrade: 0, cursor: 'cursor' in (body as object) ? null : 'next' }),
    );
    byRole(page, 'button', 'Issue to past completers').click();
    await settle();
    byRole(byRole(document.body, 'dialog'), 'button', 'Issue').click();
    await vi.waitFor(async () => {
      await api.answer();
      expect(api.of(`${path}/issue`).map(({ body }) => body)).toEqual([{}, { cursor: 'next' }]);
    });
  });
});
