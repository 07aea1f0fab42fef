// run: units="registry_extra.cu registry_count.cpp" tolerance=0
// Units that register themselves: static constructors over an inline function's static, templates' static members, inline variables and kernel instances that are one in all units, same-named local classes that are not, constants and thread-local variables of another unit.
#include <cstdio>
#include <cstring>
#include "registry.h"

namespace {
struct Local {
  __host__ __device__ int operator()(int x) const { return x + 1; }
};
Registered increment("increment", [](int x) { return Local()(x); }, launch<Local>);
}

int main() {
  int host[4] = {1, 2, 3, 4}, back[4], *d;
  cudaMalloc(&d, sizeof host);
  printf("%d operations\n", count_operations());
  for (const char *wanted : {"increment", "square", "twice"}) {
    for (const Operation *o = operations(); o != nullptr; o = o->next) {
      if (strcmp(o->name, wanted) != 0) continue;
      cudaMemcpy(d, host, sizeof host, cudaMemcpyHostToDevice);
      o->launch(d, 4);
      cudaMemcpy(back, d, sizeof back, cudaMemcpyDeviceToHost);
      printf("%s: %d %d %d %d, host %d\n", o->name, back[0], back[1], back[2], back[3], o->host(7));
    }
  }
  printf("uses %d, value %g, counter %d, last %d, size %d\n", Shared<int>::uses, Shared<double>::value, detail::counter, last_result, table_size);
  cudaFree(d);
}
