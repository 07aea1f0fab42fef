// run: units="inline_objects_other.cu" tolerance=0
// One object for all units: inline variables, static members and static locals of templates and inline functions, variable templates, singletons; kernel templates in a header.
#include "inline_objects.cuh"

int main() {
  logger.note("main");
  int *out;
  cudaMallocManaged(&out, 4 * sizeof(int));
  mark<<<1, 4>>>(out, 1000);
  cudaDeviceSynchronize();
  printf("%d %d\n", out[0], out[3]);
  Registry<int>::entries += 2;
  Registry<int>::storage()[1] = 8;
  accumulated<double> += 0.5;
  Config::get().value++;
  printf("%d %d\n", next_id(), shared_counter);
  from_other(out);
  printf("%d %d %d\n", Registry<int>::entries, Registry<float>::entries, Registry<int>::storage()[2]);
  printf("%g %d %d %d %d\n", accumulated<double>, accumulated<int>, Config::get().value, next_id(), shared_counter);
  logger.note("end");
  cudaFree(out);
}
