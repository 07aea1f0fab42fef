/**
 * Chooses among variants of the same work by measuring: the first launches of a kind try each variant in turn, later ones take the fastest. In: launches, by a key that says what makes them alike (kernel, shape, bucket of sizes), and times of
 * those that were tried. Out: the variant for each launch. Bounded: `tries` launches a variant, of which the first, which warms up, does not count. Another variant than the usual one is taken only where it is clearly faster, so that nothing is
 * ever much slower than without. Decisions are data, for the next session.
 */

export interface Choice {
  readonly variant: number;
  /** The launch is to be timed, and `record` told. */
  readonly isTry: boolean;
}

export interface Decision {
  readonly variant: number;
  /** Nanoseconds by variant, where it was measured in this session. */
  readonly times?: Readonly<Record<number, number>>;
}

export interface Tuner {
  /** `variants`: all that can take the launch, the usual one first. */
  choose(key: string, variants: readonly number[]): Choice;
  record(key: string, variant: number, nanoseconds: number): void;
  /** What has been found out, what was known before included. */
  decisions(): Record<string, Decision>;
  /** Something was found out in this session. */
  readonly hasNews: boolean;
}

const tries = 4;
/** Another variant has to be faster by this share. */
const clearly = 0.03;
/** Kinds of launches in all that are measured: programs that launch ever new shapes are not worth it. */
const mostKinds = 1024;

interface Trial {
  readonly variants: readonly number[];
  /** Launches given out by variant, and times that came back. */
  readonly given: number[];
  readonly times: number[][];
}

export function createTuner(known: Readonly<Record<string, number>> = {}): Tuner {
  const decided = new Map<string, Decision>(Object.entries(known).map(([key, variant]) => [key, { variant }]));
  const trials = new Map<string, Trial>();
  let hasNews = false;

  function decide(key: string, { variants, times }: Trial): void {
    // The least time is what the work takes when nothing else disturbs it.
    const best = times.map((list) => Math.min(...list.slice(1)));
    let winner = 0;
    best.forEach((time, i) => {
      if (time < best[winner]! && time < best[0]! * (1 - clearly)) winner = i;
    });
    decided.set(key, { variant: variants[winner]!, times: Object.fromEntries(variants.map((variant, i) => [variant, best[i]!])) });
    trials.delete(key);
    hasNews = true;
  }

  return {
    choose(key, variants) {
      const usual: Choice = { variant: variants[0]!, isTry: false };
      if (variants.length < 2) return usual;
      const decision = decided.get(key);
      if (decision !== undefined) return variants.includes(decision.variant) ? { variant: decision.variant, isTry: false } : usual;
      let trial = trials.get(key);
      if (trial === undefined) {
        if (trials.size + decided.size >= mostKinds) return usual;
        trial = { variants: [...variants], given: variants.map(() => 0), times: variants.map(() => []) };
        trials.set(key, trial);
      }
      // All of one variant in a row, as it would run.
      const next = trial.given.findIndex((count) => count < tries);
      if (next < 0 || !variants.includes(trial.variants[next]!)) return usual;
      trial.given[next]!++;
      return { variant: trial.variants[next]!, isTry: true };
    },
    record(key, variant, nanoseconds) {
      const trial = trials.get(key);
      const i = trial?.variants.indexOf(variant) ?? -1;
      if (trial === undefined || i < 0) return;
      trial.times[i]!.push(nanoseconds);
      if (trial.times.every((list) => list.length >= tries)) decide(key, trial);
    },
    decisions: () => Object.fromEntries(decided),
    get hasNews() {
      return hasNews;
    },
  };
}

/** Sizes that are alike enough to be decided together: within a factor of two. */
export function sizeBucket(size: number): number {
  return Math.max(0, Math.floor(Math.log2(size)));
}
