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
});
