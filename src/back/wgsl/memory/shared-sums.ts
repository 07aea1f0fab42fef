/** Sums of floats that the threads of a subgroup add to one place: one of them adds for all. On devices without subgroups each adds for itself. */
import { LANES_LINE } from '../shader.js';

export const SHARE_OF_SUM = 'share_of_sum';

export function shareOfSum(): string {
  const together = ['  if subgroupAll(at == subgroupBroadcastFirst(at)) {', '    return SumShare(subgroupAdd(value), subgroupElect());', '  }'];
  return `struct SumShare {
  value: f32,
  adds: bool,
}

// What this thread adds at an index, where others of its subgroup may add there too.
fn ${SHARE_OF_SUM}(at: u32, value: f32) -> SumShare {
${together.map((line) => `${LANES_LINE}${line}`).join('\n')}
  return SumShare(value, true);
}`;
}
