/**
 * The functions of <math.h> whose results IEEE 754 defines, bit for bit; the others to 1e-14, since C leaves their last bits open.
 */
import type { Random } from '../random.js';
import type { Area } from './case.js';
import { double } from './case.js';

const exact = ['floor', 'ceil', 'trunc', 'round', 'rint', 'nearbyint', 'fabs', 'sqrt', 'logb'];
const exact2 = ['fmod', 'remainder', 'fmin', 'fmax', 'fdim', 'copysign', 'nextafter'];
const close = ['exp', 'exp2', 'expm1', 'log', 'log2', 'log10', 'log1p', 'sin', 'cos', 'tan', 'asin', 'acos', 'atan', 'sinh', 'cosh', 'tanh', 'asinh', 'acosh', 'atanh', 'cbrt', 'erf', 'erfc', 'tgamma', 'lgamma'];
const close2 = ['pow', 'atan2', 'hypot'];

function statement(random: Random): string {
  const near = (): string => (random.oneIn(2) ? double(random) : `${random.between(-800, 800)}.${random.below(1000)} / ${random.pick([1, 10, 100, 7])}`);
  const x = near();
  const y = near();
  switch (random.below(9)) {
    case 0:
      return `double x = ${x}; volatile double v = x; show("%a %a", plain(${random.pick(exact)}(v)), plain(${random.pick(exact)}((float)v)));`;
    case 1:
      return `volatile double x = ${x}, y = ${y}; show("%a %a", plain(${random.pick(exact2)}(x, y)), plain(${random.pick(exact2)}((float)x, (float)y)));`;
    case 2:
      return `volatile double x = ${x}; int e = 77; double m = frexp(x, &e); double i; double f = modf(x, &i); show("%a %d %a %a", m, isfinite(x) ? e : 0, f, i); show("%a %a", ldexp(x, ${random.between(-1200, 1200)}), (double)scalbnf((float)x, ${random.between(-200, 200)}));`;
    case 3:
      return `volatile double x = ${x}; if (fabs(x) < 1e9) show("%ld %ld %lld %d", lround(x), lrint(x), llround(x), x != 0 ? ilogb(x) : 0); show("%d %d %d %d %d", !!isnan(x), !!isinf(x), !!signbit(x), !!isnormal(x), fpclassify(x));`;
    case 4:
      return `volatile double x = ${x}, y = ${y}, z = ${near()}; show("%a %a", plain(fma(x, y, z)), plain(fmaf((float)x, (float)y, (float)z)));`;
    case 5:
      return `volatile double x = ${x}, y = ${y}; int q = 0; double r = remquo(x, y, &q); show("%a %d", plain(r), isfinite(r) ? q & 7 : 0); show("%d %d %d", isless(x, y), isunordered(x, y), islessgreater(x, y));`;
    case 6:
    case 7:
      return `volatile double x = ${x}; show("%.14g", plain(${random.pick(close)}(x)));`;
    default:
      return `volatile double x = ${x}, y = ${y}; show("%.13g", plain(${random.pick(close2)}(x, y)));`;
  }
}

export const math: Area = { preamble: '#include <cmath>\n#include <math.h>\nusing std::isnan; using std::isinf; using std::signbit; using std::isnormal; using std::isfinite; using std::fpclassify;\n// The sign of a NaN is the machine\'s.\nstatic double plain(double x) { return x != x ? NAN : x; }\n', statement };
