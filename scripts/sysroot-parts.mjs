/**
 * The headers in groups that are fetched one by one: each has what its seeds (headers, or folders of headers) include, as far as no earlier group has it; what is left goes to the last one. In: texts by name. Out: groups with names, and the groups that each includes from.
 */

const groups = [
  ['core', ['cuda_runtime.h', 'stdio.h', 'stdlib.h']],
  ['c', ['cstdio', 'cstdlib', 'cstring', 'cmath', 'cassert', 'cstdint', 'ctime', 'climits', 'cfloat', 'sys/time.h', 'unistd.h', 'getopt.h']],
  ['text', ['string', 'vector', 'algorithm', 'utility']],
  ['streams', ['iostream']],
  ['maps', ['map', 'set']],
  ['memory', ['memory', 'functional', 'numeric', 'sstream', 'iomanip', 'fstream']],
  ['containers', ['unordered_map', 'unordered_set', 'list', 'deque', 'queue', 'stack', 'array', 'tuple', 'optional', 'bitset']],
  ['time', ['chrono', 'random', 'complex']],
  ['threads', ['thread', 'mutex', 'atomic', 'condition_variable', 'future']],
  ['graphs', ['__cuda_wasm/graphs.h']],
  ['textures', ['texture_indirect_functions.h', 'surface_indirect_functions.h']],
  ['device', ['cooperative_groups.h', 'cuda_fp16.h', 'cuda_bf16.h', 'math_constants.h']],
  ['thrust', ['thrust/']],
  ['cub', ['cub/']],
];

export function groupHeaders(texts) {
  const groupOf = new Map();
  const list = [];
  const includesOf = (name) => {
    const found = [];
    // What is for other sources than CUDA's is found missing by those.
    for (const [, open, included] of texts[name].replace(/^#ifndef __CUDACC__\n(?:[^#\n].*\n|#include.*\n|\n)*#endif/gm, '').matchAll(/^[ \t]*#[ \t]*include(?:_next)?[ \t]*([<"])([^>"]+)[>"]/gm)) {
      const beside = name.includes('/') ? `${name.slice(0, name.lastIndexOf('/') + 1)}${included}` : included;
      for (const path of open === '"' ? [beside, included] : [included]) {
        if (texts[path] === undefined) continue;
        found.push(path);
        break;
      }
    }
    return found;
  };
  const add = (name, seeds) => {
    const group = { name, needs: [], names: [] };
    const work = seeds.flatMap((seed) => (seed.endsWith('/') ? Object.keys(texts).filter((path) => path.startsWith(seed)) : [seed]));
    for (let header = work.pop(); header !== undefined; header = work.pop()) {
      const owner = groupOf.get(header);
      if (owner !== undefined) {
        if (owner !== group && !group.needs.includes(owner.name)) group.needs.push(owner.name);
        continue;
      }
      groupOf.set(header, group);
      group.names.push(header);
      work.push(...includesOf(header));
    }
    group.names.sort();
    list.push(group);
  };
  for (const [name, seeds] of groups) add(name, seeds);
  add('rest', Object.keys(texts));
  return list;
}
