import { describe, expect, it } from 'vitest';
import { implicitHeaders } from './implicit-headers.js';

const none = (): undefined => undefined;

describe('headers before a CUDA source', () => {
  it('are cuda_runtime.h alone where nothing of std is named', () => {
    expect(implicitHeaders('__global__ void k(float* p) { p[threadIdx.x] = new_value(1); }', none)).toEqual(['cuda_runtime.h']);
  });
  it('follow what is named of std', () => {
    expect(implicitHeaders('std::nullptr_t n; auto p = std::make_pair(1, std::max(2, 3)); std::vector<int> v;', none)).toEqual(['cuda_runtime.h', 'cstddef', 'utility', '__cxx/algobase.h']);
    expect(implicitHeaders('int* p = new (buffer) int(1); double d = std::sqrt(2.0);', none)).toEqual(['cuda_runtime.h', 'new', 'cmath']);
    expect(implicitHeaders('using namespace std;\nvoid f(int& a, int& b) { swap(a, b); }', none)).toEqual(['cuda_runtime.h', 'utility']);
  });
  it('look into headers of the program', () => {
    const files: Record<string, string> = { 'a.h': '#include "b.h"\n', 'b.h': '#include "a.h"\nstd::size_t n;' };
    expect(implicitHeaders('#include "a.h"\n', (name) => files[name])).toEqual(['cuda_runtime.h', 'cstddef']);
  });
  it('are what headers of gcc and nvcc bring along, where it is named', () => {
    expect(implicitHeaders('#include <cooperative_groups.h>\nuint8_t f(uint64_t);', none)).toEqual(['cuda_runtime.h', 'stdint.h']);
    expect(implicitHeaders('#include <vector>\n#include <string>\nstd::greater<int> g; std::ostream& operator<<(std::ostream&, int);', none)).toEqual(['cuda_runtime.h', '__cxx/function_objects.h', 'iosfwd']);
    expect(implicitHeaders('#include <functional>\n#include <algorithm>\nusing namespace std;\nvector<int> v; void f() { sort(v.begin(), v.end()); }', none)).toEqual(['cuda_runtime.h', '__cxx/iterator_base.h', 'vector']);
    expect(implicitHeaders('#include <cstdio>\nint f(int c) { return toupper(c); }', none)).toEqual(['cuda_runtime.h', 'ctype.h']);
  });
  it('leave names to programs that include nothing which has them', () => {
    expect(implicitHeaders('typedef unsigned char uint8_t; struct greater {};', none)).toEqual(['cuda_runtime.h']);
  });
});
