// run: tolerance=0
// printf of kernels with a format that is chosen when it runs, and what it gives back.
#include <cstdio>

__global__ void say(int n) {
  const char *parity = n & 1 ? "odd %d\n" : "even %d\n";
  int counted = printf(parity, n);
  const char *amount;
  if (n > 1)
    amount = "more: %s\n";
  else
    amount = "less: %s\n";
  printf(amount, counted == 1 ? "one argument" : "other");
  printf(n == 0 ? "zero %g\n" : n == 1 ? "one %g %d\n" : "many %g %d %s\n", n * 0.5, n, n > 2 ? "and more" : "and two");
  for (int i = 0; i < 2; i++) printf(i == n ? "%d is it\n" : "%d is not\n", i);
}

int main() {
  for (int n = 0; n < 4; n++) {
    say<<<1, 1>>>(n);
    cudaDeviceSynchronize();
  }
}
