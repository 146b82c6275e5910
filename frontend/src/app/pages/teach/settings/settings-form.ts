import { courseSlugSchema, type Course, type UpdateCourseRequest } from '@classy-book/contracts/courses';

type Fields = Required<Omit<UpdateCourseRequest, 'version'>>;

/** The fields of the form, as they are typed: lists as lines, numbers as text, an empty one where there is no limit. */
export interface SettingsModel {
  title: string;
  slug: string;
  summary: string;
  description: string;
  outcomes: string;
  level: Course['level'];
  language: string;
  category: Course['category'];
  tags: string;
  coverFileId: string | null;
  amount: string;
  currency: string;
  enrolment: Course['enrolment'];
  accessDays: string;
  sequential: boolean;
  certificate: boolean;
  validMonths: string;
  minimumGrade: string;
}

/** A course as the form shows it. */
export function modelOf(course: Course): SettingsModel {
  const { title, slug, summary, description, level, language, category, coverFileId, enrolment, sequential } = course;
  return {
    ...{ title, slug, summary, description, level, language, category, coverFileId, enrolment, sequential },
    outcomes: course.outcomes.join('\n'),
    tags: course.tags.join(', '),
    amount: (course.price.amount / 100).toFixed(2),
    currency: course.price.currency,
    accessDays: textOf(course.accessDays),
    certificate: course.certificate.enabled,
    validMonths: textOf(course.certificate.validMonths),
    minimumGrade: String(course.certificate.minimumGrade),
  };
}

/** What of a course the form changes: only what is different from what the server holds. */
export function changesOf(model: SettingsModel, course: Course): Partial<Fields> {
  const { title, slug, summary, description, level, language, category, coverFileId, enrolment, sequential } = model;
  const fields: Fields = {
    ...{ title: title.trim(), slug: slug.trim(), summary: summary.trim(), description, level, language, category },
    ...{ coverFileId, enrolment, sequential },
    outcomes: partsOf(model.outcomes, /\n/),
    tags: partsOf(model.tags, /[,،\n]/),
    price: { amount: centsOf(model.amount) ?? 0, currency: model.currency.trim().toUpperCase() },
    accessDays: numberOf(model.accessDays),
    certificate: {
      enabled: model.certificate,
      validMonths: numberOf(model.validMonths),
      minimumGrade: numberOf(model.minimumGrade) ?? 0,
    },
  };
  const names = Object.keys(fields) as (keyof Fields)[];
  const changed = names.filter((name) => JSON.stringify(fields[name]) !== JSON.stringify(course[name]));
  return Object.fromEntries(changed.map((name) => [name, fields[name]]));
}

export type FieldName = keyof SettingsModel;
type FieldProblem = 'required' | 'slug' | 'pattern' | 'max';

/** What is wrong with what was typed, by field; nothing where all of it can be sent. */
export function problemsOf(model: SettingsModel): Partial<Record<FieldName, FieldProblem>> {
  const [outcomes, tags] = [partsOf(model.outcomes, /\n/), partsOf(model.tags, /[,،\n]/)];
  const found: readonly (readonly [FieldName, FieldProblem, boolean])[] = [
    ['title', 'required', model.title.trim() === ''],
    ['slug', 'slug', !courseSlugSchema.safeParse(model.slug.trim()).success],
    ['outcomes', 'max', outcomes.length > 20 || outcomes.some((one) => one.length > 240)],
    ['tags', 'max', tags.length > 12 || tags.some((one) => one.length > 40)],
    ['amount', 'pattern', centsOf(model.amount) === null],
    ['currency', 'pattern', !/^[A-Z]{3}$/.test(model.currency.trim().toUpperCase())],
    ['accessDays', 'pattern', !inRange(model.accessDays, 1, 3_650)],
    ['validMonths', 'pattern', !inRange(model.validMonths, 1, 240)],
    ['minimumGrade', 'pattern', !inRange(model.minimumGrade, 0, 100)],
  ];
  return Object.fromEntries(found.filter(([, , wrong]) => wrong).map(([name, kind]) => [name, kind]));
}

function textOf(value: number | null): string {
  return value === null ? '' : String(value);
}

/** Non-empty parts of a text, each once. */
function partsOf(text: string, between: RegExp): string[] {
  return [...new Set(text.split(between).map((part) => part.trim()))].filter((part) => part !== '');
}

function centsOf(typed: string): number | null {
  const text = typed.trim().replace(',', '.');
  if (text === '') return 0;
  const cents = Math.round(Number(text) * 100);
  return /^\d+(\.\d{1,2})?$/.test(text) && cents <= 100_000_000 ? cents : null;
}

function numberOf(typed: string): number | null {
  return typed.trim() === '' ? null : Number(typed);
}

function inRange(typed: string, least: number, most: number): boolean {
  const number = numberOf(typed);
  return number === null || (Number.isInteger(number) && number >= least && number <= most);
}
