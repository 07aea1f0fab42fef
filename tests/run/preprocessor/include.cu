// run: tolerance=0 nvcc="-DFROM_FLAG=42 -DBARE"
// Definitions on the command line; a header of one's own included several times with different settings.
#include <stdio.h>

#define TYPE int
#define SUFFIX i
#include "include_vector.cuh"
#define TYPE double
#define SUFFIX d
#include "include_vector.cuh"
#include "include_once.cuh"
#include "./include_once.cuh"

#ifndef BARE
#error BARE comes from the command line
#endif

int main() {
  printf("%d %d\n", FROM_FLAG, BARE);
  printf("%d\n", once_value());
  struct vec_i a = make_i(1, 2), b = make_i(3, 4);
  struct vec_d c = make_d(1.5, 2.5);
  printf("%d %.2f\n", dot_i(a, b), dot_d(c, c));
  return 0;
}
