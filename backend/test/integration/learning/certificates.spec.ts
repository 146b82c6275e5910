import type {
  CourseCertificate,
  IssuePastAnswer,
  OwnCertificate,
  VerifiedCertificate,
} from '@classy-book/contracts/certificates';
import type { Course } from '@classy-book/contracts/courses';
import { createLocalJWKSet, decodeProtectedHeader, type JSONWebKeySet, jwtVerify } from 'jose';
import { mongo } from 'mongoose';
import supertest from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NO_ORIGIN } from '../../../src/common/events/actor.js';
import { EventBus } from '../../../src/common/events/event-bus.js';
import { DatabaseService } from '../../../src/database/database.service.js';
import { CertificateSweeperService } from '../../../src/learning/certificates/certificate-sweeper.service.js';
import { EnrolmentsPort } from '../../../src/learning/enrolments/enrolments.port.js';
import { GradesPort } from '../../../src/learning/grades/grades.port.js';
import { eventually, startApp, type TestApp } from '../../support/app.js';
import { addPerson, makeCourse, type Person, publishCourse, publishLesson } from '../../support/teaching.js';
import { asText, completeSilently } from './completed.js';
import { addAccounts, openCourse } from './people.js';

let t: TestApp;
let ada: Person;
let other: Person;
let lea: Person;
let stranger: Person;
let course: Course;
let certificate: OwnCertificate;

const collection = (name: string) => t.connection.collection(name);
const enrolments = () => t.app.get(EnrolmentsPort, { strict: false });
const open = (path: string) => supertest(t.url).get(`/api/v1${path}`);
const verified = async (code: string) => (await open(`/verify/${code}`)).body.data as VerifiedCertificate;
const certificatesOf = async (userId: string) => await collection('certificates').find({ userId }).toArray();

beforeAll(async () => {
  t = await startApp({ ARGON2_MEMORY_KIB: '7168', ARGON2_ITERATIONS: '1', ORGANISATION_NAME: 'School of Tea' });
  ada = await addPerson(t, 'ada@school.example', 'instructor');
  other = await addPerson(t, 'otto@school.example', 'instructor');
  lea = await addPerson(t, 'lea@school.example', 'user');
  stranger = await addPerson(t, 'sam@school.example', 'user');
  course = await makeCourse(ada, 'Brewing tea', [['One', 'Two']]);
  const lessons = course.sections[0]?.lessons ?? [];
  for (const { id } of lessons) await publishLesson(ada, id, undefined, { rules: [{ kind: 'viewed' }] });
  await publishCourse(ada, course.id);
  await enrolments().enrol(course.id, lea.tokens.user.id, 'free');
  const [one, two] = lessons.map(({ id }) => `/learn/courses/${course.slug}/lessons/${id}/view`);
  await lea.done('post', one ?? '');
  expect(await lea.get('/certificates')).toEqual([]);
  // the last step several times at once
  await Promise.all([1, 2, 3].map(async () => lea.codeOf('post', two ?? '')));
  await eventually(
    'the certificate is there',
    async () => (await lea.get<OwnCertificate[]>('/certificates')).length > 0,
  );
  [certificate] = (await lea.get<OwnCertificate[]>('/certificates')) as [OwnCertificate];
});
afterAll(async () => {
  await t.close();
});

