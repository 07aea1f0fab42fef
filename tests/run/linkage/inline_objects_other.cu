#include "inline_objects.cuh"
void from_other(int *out) {
  logger.note("other");
  mark<<<1, 4>>>(out, 7);
  cudaDeviceSynchronize();
  printf("%d %d\n", out[0], out[3]);
  Registry<int>::entries *= 10;
  Registry<float>::entries++;
  Registry<int>::storage()[2] = Registry<int>::storage()[1] + 1;
  accumulated<double> *= 3;
  accumulated<int> += 41;
  Config::get().value *= 2;
  shared_counter += next_id();
}
