/**
 * Whole CUDA programs from a grammar: types, templates, functions, kernels, and a main that runs them and prints checksums. In: a list of numbers, which decide each choice. Out: the source, valid C++17
 * whose output does not depend on the order in which threads run.
 */
import { INT, narrowScalars, scalars, singleScalars } from '../arithmetic.js';
import { choicesFrom } from './choices.js';
import { declarations, plainScope, preamble } from './declarations.js';
import { helpers } from './cooperation.js';
import type { Scope, State } from './grammar.js';
import { fieldPlaces, fresh, hash, withPlaces } from './grammar.js';
import type { Kernel } from './kernels.js';
import { kernel } from './kernels.js';
import type { Production } from './statements.js';
import { block } from './statements.js';

function launch(s: State, k: Kernel): string {
  const { random } = s;
  const output = 'fields' in k.output ? k.output.name : k.output.name;
  const blocks = random.between(1, 4);
  const managed = random.oneIn(2);
  const n = random.below(8);
  const grid = k.flat ? String(blocks) : `dim3(1, ${blocks})`;
  const threads = k.flat ? String(k.threads) : `dim3(${k.threads / 8}, 8)`;
  const memory = k.dynamicShared ? `, ${k.threads} * sizeof(int)` : '';
  const stream = memory !== '' && random.oneIn(2) ? ', stream' : '';
  const result = random.oneIn(2) ? 'cudaDeviceSynchronize()' : 'cudaStreamSynchronize(0)';
  const print = 'fields' in k.output ? fieldPlaces(random, 'host[i]', k.output).map(hash).join(' ') : hash({ text: 'host[i]', type: k.output });
  const extra = k.extra === undefined ? '' : `, ${k.extra}`;
  return `{
const int count = ${blocks} * ${k.threads};
${output} *out; ${k.input.name} *in; int *total; unsigned long long *wide; cudaStream_t stream;
CHECK(cudaStreamCreate(&stream));
${k.input.name} input[64]; for (int i = 0; i < 64; i++) input[i] = (${k.input.name})(i * ${random.between(1, 9)} % ${random.between(2, 100)});
CHECK(cudaMalloc(&in, 64 * sizeof *in)); CHECK(cudaMemcpy(in, input, 64 * sizeof *in, cudaMemcpyHostToDevice));
CHECK(cudaMalloc${managed ? 'Managed' : ''}(&out, count * sizeof *out)); CHECK(cudaMemset(out, 0, count * sizeof *out));
CHECK(cudaMallocManaged(&total, 64)); CHECK(cudaMallocManaged(&wide, 64)); CHECK(cudaMemset(total, 0, 64)); CHECK(cudaMemset(wide, 0, 64));
${k.name}${k.instance}<<<${grid}, ${threads}${memory}${stream}>>>(out, in, total, wide, ${n}, count${extra});
CHECK(cudaGetLastError()); CHECK(${stream === '' ? result : 'cudaStreamSynchronize(stream)'});
unsigned long long h = 1;
${managed ? `${output} *host = out;` : `static ${output} host[${blocks * k.threads}]; CHECK(cudaMemcpy(host, out, sizeof host, cudaMemcpyDeviceToHost));`}
for (int i = 0; i < count; i++) { ${print} }
for (int i = 0; i < 16; i++) hi(h, (unsigned)total[i]); for (int i = 0; i < 8; i++) hi(h, wide[i]);
printf("${k.name} %016llx\\n", h);
CHECK(cudaFree(out)); CHECK(cudaFree(in)); CHECK(cudaFree(total)); CHECK(cudaFree(wide)); CHECK(cudaStreamDestroy(stream));
}`;
}

const containers: Production = (s, scope) => {
  const name = fresh(s, 'c');
  const e = scope.readable.filter((p) => !p.type.floating);
  const item = e.length === 0 ? '1' : `(int)${s.random.pick(e).text}`;
  const text = s.random.pick([
    `std::vector<int> ${name}{3, 1, 2}; ${name}.push_back(${item} & 15); std::sort(${name}.begin(), ${name}.end(), [](int x, int y) { return x > y; }); for (int x : ${name}) hi(h, (unsigned)x);`,
    `std::map<std::string, int> ${name}; ${name}["a"] = ${item} & 7; ${name}[std::to_string(${item} & 63)]++; for (auto &[key, x] : ${name}) hi(h, (unsigned)(x + (int)key.size()));`,
    `auto ${name} = std::make_tuple(${item} & 3, 2.5, 'c'); hi(h, (unsigned)(std::get<0>(${name}) + std::get<2>(${name})));`,
    `try { if (${item} & 1) throw ${item} & 31; hi(h, 1); } catch (int x) { hi(h, (unsigned)x); } catch (...) { hi(h, 2); }`,
    `struct L${name} { int v; L${name}(int x) : v(x) {} L${name}(const L${name} &o) : v(o.v + 1) {} ~L${name}() { v = 0; } } ${name}a(${item} & 15), ${name}b = ${name}a; hi(h, (unsigned)${name}b.v);`,
    `int *${name} = new int[4]{${item} & 7, 2}; hi(h, (unsigned)(${name}[0] + ${name}[3])); delete[] ${name};`,
    `{ int ${name} = 0; again${name}: if (++${name} < (${item} & 3)) goto again${name}; hi(h, (unsigned)${name}); }`,
  ]);
  return [text, scope];
};

function host(s: State): string {
  const name = fresh(s, 'host');
  const scope: Scope = withPlaces(plainScope([{ text: 'x', type: INT }, { text: 'y', type: INT }]), []);
  s.declarations.push(`static unsigned long long ${name}(int x, int y) { unsigned long long h = 7; ${block(s, scope, s.random.between(2, 6), [containers, containers, containers])} hi(h, (unsigned)x); hi(h, (unsigned)y); return h; }`);
  return `printf("${name} %016llx\\n", ${name}(${s.random.below(20)}, ${s.random.below(100)}));`;
}

const HEADERS: readonly (readonly [RegExp, string])[] = [
  [/std::vector/, '#include <vector>\n'],
  [/std::map|std::to_string/, '#include <map>\n#include <string>\n'],
  [/std::sort/, '#include <algorithm>\n'],
  [/std::(make_)?tuple/, '#include <tuple>\n'],
  [/std::pair/, '#include <utility>\n'],
  [/cg::/, '#include <cooperative_groups.h>\nnamespace cg = cooperative_groups;\n'],
  [/__half/, '#include <cuda_fp16.h>\n'],
];

/** Only what the program needs: most of its compile time is theirs. */
const textsFor = (texts: readonly (readonly [RegExp, string])[], body: string): string => texts.map(([uses, text]) => (uses.test(body) ? text : '')).join('');

export function cudaProgram(numbers: readonly number[]): string {
  const random = choicesFrom(numbers);
  const s: State = { random, types: random.pick([narrowScalars, narrowScalars, singleScalars, scalars]), declarations: [], structs: [], routines: [], arrays: [], functors: [], plainFunctors: [], unique: 0, budget: 50 };
  declarations(s);
  const main: string[] = [];
  for (let n = s.random.between(1, 3); n > 0; n--) main.push(launch(s, kernel(s)));
  for (let n = s.random.below(3); n > 0; n--) main.push(host(s));
  const sane = '__host__ __device__ inline float sane(float f) { return f > -1e6f && f < 1e6f ? f : 1.0f; }\n';
  const body = `${s.declarations.join('\n')}\nint main() {\n${main.join('\n')}\nreturn 0;\n}\n`;
  return `${textsFor(HEADERS, body)}${preamble}${sane}${textsFor(helpers, body)}${body}`;
}
