import type { Actor, Origin } from './actor.js';
import type { BeforeAndAfter, EventFacts } from './identity-events.js';

interface AboutCourse extends BeforeAndAfter {
  readonly courseId: string;
  /** The title of the course, for who reads the log. */
  readonly course: string;
  readonly facts?: EventFacts;
  readonly actor: Actor;
  readonly origin: Origin;
}

/** A teacher or an administrator changed a course. */
export interface CourseChanged extends AboutCourse {
  readonly change:
    | 'created'
    | 'updated'
    | 'published'
    | 'unpublished'
    | 'archived'
    | 'outline_changed'
    | 'teachers_changed'
    | 'copied'
    | 'imported'
    | 'exported'
    | 'deleted';
}

/** A lesson was put in force, taken back, brought back to an older state or deleted. Autosaved drafts are not told of. */
export interface LessonChanged extends AboutCourse {
  readonly change: 'created' | 'published' | 'unpublished' | 'restored' | 'deleted';
  readonly lessonId: string;
  readonly lesson: string;
}

/** How somebody stands in a course changed. */
export interface EnrolmentChanged extends AboutCourse {
  readonly change:
    | 'enrolled'
    | 'requested'
    | 'approved'
    | 'rejected'
    | 'removed'
    | 'extended'
    | 'expired'
    | 'completed'
    | 'progress_reset';
  readonly enrolmentId: string;
  readonly userId: string;
  readonly email: string;
}

/** Many people were enrolled from a file: one event for all; the report keeps each row. */
export interface EnrolmentsImported extends AboutCourse {
  readonly importId: string;
}

/** Invitations and codes of a course came, changed or went. Never the code itself. */
export interface CourseInvitationChanged extends AboutCourse {
  readonly change: 'invited' | 'withdrawn' | 'code_made' | 'code_ended';
  readonly invitationId: string;
}

/** A teacher graded, or changed what somebody may do in a quiz or an assignment. */
export interface GradeChanged extends AboutCourse {
  readonly change: 'graded' | 'returned' | 'allowance_changed' | 'attempt_deleted';
  readonly userId: string;
  readonly email: string;
  readonly blockId: string;
  readonly item: string;
}

/** A certificate was issued, revoked or put in force again. */
export interface CertificateChanged extends AboutCourse {
  readonly change: 'issued' | 'revoked' | 'reinstated';
  readonly certificateId: string;
  readonly userId: string;
  readonly email: string;
}

/** Somebody moderated what others wrote (a review, a question, an answer), or announced something. */
export interface PostChanged extends AboutCourse {
  readonly change: 'announced' | 'hidden' | 'shown' | 'deleted' | 'accepted';
  readonly kind: 'announcement' | 'review' | 'question' | 'answer';
  readonly postId: string;
}

/** A file came or went, or was not taken: `infected`, with what the scanner calls the virus. */
export interface FileChanged {
  readonly change: 'uploaded' | 'deleted' | 'infected';
  readonly virus?: string;
  readonly fileId: string;
  readonly purpose: string;
  readonly name: string;
  readonly size: number;
  readonly courseId: string | null;
  readonly actor: Actor;
  readonly origin: Origin;
}

/** An administrator changed how much somebody may store; null megabytes are the usual quota. */
export interface FileQuotaChanged extends BeforeAndAfter {
  readonly userId: string;
  readonly email: string;
  readonly actor: Actor;
  readonly origin: Origin;
}

/** Bytes of files that were moved from one storage to the other; `failed` stayed where they were. */
export interface FilesMoved {
  readonly from: 'local' | 'cloudinary';
  readonly to: 'local' | 'cloudinary';
  readonly moved: number;
  readonly failed: number;
  readonly bytes: number;
  readonly actor: Actor;
  readonly origin: Origin;
}

/** What people do with courses. A new event is a new line here and in monitoring/recorder/learning-drafts.ts. */
export interface LearningEvents {
  'course.changed': CourseChanged;
  'lesson.changed': LessonChanged;
  'enrolment.changed': EnrolmentChanged;
  'enrolments.imported': EnrolmentsImported;
  'course-invitation.changed': CourseInvitationChanged;
  'grade.changed': GradeChanged;
  'certificate.changed': CertificateChanged;
  'post.changed': PostChanged;
  'file.changed': FileChanged;
  'file-quota.changed': FileQuotaChanged;
  'files.moved': FilesMoved;
}
