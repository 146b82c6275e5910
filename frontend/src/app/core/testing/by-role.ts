/**
 * Finds elements the way a screen reader presents them: by role and accessible name, or by label. It knows the roles
 * and names that this app uses, not the whole of the specification.
 */
const implicitRoles: readonly (readonly [selector: string, role: string])[] = [
  ['a[href]', 'link'],
  ['button', 'button'],
  ['h1, h2, h3, h4', 'heading'],
  ['input[type="checkbox"]', 'checkbox'],
  ['input[type="radio"]', 'radio'],
  ['input[type="search"]', 'searchbox'],
  ['input[type="number"]', 'spinbutton'],
  ['input:not([type]), input[type="text"], input[type="email"], textarea', 'textbox'],
  ['select', 'combobox'],
  ['nav', 'navigation'],
  ['main', 'main'],
  ['aside', 'complementary'],
  ['table', 'table'],
  ['tr', 'row'],
  ['td', 'cell'],
  ['th[scope="col"]', 'columnheader'],
  ['ul, ol', 'list'],
  ['li', 'listitem'],
  ['fieldset', 'group'],
  ['section[aria-label], section[aria-labelledby]', 'region'],
];

type Name = string | RegExp;

/** Every element under `root` that is shown and has the role, and the name where one is given, in document order. */
export function allByRole(root: ParentNode, role: string, name?: Name): readonly HTMLElement[] {
  const implicit = implicitRoles.filter(([, candidate]) => candidate === role).map(([selector]) => selector);
  return [...root.querySelectorAll<HTMLElement>([`[role="${role}"]`, ...implicit].join(', '))]
    .filter((element) => (element.getAttribute('role') ?? role) === role && isExposed(element))
    .filter((element) => name === undefined || matches(nameOf(element), name));
}

/** The one element with the role and the name; throws where there is none or more than one. */
export function byRole(root: ParentNode, role: string, name?: Name): HTMLElement {
  const found = allByRole(root, role, name);
  const [only] = found;
  if (only && found.length === 1) return only;
  const there = allByRole(root, role).map((element) => `"${nameOf(element)}"`);
  throw new Error(`${String(found.length)} elements are ${role} ${String(name ?? '')}; there are: ${there.join(', ')}`);
}

/** The control with the label, for controls without a role such as a password field. */
export function byLabel(root: ParentNode, label: Name): HTMLInputElement {
  const controls = [...root.querySelectorAll<HTMLInputElement>('input, select, textarea')];
  const found = controls.filter((control) => isExposed(control) && matches(nameOf(control), label));
  const [only] = found;
  if (only && found.length === 1) return only;
  throw new Error(`${String(found.length)} controls are labelled ${String(label)}`);
}

/** The accessible name of an element. */
export function nameOf(element: Element): string {
  const labelledBy = element.getAttribute('aria-labelledby');
  if (labelledBy !== null) {
    const parts = labelledBy.split(' ').map((id) => textOf(element.ownerDocument.getElementById(id)));
    return tidy(parts.join(' '));
  }
  const label = element.getAttribute('aria-label');
  if (label !== null && label !== '') return tidy(label);
  const labels = (element as Partial<HTMLInputElement>).labels;
  if (labels && labels.length > 0) return tidy([...labels].map(textOf).join(' '));
  const legend = element.querySelector(':scope > legend');
  const text = tidy(legend ? textOf(legend) : textOf(element));
  return text === '' ? tidy(element.getAttribute('title') ?? '') : text;
}

/** What is read out of an element: without what is hidden from assistive technology. */
export function textOf(node: Node | null): string {
  if (!node) return '';
  if (node.nodeType === 3) return node.textContent ?? '';
  if (node instanceof Element && !isExposed(node)) return '';
  return [...node.childNodes].map(textOf).join(' ');
}

function isExposed(element: Element): boolean {
  if (element.closest('[aria-hidden="true"], [hidden], [inert]') !== null) return false;
  // jsdom keeps `inert` as a property only.
  for (let part: Element | null = element; part; part = part.parentElement) {
    if ('inert' in part && part.inert === true) return false;
  }
  return true;
}

function matches(actual: string, wanted: Name): boolean {
  return typeof wanted === 'string' ? actual === wanted : wanted.test(actual);
}

function tidy(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
