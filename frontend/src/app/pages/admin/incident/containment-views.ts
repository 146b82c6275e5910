import {
  containmentActionTypes,
  type Containment,
  type ContainmentAction,
  type ContainmentActionType,
  type ContainmentResult,
} from '@classy-book/contracts/containment';

/** Things of one type of action. */
interface ActionGroup<T> {
  readonly type: ContainmentActionType;
  readonly items: readonly T[];
}

/** Actions or results by their type, in the order in which they are done. */
export function groupsOf<T extends { readonly type: ContainmentActionType }>(
  items: readonly T[],
): readonly ActionGroup<T>[] {
  return containmentActionTypes
    .map((type) => ({ type, items: items.filter((item) => item.type === type) }))
    .filter((group) => group.items.length > 0);
}

/** Only the own address may be blocked all the same, by somebody who says that they know. */
export function canBeAsked({ obstacle }: Pick<ContainmentAction, 'obstacle'>): boolean {
  return obstacle === null || obstacle === 'own_address';
}

/** True where something was done that can be taken back, and was not yet. */
export function undoableIn(containment: Containment): boolean {
  const undoable = ({ type, outcome }: ContainmentResult): boolean =>
    outcome === 'done' && (type === 'block_network' || type === 'lock_account');
  return containment.undoneAt === null && containment.results.some(undoable);
}
