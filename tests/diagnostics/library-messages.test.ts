/**
 * What is said of programs that ask a header's templates for what cannot be: one message for each request, of under 20 lines, that names the template with its arguments and ends at the program's own line.
 */
import { describe, expect, it } from 'vitest';
import { compileText } from './programs.js';

const programs = [
  `#include <algorithm>
#include <vector>
struct P{int a;};
int main(){ std::vector<P> v(3); std::sort(v.begin(),v.end(),[](int a,int b){return a<b;}); }`,
  `#include <map>
struct K{int a;};
int main(){ std::map<K,int> m; m[K{1}]=2; }`,
  `#include <unordered_map>
struct K{int a;};
int main(){ std::unordered_map<K,int> m; m[K{1}]=2; }`,
  `#include <vector>
#include <memory>
int main(){ std::vector<std::unique_ptr<int>> a; auto b=a; }`,
  `#include <memory>
struct S{ S(int,int){} };
int main(){ auto p=std::make_shared<S>("x"); }`,
  `#include <thrust/device_vector.h>
#include <thrust/sort.h>
struct P{int a;};
int main(){ thrust::device_vector<P> a(3); thrust::sort(a.begin(),a.end()); }`,
  `#include <cub/cub.cuh>
struct F{ __host__ __device__ int operator()(const char*a)const{return 1;} };
int main(){ int*i=0,*o=0; size_t n=0; void*t=0; cub::DeviceReduce::Reduce(t,n,i,o,10,F(),0); }`,
  `#include <cub/cub.cuh>
__global__ void k(int*o){ typedef cub::BlockReduce<int,128> B; __shared__ typename B::TempStorage t; o[0]=B(t).Reduce(1,[](const char*a,const char*b){return 1;}); }
int main(){ k<<<1,1>>>(0);} `,
  `#include <tuple>
int main(){ std::tuple<int,int> t; std::get<5>(t); }`,
  `#include <variant>
int main(){ std::variant<int,float> t; std::get<double>(t); }`,
  `#include <queue>
struct S{};
int main(){ std::priority_queue<S> q; q.push(S()); }`,
  `#include <chrono>
int main(){ std::chrono::seconds s=1.5; std::chrono::seconds m=std::chrono::milliseconds(5); }`,
  `#include <vector>
struct S{S(int,int){}};
int main(){ std::vector<S> v; v.resize(3); }`,
];

describe("messages about headers' templates are short", () => {
  for (const program of programs) {
    const lines = program.split('\n');
    it(lines.at(-1)!, { timeout: 120_000 }, () => {
      const { rendered, messages } = compileText('main.cu', program);
      const errors = messages.filter(({ text }) => text.startsWith('error'));
      expect(errors.length).toBeGreaterThan(0);
      // Each mistake is told once, but for what goes on to fail in the headers' classes.
      expect(errors.length).toBeLessThanOrEqual(6);
      for (const message of rendered.split(/^(?=\S+: (?:error|warning): )/m)) expect(message.split('\n').length - 1, message).toBeLessThan(20);
      expect(rendered).toMatch(/main\.cu:\d+:\d+: (?:error|note: in instantiation of)/);
    });
  }
});
