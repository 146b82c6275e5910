import type { DomainEvents } from '../../common/events/domain-events.js';
import type { LearningEvents } from '../../common/events/learning-events.js';
import type { AuditDraft, PlainDetails } from '../audit/audit-record.js';
import { draft, type Resource, toAuditActor } from './audit-draft.js';

type Describe<N extends keyof LearningEvents> = (event: DomainEvents[N]) => AuditDraft;

/** How what people do with courses stands in the audit log. */
export const learningDrafts: { readonly [N in keyof LearningEvents]: Describe<N> } = {
  'course.changed': (event) =>
    draft('course.changed', toAuditActor(event.actor), courseOf(event.courseId), details(event), event.origin),
  'lesson.changed': (event) => {
    const told = { ...details(event), courseId: event.courseId, lesson: event.lesson };
    return draft(
      'lesson.changed',
      toAuditActor(event.actor),
      { type: 'lesson', id: event.lessonId },
      told,
      event.origin,
    );
  },
  'enrolment.changed': (event) => {
    const { courseId, userId, email } = event;
    const resource = { type: 'enrolment', id: event.enrolmentId };
    return draft(
      'enrolment.changed',
      toAuditActor(event.actor),
      resource,
      { ...details(event), courseId, userId, email },
      event.origin,
    );
  },
  'enrolments.imported': (event) => {
    const told = { ...details(event), importId: event.importId };
    return draft('enrolments.imported', toAuditActor(event.actor), courseOf(event.courseId), told, event.origin);
  },
  'course-invitation.changed': (event) => {
    const resource = { type: 'course-invitation', id: event.invitationId };
    const told = { ...details(event), courseId: event.courseId };
    return draft('course-invitation.changed', toAuditActor(event.actor), resource, told, event.origin);
  },
  'grade.changed': (event) => {
    const { courseId, userId, email, blockId, item } = event;
    const told = { ...details(event), courseId, userId, email, item };
    return draft('grade.changed', toAuditActor(event.actor), { type: 'grade', id: blockId }, told, event.origin);
  },
  'certificate.changed': (event) => {
    const { courseId, userId, email } = event;
    const resource = { type: 'certificate', id: event.certificateId };
    const told = { ...details(event), courseId, userId, email };
    return draft('certificate.changed', toAuditActor(event.actor), resource, told, event.origin);
  },
  'post.changed': (event) => {
    const told = { ...details(event), courseId: event.courseId, kind: event.kind };
    return draft('post.changed', toAuditActor(event.actor), { type: 'post', id: event.postId }, told, event.origin);
  },
  'file.changed': ({ change, virus, fileId, purpose, name, size, courseId, actor, origin }) => {
    const told = { change, purpose, name, size, courseId, ...(virus === undefined ? {} : { virus }) };
    return draft('file.changed', toAuditActor(actor), { type: 'file', id: fileId }, told, origin);
  },
  'file-quota.changed': ({ userId, email, before, after, actor, origin }) => {
    const told = {
      userId,
      email,
      ...(before === undefined ? {} : { before }),
      ...(after === undefined ? {} : { after }),
    };
    return draft('file-quota.changed', toAuditActor(actor), { type: 'user', id: userId }, told, origin);
  },
  'files.moved': ({ actor, origin, ...told }) =>
    draft('files.moved', toAuditActor(actor), { type: 'storage', id: told.to }, told, origin),
};

type Told = LearningEvents[Exclude<keyof LearningEvents, 'file.changed' | 'file-quota.changed' | 'files.moved'>];

function details(event: Told): PlainDetails {
  const { course, facts, before, after } = event;
  return {
    ...('change' in event ? { change: event.change } : {}),
    course,
    ...(facts === undefined ? {} : { facts }),
    ...(before === undefined ? {} : { before }),
    ...(after === undefined ? {} : { after }),
  };
}

function courseOf(id: string): Resource {
  return { type: 'course', id };
}
