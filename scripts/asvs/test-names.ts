import { readFileSync } from 'node:fs';
import ts from 'typescript';

const TEST_FUNCTIONS = new Set(['it', 'test']);

/** The names of all tests in a spec, as they are written: `%s` and `$name` stay what they are. */
export function testNames(path: string): ReadonlySet<string> {
  const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true);
  const names = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && isTest(node.expression)) {
      const [first] = node.arguments;
      if (first !== undefined && ts.isStringLiteralLike(first)) names.add(first.text);
      if (first !== undefined && ts.isTemplateExpression(first)) names.add(first.getText(source).slice(1, -1));
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return names;
}

// it('...'), it.skipIf(x)('...'), it.each([...])('...'), test.describe is none
function isTest(expression: ts.Expression): boolean {
  if (ts.isIdentifier(expression)) return TEST_FUNCTIONS.has(expression.text);
  if (ts.isCallExpression(expression)) return isTest(expression.expression);
  if (!ts.isPropertyAccessExpression(expression)) return false;
  return ['each', 'skipIf', 'runIf', 'only', 'for'].includes(expression.name.text) && isTest(expression.expression);
}
