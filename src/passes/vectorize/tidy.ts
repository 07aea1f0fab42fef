/**
 * After vectorization: variables become values, what all rounds of a loop share goes before it, and the forms of values that nobody used go away.
 */
import type { Func } from '../../ir/ir.js';
import { eliminateCommonSubexpressions } from '../cse.js';
import { eliminateDeadCode } from '../dce.js';
import { foldFunction } from '../fold.js';
import { hoistInvariantsOfKernel } from '../licm.js';
import { promoteMemory } from '../mem2reg.js';
import { simplifyRegions } from '../simplify-regions.js';
import { shareAddresses } from './addresses.js';
import { orderGroups } from './order-groups.js';
import { versionLoops } from './version-loops.js';

/** `compact`: nothing is written twice. */
export function tidy(fn: Func, compact: boolean): void {
  promoteMemory(fn);
  eliminateDeadCode(fn);
  simplifyRegions(fn);
  eliminateCommonSubexpressions(fn);
  shareAddresses(fn);
  hoistInvariantsOfKernel(fn);
  eliminateCommonSubexpressions(fn);
  if (!compact && versionLoops(fn)) {
    foldFunction(fn);
    eliminateDeadCode(fn);
    simplifyRegions(fn);
    eliminateCommonSubexpressions(fn);
  }
  orderGroups(fn);
}
