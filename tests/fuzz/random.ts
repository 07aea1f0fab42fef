/** Seeded random choices: the same seed gives the same program on every machine. Mulberry32. */
export interface Random {
  /** 0 ≤ result < n. */
  below(n: number): number;
  /** lo ≤ result ≤ hi. */
  between(lo: number, hi: number): number;
  /** True once in n. */
  oneIn(n: number): boolean;
  pick<T>(list: readonly T[]): T;
}

export function createRandom(seed: number): Random {
  let state = Math.imul(seed, 0x9e3779b1) | 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return (t ^ (t >>> 14)) >>> 0;
  };
  const below = (n: number): number => next() % n;
  return {
    below,
    between: (lo, hi) => lo + below(hi - lo + 1),
    oneIn: (n) => below(n) === 0,
    pick: (list) => list[below(list.length)]!,
  };
}
