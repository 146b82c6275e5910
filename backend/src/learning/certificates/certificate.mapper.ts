import type {
  CertificateStatus,
  CourseCertificate,
  OwnCertificate,
  VerifiedCertificate,
} from '@classy-book/contracts/certificates';
import { showCode } from './certificate-codes.js';
import type { CertificateDocument } from './certificate.schema.js';

/** What a certificate is worth at a moment. */
export function statusOf(
  { revokedAt, expiresAt }: Pick<CertificateDocument, 'revokedAt' | 'expiresAt'>,
  now: Date,
): CertificateStatus {
  if (revokedAt !== null) return 'revoked';
  return expiresAt !== null && expiresAt <= now ? 'expired' : 'valid';
}

/** The address of the public page of a certificate. */
export function verifyUrl(origin: string, code: string): string {
  return `${origin}/verify/${showCode(code)}`;
}

export function toOwn(certificate: CertificateDocument, now: Date, origin: string): OwnCertificate {
  const { slug, language, code } = certificate;
  return { ...shared(certificate, now), slug, language, verifyUrl: verifyUrl(origin, code) };
}

export function toCourseCertificate(certificate: CertificateDocument, now: Date): CourseCertificate {
  const { userId, email, revokedAt, history } = certificate;
  return {
    ...shared(certificate, now),
    userId,
    email,
    revokedAt: revokedAt?.toISOString() ?? null,
    history: history.map(({ at, ...entry }) => ({ ...entry, at: at.toISOString() })),
  };
}

/** What anybody may know: never the account, the grade, or why it was revoked. */
export function toVerified(certificate: CertificateDocument, now: Date): VerifiedCertificate {
  const { code, name, course, language, issuer, teachers, issuedAt, expiresAt, revokedAt } = certificate;
  return {
    ...{ name, course, language, issuer, teachers },
    code: showCode(code),
    status: statusOf(certificate, now),
    issuedAt: issuedAt.toISOString(),
    expiresAt: expiresAt?.toISOString() ?? null,
    revokedAt: revokedAt?.toISOString() ?? null,
  };
}

function shared(certificate: CertificateDocument, now: Date): Omit<OwnCertificate, 'slug' | 'language' | 'verifyUrl'> {
  const { _id, code, courseId, course, name, issuedAt, expiresAt, grade } = certificate;
  return {
    ...{ courseId, course, name, grade },
    id: _id.toHexString(),
    code: showCode(code),
    status: statusOf(certificate, now),
    issuedAt: issuedAt.toISOString(),
    expiresAt: expiresAt?.toISOString() ?? null,
  };
}