describe('a certificate', () => {
  it('comes by itself when the course is completed: once, on record, and told to the learner', async () => {
    expect(certificate).toMatchObject({ course: 'Brewing tea', name: 'Test Person', status: 'valid', expiresAt: null });
    expect(certificate.verifyUrl).toBe(`${t.config.server.publicUrl}/verify/${certificate.code}`);
    t.app.get(CertificateSweeperService).wake();
    const userId = mongo.ObjectId.createFromHexString(lea.tokens.user.id);
    const told = { userId, kind: 'certificate_issued' };
    await eventually('the learner is told', async () => (await collection('notifications').countDocuments(told)) > 0);
    expect(await certificatesOf(lea.tokens.user.id)).toHaveLength(1);
    const records = { action: 'certificate.changed', resourceId: certificate.id };
    expect(await collection('audit_logs').countDocuments(records)).toBe(1);
  });

  it('is given to its owner and the teachers of its course, and to nobody else', async () => {
    const { id } = certificate;
    const taught = `/teach/courses/${course.id}/certificates`;
    for (const path of [`/certificates/${id}/pdf`, `/certificates/${id}/badge`]) {
      expect([path, await lea.codeOf('get', path)]).toEqual([path, 'done']);
      expect([path, await stranger.codeOf('get', path)]).toEqual([path, 'NOT_FOUND']);
      expect([path, (await open(path)).status]).toEqual([path, 401]);
    }
    for (const path of [taught, `${taught}/${id}/pdf`]) {
      expect([path, await ada.codeOf('get', path)]).toEqual([path, 'done']);
      expect([path, await other.codeOf('get', path)]).toEqual([path, 'NOT_FOUND']);
      expect([path, await lea.codeOf('get', path)]).toEqual([path, 'FORBIDDEN']);
    }
    expect(await other.codeOf('post', `${taught}/${id}/revoke`, { reason: 'Not mine.' })).toBe('NOT_FOUND');
    expect(await other.codeOf('post', `${taught}/issue`, {})).toBe('NOT_FOUND');
  });

  it('is a page of PDF in both languages', async () => {
    for (const language of ['en', 'ar']) {
      const { headers, body } = await lea.ask('get', `/certificates/${certificate.id}/pdf?language=${language}`);
      expect(headers).toMatchObject({
        'content-type': 'application/pdf',
        'content-disposition': `attachment; filename="certificate-${certificate.code}.pdf"`,
      });
      const pdf = (body as Buffer).toString('latin1');
      expect([pdf.slice(0, 5), pdf.match(/\/Type \/Page\b/g)?.length]).toEqual(['%PDF-', 1]);
    }
  });
});

describe('a code', () => {
  it('is verified by anybody, however it is typed, and tells nothing of the account', async () => {
    const plain = certificate.code.replaceAll('-', '');
    for (const typed of [certificate.code, plain, plain.toLowerCase(), ` ${plain} `]) {
      const answer = await open(`/verify/${encodeURIComponent(typed)}`);
      expect(answer.body.data).toEqual({
        ...{ code: certificate.code, status: 'valid', name: 'Test Person', course: 'Brewing tea', language: 'en' },
        ...{ issuer: 'School of Tea', teachers: ['Test Person'], issuedAt: certificate.issuedAt },
        ...{ expiresAt: null, revokedAt: null },
      });
    }
  });

  it.each(['0000-0000-0000', '000000000000', 'x', '%24ne', '%00', 'U'.repeat(12), '..%2F..%2Fcertificates'])(
    'that is none is not found: %s',
    async (typed) => {
      for (const path of [`/verify/${typed}`, `/verify/${typed}/badge`, `/verify/${typed}/status`]) {
        expect([path, (await open(path)).status]).toEqual([path, 404]);
      }
    },
  );

  it('says that its certificate has expired', async () => {
    const _id = mongo.ObjectId.createFromHexString(certificate.id);
    await collection('certificates').updateOne({ _id }, { $set: { expiresAt: new Date(Date.now() - 1_000) } });
    expect((await verified(certificate.code)).status).toBe('expired');
    expect((await lea.get<OwnCertificate[]>('/certificates'))[0]?.status).toBe('expired');
    await collection('certificates').updateOne({ _id }, { $set: { expiresAt: null } });
  });
});

