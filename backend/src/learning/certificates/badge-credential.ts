import { showCode } from './certificate-codes.js';
import { verifyUrl } from './certificate.mapper.js';
import type { CertificateDocument } from './certificate.schema.js';

/** A credential as JSON: Open Badges 3.0, data model 2.0 of verifiable credentials. */
export type BadgeCredential = Readonly<Record<string, unknown>> & { readonly id: string };

const CONTEXTS = ['https://www.w3.org/ns/credentials/v2', 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json'];

/** The address at which anybody learns whether a badge was revoked. */
export function statusUrl(origin: string, code: string): string {
  return `${origin}/api/v1/verify/${showCode(code)}/status`;
}

/** Who issues badges: this installation. */
function issuerOf(origin: string, name: string): Readonly<Record<string, unknown>> {
  return { id: origin, type: ['Profile'], name, url: origin };
}

/**
 * A certificate as an OpenBadgeCredential (Open Badges 3.0, section 4). Its id is the address of the public page. The person
 * is named and not linked to an account.
 */
export function badgeCredential(certificate: CertificateDocument, origin: string): BadgeCredential {
  const { code, name, course, courseId, summary, language, issuer, issuedAt, expiresAt } = certificate;
  const id = verifyUrl(origin, code);
  return {
    '@context': CONTEXTS,
    id,
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    issuer: issuerOf(origin, issuer),
    validFrom: issuedAt.toISOString(),
    ...(expiresAt === null ? {} : { validUntil: expiresAt.toISOString() }),
    name: course,
    credentialSubject: {
      type: ['AchievementSubject'],
      identifier: [{ type: 'IdentityObject', hashed: false, identityHash: name, identityType: 'name' }],
      achievement: {
        id: `${origin}/api/v1/catalogue/courses/${courseId}`,
        type: ['Achievement'],
        achievementType: 'Course',
        name: course,
        description: summary === '' ? course : summary,
        inLanguage: language,
        criteria: { narrative: `Everything that the course "${course}" requires was completed.` },
      },
    },
    evidence: [{ id, type: ['Evidence'], name: 'Verification page' }],
    credentialStatus: { id: statusUrl(origin, code), type: '1EdTechRevocationList' },
  };
}

/** The revocation list of one badge: the credential itself, or nothing. No reason, which may be personal. */
export function revocationList(certificate: CertificateDocument, origin: string): Readonly<Record<string, unknown>> {
  const { code, issuer, revokedAt } = certificate;
  return {
    id: statusUrl(origin, code),
    issuer: issuerOf(origin, issuer),
    revokedCredentials: revokedAt === null ? [] : [{ id: verifyUrl(origin, code), revoked: true }],
  };
}
