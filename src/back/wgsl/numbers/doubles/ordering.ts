/** Comparisons of doubles, minimum and maximum. */
import type { DoubleHelper } from './library.js';

const extremum = (name: string, prefers: string, keeps: string): DoubleHelper => ({
  needs: ['less_f64', 'nan_f64'],
  text: `fn ${name}(a: vec2u, b: vec2u) -> vec2u {
  if nan_f64(a) || nan_f64(b) {
    return select(select(a, b, nan_f64(a)), vec2u(0u, 0x7ff80000u), nan_f64(a) && nan_f64(b));
  }
  // Zeros of both signs are equal.
  return select(b, a, ${prefers} || (a.y ${keeps} b.y && (a.x | b.x | ((a.y | b.y) << 1u)) == 0u));
}`,
});

export const ORDERING: Readonly<Record<string, DoubleHelper>> = {
  less_f64: {
    text: `// Of numbers. The bits of negative ones go down where the number goes up.
fn less_f64(a: vec2u, b: vec2u) -> bool {
  let below = a.y < b.y || (a.y == b.y && a.x < b.x);
  let above = a.y > b.y || (a.y == b.y && a.x > b.x);
  let zeros = (a.x | b.x | ((a.y | b.y) << 1u)) == 0u;
  return select(below && b.y >> 31u == 0u, above && !zeros, a.y >> 31u == 1u);
}`,
  },
  eq_f64: { needs: ['nan_f64'], text: 'fn eq_f64(a: vec2u, b: vec2u) -> bool {\n  return (all(a == b) && !nan_f64(a)) || (a.x | b.x | ((a.y | b.y) << 1u)) == 0u;\n}' },
  lt_f64: { needs: ['nan_f64', 'less_f64'], text: 'fn lt_f64(a: vec2u, b: vec2u) -> bool {\n  return less_f64(a, b) && !nan_f64(a) && !nan_f64(b);\n}' },
  le_f64: { needs: ['nan_f64', 'less_f64'], text: 'fn le_f64(a: vec2u, b: vec2u) -> bool {\n  return !less_f64(b, a) && !nan_f64(a) && !nan_f64(b);\n}' },
  min_f64: extremum('min_f64', 'less_f64(a, b)', '>'),
  max_f64: extremum('max_f64', 'less_f64(b, a)', '<'),
};
