import type { OutlineLesson, OutlineSection, ReorderOutlineRequest } from '@classy-book/contracts/courses';

export type Sections = readonly OutlineSection[];
/** Changes an outline; one that names what is not there leaves it as it is. */
export type Move = (sections: Sections) => Sections;

/** Where something stands: the section's place, and for a lesson its place in it, from 0. */
interface Place {
  readonly section: number;
  readonly lesson: number;
}

/** The place of a lesson; null where there is none with this id. */
export function placeOf(sections: Sections, lessonId: string): Place | null {
  for (const [section, { lessons }] of sections.entries()) {
    const lesson = lessons.findIndex(({ id }) => id === lessonId);
    if (lesson >= 0) return { section, lesson };
  }
  return null;
}

/** Puts a lesson at a place of a section, counted without the lesson itself. */
export function lessonTo(lessonId: string, sectionId: string, index: number): Move {
  return (sections) => {
    const moved = lessonsOf(sections).find(({ id }) => id === lessonId);
    if (!moved || !sections.some(({ id }) => id === sectionId)) return sections;
    return sections.map((section) => {
      const others = section.lessons.filter(({ id }) => id !== lessonId);
      if (section.id !== sectionId) return { ...section, lessons: others };
      return { ...section, lessons: [...others.slice(0, index), moved, ...others.slice(index)] };
    });
  };
}

/** Moves a lesson one place up or down; over the edge of its section into the next one. */
export function lessonStep(lessonId: string, by: 1 | -1): Move {
  return (sections) => {
    const place = placeOf(sections, lessonId);
    const section = place && sections[place.section];
    if (!place || !section) return sections;
    const index = place.lesson + by;
    if (index >= 0 && index < section.lessons.length) return lessonTo(lessonId, section.id, index)(sections);
    const neighbour = sections[place.section + by];
    return neighbour ? lessonTo(lessonId, neighbour.id, by === 1 ? 0 : neighbour.lessons.length)(sections) : sections;
  };
}

/** Puts a section at a place, counted without the section itself. */
export function sectionTo(sectionId: string, index: number): Move {
  return (sections) => {
    const moved = sections.find(({ id }) => id === sectionId);
    if (!moved) return sections;
    const others = sections.filter(({ id }) => id !== sectionId);
    return [...others.slice(0, index), moved, ...others.slice(index)];
  };
}

/** Moves a section one place up or down. */
export function sectionStep(sectionId: string, by: 1 | -1): Move {
  return (sections) => {
    const index = sections.findIndex(({ id }) => id === sectionId) + by;
    return index < 0 || index >= sections.length ? sections : sectionTo(sectionId, index)(sections);
  };
}

/** The order of an outline as it is sent. */
export function orderOf(sections: Sections): ReorderOutlineRequest['sections'] {
  return sections.map(({ id, lessons }) => ({ id, lessonIds: lessons.map((lesson) => lesson.id) }));
}

/** The lessons of an outline in order. */
export function lessonsOf(sections: Sections): readonly OutlineLesson[] {
  return sections.flatMap(({ lessons }) => lessons);
}

/** Changes what is said about one lesson. */
export function withLesson(lessonId: string, changes: Partial<OutlineLesson>): Move {
  return (sections) =>
    sections.map((section) => ({
      ...section,
      lessons: section.lessons.map((lesson) => (lesson.id === lessonId ? { ...lesson, ...changes } : lesson)),
    }));
}

/** What would open before something that it needs. */
interface WrongOrder {
  readonly title: string;
  readonly needs: string;
}

/** The first section or lesson that stands before one that it requires; null where the order is right. */
export function wrongOrder(sections: Sections): WrongOrder | null {
  return firstWrong(sections) ?? firstWrong(lessonsOf(sections));
}

interface Requiring {
  readonly id: string;
  readonly title: string;
  readonly requires: readonly string[];
}

function firstWrong(all: readonly Requiring[]): WrongOrder | null {
  const places = new Map(all.map(({ id }, index) => [id, index]));
  for (const [index, { title, requires }] of all.entries()) {
    const later = requires.find((id) => (places.get(id) ?? -1) > index);
    const needs = all.find(({ id }) => id === later);
    if (needs) return { title, needs: needs.title };
  }
  return null;
}
