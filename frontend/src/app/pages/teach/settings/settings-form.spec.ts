import { updateCourseRequestSchema } from '@classy-book/contracts/courses';
import { courseOf } from '../../../shared/teach/teach.test-support';
import { changesOf, modelOf, problemsOf, type SettingsModel } from './settings-form';

const course = courseOf({
  summary: 'What you see at night.',
  outcomes: ['Find north', 'Name the planets'],
  tags: ['sky', 'stars'],
  price: { amount: 1_950, currency: 'EUR' },
  accessDays: 90,
  certificate: { enabled: true, validMonths: 24, minimumGrade: 60 },
});
const typed = (changes: Partial<SettingsModel>): SettingsModel => ({ ...modelOf(course), ...changes });

describe('the settings of a course', () => {
  it('change nothing until something is typed', () => {
    expect(changesOf(modelOf(course), course)).toEqual({});
    expect(problemsOf(modelOf(course))).toEqual({});
  });

  it('send what was changed and nothing else, in a form that the server takes', () => {
    const changes = changesOf(
      typed({
        title: ' Night sky ',
        outcomes: 'Find north\n\n Find north \nWait',
        tags: 'sky، نجوم, ',
        amount: '19,5',
      }),
      course,
    );
    expect(changes).toEqual({ title: 'Night sky', outcomes: ['Find north', 'Wait'], tags: ['sky', 'نجوم'] });
    expect(updateCourseRequestSchema.safeParse({ ...changes, version: 3 }).error).toBeUndefined();
  });

  it('know empty numbers as no limit', () => {
    expect(changesOf(typed({ accessDays: '', validMonths: '', minimumGrade: '', amount: '' }), course)).toEqual({
      accessDays: null,
      certificate: { enabled: true, validMonths: null, minimumGrade: 0 },
      price: { amount: 0, currency: 'EUR' },
    });
  });

  it.each([
    [{ title: '  ' }, { title: 'required' }],
    [{ slug: 'The Sky' }, { slug: 'slug' }],
    [{ slug: 'a'.repeat(24) }, { slug: 'slug' }],
    [{ amount: '12.345' }, { amount: 'pattern' }],
    [{ amount: '-1' }, { amount: 'pattern' }],
    [{ currency: 'euro' }, { currency: 'pattern' }],
    [{ accessDays: '0' }, { accessDays: 'pattern' }],
    [{ validMonths: '1.5' }, { validMonths: 'pattern' }],
    [{ minimumGrade: '101' }, { minimumGrade: 'pattern' }],
    [{ tags: Array.from({ length: 13 }, (_, index) => `t${String(index)}`).join() }, { tags: 'max' }],
  ] as [Partial<SettingsModel>, object][])('say what is wrong: %j', (changes, problems) => {
    expect(problemsOf(typed(changes))).toEqual(problems);
  });
});