describe('a badge', () => {
  const badge = async () => (await open(`/verify/${certificate.code}/badge`).buffer(true).parse(asText)).body as string;

  it('is a credential that anybody can check with the published key', async () => {
    const keys = JSON.parse((await open('/certificates/keys').buffer(true).parse(asText)).body) as JSONWebKeySet;
    expect(JSON.stringify(keys)).not.toContain('"d"');
    const token = await badge();
    const { payload } = await jwtVerify(token, createLocalJWKSet(keys), { issuer: t.config.server.publicUrl });
    expect(decodeProtectedHeader(token)).toMatchObject({
      alg: 'EdDSA',
      kid: keys.keys[0]?.kid,
      jwk: { crv: 'Ed25519' },
    });
    expect(payload).toMatchObject({
      jti: certificate.verifyUrl,
      nbf: Math.floor(Date.parse(certificate.issuedAt) / 1000),
      type: ['VerifiableCredential', 'OpenBadgeCredential'],
      issuer: { name: 'School of Tea' },
      credentialSubject: {
        identifier: [{ identityHash: 'Test Person' }],
        achievement: { name: 'Brewing tea' },
      },
    });
    expect(JSON.stringify(payload)).not.toContain('lea@school.example');
    const [head, , signature] = token.split('.');
    const forged = Buffer.from(JSON.stringify({ ...payload, name: 'Flying' })).toString('base64url');
    await expect(jwtVerify(`${head ?? ''}.${forged}.${signature ?? ''}`, createLocalJWKSet(keys))).rejects.toThrow();
  });

  it('names where to ask whether it was revoked', async () => {
    const { credentialStatus } = JSON.parse(Buffer.from((await badge()).split('.')[1] ?? '', 'base64url').toString());
    const path = new URL(credentialStatus.id).pathname;
    expect((await supertest(t.url).get(path)).body.revokedCredentials).toEqual([]);
  });
});

describe('a teacher', () => {
  const act = (what: 'revoke' | 'reinstate') => `/teach/courses/${course.id}/certificates/${certificate.id}/${what}`;

  it('revokes a certificate once, with a reason that the public does not see', async () => {
    const reason = { reason: 'Somebody else took the test.' };
    const codes = await Promise.all([1, 2, 3].map(async () => ada.codeOf('post', act('revoke'), reason)));
    expect(codes.sort()).toEqual(['CONFLICT', 'CONFLICT', 'done']);
    const shown = await open(`/verify/${certificate.code}`);
    expect(shown.body.data.status).toBe('revoked');
    expect(shown.text).not.toContain('took the test');
    const status = await open(`/verify/${certificate.code}/status`);
    expect(status.body.revokedCredentials).toEqual([{ id: certificate.verifyUrl, revoked: true }]);
    expect(await lea.codeOf('get', `/certificates/${certificate.id}/pdf`)).toBe('CONFLICT');
    expect((await open(`/verify/${certificate.code}/badge`)).status).toBe(409);
    const list = await ada.get<CourseCertificate[]>(`/teach/courses/${course.id}/certificates?status=revoked`);
    expect(list[0]?.history).toMatchObject([
      { change: 'issued', by: 'system' },
      { change: 'revoked', by: 'ada@school.example', ...reason },
    ]);
    const record = await collection('audit_logs').findOne({ resourceId: certificate.id, 'details.change': 'revoked' });
    expect(record?.['details']).toMatchObject({ facts: reason, after: { status: 'revoked' } });
  });

  it('puts it in force again', async () => {
    expect(await ada.codeOf('post', act('reinstate'), { reason: 'It was a mistake.' })).toBe('done');
    expect((await verified(certificate.code)).status).toBe('valid');
    expect(await ada.codeOf('post', act('reinstate'), { reason: 'Once more.' })).toBe('CONFLICT');
    expect(await ada.get(`/teach/courses/${course.id}/certificates?status=revoked`)).toEqual([]);
  });

  it('issues certificates to those who completed the course before it gave any', async () => {
    const none = { certificate: { enabled: false, validMonths: null, minimumGrade: 0 } };
    const past = await openCourse(t, ada, 'A course of old', none);
    const people = await addAccounts(t, ['one@school.example', 'two@school.example']);
    for (const id of people) await completeSilently(t, past.id, id);
    const issue = `/teach/courses/${past.id}/certificates/issue`;
    expect(await ada.codeOf('post', issue, {})).toBe('CONFLICT');
    const _id = mongo.ObjectId.createFromHexString(past.id);
    await collection('courses').updateOne(
      { _id },
      { $set: { 'certificate.enabled': true, 'certificate.validMonths': 1 } },
    );
    expect(await ada.done<IssuePastAnswer>('post', issue, {})).toMatchObject({ issued: 2, present: 0, cursor: null });
    expect(await ada.done<IssuePastAnswer>('post', issue, {})).toMatchObject({ issued: 0, present: 2 });
    const [given] = await certificatesOf(people[0] ?? '');
    const days = ((given?.['expiresAt'] as Date).getTime() - (given?.['issuedAt'] as Date).getTime()) / 86_400_000;
    expect(Math.round(days)).toBeGreaterThanOrEqual(28);
    expect(Math.round(days)).toBeLessThanOrEqual(31);
  });
});

