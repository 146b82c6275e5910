/** What a person wants done to an outline. */
export type OutlineAsk =
  | { readonly kind: 'stepLesson'; readonly id: string; readonly by: 1 | -1 }
  | { readonly kind: 'placeLesson'; readonly id: string; readonly sectionId: string; readonly index: number }
  | { readonly kind: 'moveLesson'; readonly id: string }
  | { readonly kind: 'stepSection'; readonly id: string; readonly by: 1 | -1 }
  | { readonly kind: 'placeSection'; readonly id: string; readonly index: number }
  | { readonly kind: 'addLesson'; readonly sectionId: string; readonly title: string }
  | { readonly kind: 'renameLesson'; readonly id: string; readonly title: string }
  | { readonly kind: 'renameSection'; readonly id: string; readonly title: string }
  | { readonly kind: 'publish'; readonly id: string; readonly published: boolean }
  | { readonly kind: 'preview'; readonly id: string; readonly preview: boolean }
  | { readonly kind: 'lessonRequires'; readonly id: string }
  | { readonly kind: 'sectionRequires'; readonly id: string }
  | { readonly kind: 'removeLesson'; readonly id: string }
  | { readonly kind: 'removeSection'; readonly id: string };
