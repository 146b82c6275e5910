/** The key of a question among stored answers: with a letter before it no id is a name that JavaScript knows, such as `__proto__`. */
export function keyOf(questionId: string): string {
  return `q${questionId}`;
}
