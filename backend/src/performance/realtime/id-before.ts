import { idFloor, idTime } from '../../common/ids/time-ordered-ids.js';

/** An id that stands `ms` milliseconds before another one; the same id for 0. */
export function idBefore(id: string, ms: number): string {
  return ms === 0 ? id : idFloor(idTime(id) - ms);
}
