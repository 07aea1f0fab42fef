// run: tolerance=0
// malloc, calloc, realloc, free, aligned allocation, many sizes, contents kept, freed memory used again; alloca; memory of new.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <stdint.h>
#include <alloca.h>
int main() {
  char *p = (char *)malloc(10);
  memcpy(p, "123456789", 10);
  p = (char *)realloc(p, 1000);
  printf("%s ", p);
  p = (char *)realloc(p, 5);
  printf("%.5s\n", p);
  free(p);
  free(nullptr);
  int *c = (int *)calloc(1000, sizeof(int)), s = 0;
  for (int i = 0; i < 1000; i++)
    s |= c[i];
  printf("%d %d\n", s, (uintptr_t)c % 16 == 0);
  free(c);
  p = (char *)realloc(nullptr, 20);
  strcpy(p, "from null");
  printf("%s\n", p);
  free(p);
  char *blocks[200];
  unsigned h = 0;
  for (int round = 0; round < 5; round++) {
    for (int i = 0; i < 200; i++) {
      size_t n = (i * 37 + round * 101) % 3000 + 1;
      blocks[i] = (char *)malloc(n);
      memset(blocks[i], i, n);
    }
    for (int i = 0; i < 200; i += 2)
      free(blocks[i]);
    for (int i = 0; i < 200; i += 2) {
      blocks[i] = (char *)calloc(1, 50 + i);
      h += blocks[i][i];
    }
    for (int i = 0; i < 200; i++) {
      size_t n = i & 1 ? (i * 37 + round * 101) % 3000 + 1 : 1;
      for (size_t k = 0; i & 1 && k < n; k++)
        h += (unsigned char)blocks[i][k];
      free(blocks[i]);
    }
  }
  printf("%u\n", h);
  void *a;
  printf("%d ", posix_memalign(&a, 256, 1000));
  printf("%d ", (uintptr_t)a % 256 == 0);
  free(a);
  a = aligned_alloc(64, 128);
  printf("%d\n", (uintptr_t)a % 64 == 0);
  free(a);
  double *d = new double[100000];
  d[99999] = 1.5;
  printf("%g\n", d[99999]);
  delete[] d;
  long total = 0;
  for (int i = 1; i < 50; i++) {
    int *v = (int *)alloca(i * sizeof(int));
    for (int k = 0; k < i; k++)
      v[k] = k;
    total += v[i - 1];
  }
  printf("%ld\n", total);
  int **rows = (int **)malloc(30 * sizeof *rows);
  for (int i = 0; i < 30; i++) {
    rows[i] = (int *)malloc((i + 1) * sizeof(int));
    for (int k = 0; k <= i; k++)
      rows[i][k] = k == 0 || k == i ? 1 : rows[i - 1][k - 1] + rows[i - 1][k];
  }
  printf("%d\n", rows[29][14]);
  for (int i = 0; i < 30; i++)
    free(rows[i]);
  free(rows);
  return 0;
}
