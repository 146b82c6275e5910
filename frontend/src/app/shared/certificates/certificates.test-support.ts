import type { CourseCertificate, OwnCertificate, VerifiedCertificate } from '@classy-book/contracts/certificates';
import certificatesAr from '../../../../public/i18n/certificates/ar.json';
import certificatesEn from '../../../../public/i18n/certificates/en.json';
import { idOf } from '../desk/attempts.test-support';

export const certificateTexts = { 'certificates/en': certificatesEn, 'certificates/ar': certificatesAr };

const common = { code: '7K3M-P9QA-XW2D', status: 'valid', course: 'The night sky', name: 'Omar Farouk' } as const;
const dates = { issuedAt: '2026-11-20T09:00:00.000Z', expiresAt: null };

export function ownCertificate(more: Partial<OwnCertificate> = {}): OwnCertificate {
  return {
    ...{ ...common, ...dates, id: idOf(1), courseId: idOf(900), grade: null, slug: 'the-night-sky', language: 'en' },
    verifyUrl: 'https://learn.example.org/verify/7K3M-P9QA-XW2D',
    ...more,
  };
}

export function courseCertificate(more: Partial<CourseCertificate> = {}): CourseCertificate {
  return {
    ...{ ...common, ...dates, id: idOf(1), courseId: idOf(900), grade: 91, userId: idOf(5), revokedAt: null },
    email: 'omar@example.org',
    history: [{ at: dates.issuedAt, change: 'issued', by: 'system', reason: null }],
    ...more,
  };
}

export function verifiedCertificate(more: Partial<VerifiedCertificate> = {}): VerifiedCertificate {
  return {
    ...{ ...common, ...dates, language: 'en', issuer: 'School of Stars', teachers: ['Maya Haddad'], revokedAt: null },
    ...more,
  };
}
