import type { DataClass } from '../access/data-class.ts';
import type { Access } from '../access/access.ts';
import { toForbidden } from './forbidden.ts';

/** Throws FORBIDDEN for groups whose keys would tell what the caller is not shown. */
export function checkGrouping(groupBy: string, classes: readonly DataClass[], { policy, released }: Access): void {
  if (classes.every((dataClass) => policy.decideFigure(dataClass) === 'show')) {
    for (const dataClass of classes) released.add(dataClass);
    return;
  }
  throw toForbidden(`Argument "groupBy" may not be ${groupBy} for your roles, which do not show what it groups by.`);
}