describe('where it takes a grade', () => {
  it('comes when the grade is reached, also after the completion', async () => {
    const item = { blockId: 'quiz01', kind: 'quiz', quizId: null, title: 'A quiz' };
    const published = {
      title: 'One',
      minutes: 1,
      required: true,
      rules: [],
      blockTypes: [],
      graded: [item],
      videos: [],
    };
    const lesson = { id: 'a'.repeat(24), title: 'One', preview: false, requires: [], published, changed: false };
    const graded = await openCourse(t, ada, 'Hard to pass', {
      certificate: { enabled: true, validMonths: null, minimumGrade: 70 },
      sections: [{ id: 'b'.repeat(24), title: 'All', requires: [], lessons: [lesson] }],
    });
    const [userId = ''] = await addAccounts(t, ['graded@school.example']);
    const enrolmentId = await completeSilently(t, graded.id, userId);
    const grade = async (percent: number) => {
      const about = { enrolmentId, courseId: graded.id, userId, lessonId: lesson.id, blockId: item.blockId };
      await t.app.get(DatabaseService).transaction(async (session) => {
        const scored = { percent, points: percent, maxPoints: 100, state: 'graded', attempts: 1 } as const;
        await t.app.get(GradesPort, { strict: false }).put({ ...about, ...scored, updatedAt: new Date() }, session);
      });
      const told = { course: 'Hard to pass', email: 'graded@school.example', item: 'A quiz' };
      await t.app.get(EventBus).publish('grade.changed', {
        ...{ change: 'graded', courseId: graded.id, userId, blockId: item.blockId, ...told },
        ...{ actor: { kind: 'system' }, origin: NO_ORIGIN },
      });
    };
    await grade(69);
    const looked = async () => {
      const _id = mongo.ObjectId.createFromHexString(enrolmentId);
      const enrolment = await collection('enrolments').findOne({ _id });
      return (enrolment?.['certificateDue'] as Date) > new Date();
    };
    await eventually('it was looked at, and will be again', looked);
    expect(await certificatesOf(userId)).toEqual([]);
    await grade(71);
    await eventually('it is there', async () => (await certificatesOf(userId)).length === 1);
    expect((await certificatesOf(userId))[0]).toMatchObject({ grade: 71 });
  });
});

describe('nothing is lost', () => {
  it('where a process dies between the completion and the certificate', async () => {
    const [userId = ''] = await addAccounts(t, ['silent@school.example']);
    await completeSilently(t, course.id, userId);
    t.app.get(CertificateSweeperService).wake();
    await eventually('it is there', async () => (await certificatesOf(userId)).length === 1);
  });

  it('where a process dies between the certificate and the record of it', async () => {
    const [{ _id }] = (await certificatesOf(lea.tokens.user.id)) as [{ _id: mongo.ObjectId }];
    const records = { action: 'certificate.changed', resourceId: _id.toHexString(), 'details.change': 'issued' };
    await collection('certificates').updateOne({ _id }, { $set: { tellDue: new Date(Date.now() - 1_000) } });
    t.app.get(CertificateSweeperService).wake();
    await eventually('it is told', async () => (await collection('audit_logs').countDocuments(records)) === 2);
  });
});

describe('an account', () => {
  it('takes its certificates along, in its export and when it is deleted', async () => {
    const file = await lea.ask('get', '/account/export');
    expect(JSON.stringify(file.body)).toContain(certificate.code);
    const about = { userId: lea.tokens.user.id, email: 'lea@school.example', facts: {} };
    const by = { actor: { kind: 'system' }, origin: NO_ORIGIN } as const;
    await t.app.get(EventBus).publish('account.changed', { change: 'deleted', ...about, ...by });
    await eventually('they are gone', async () => (await open(`/verify/${certificate.code}`)).status === 404);
  });
});
