/**
 * One line of a file of JSON lines (jsonlines.org), with its line break. JSON has no line breaks of its own, so a value
 * can neither end its line nor begin another one.
 */
export function jsonLine(value: unknown): string {
  return `${JSON.stringify(value)}\n`;
}
