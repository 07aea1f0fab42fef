// run: tolerance=0
// qsort and bsearch with several element sizes, rand and srand sequences, RAND_MAX, random, drand48, rand_r.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
struct Record {
  char name[12];
  int key;
  double weight;
};
static int by_int(const void *a, const void *b) {
  int x = *(const int *)a, y = *(const int *)b;
  return (x > y) - (x < y);
}
static int by_double_down(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x < y) - (x > y);
}
static int by_key(const void *a, const void *b) {
  const Record *x = (const Record *)a, *y = (const Record *)b;
  return x->key != y->key ? x->key - y->key : strcmp(x->name, y->name);
}
static int by_string(const void *a, const void *b) {
  return strcmp(*(char *const *)a, *(char *const *)b);
}
static int by_char(const void *a, const void *b) {
  return *(const char *)a - *(const char *)b;
}
int main() {
  printf("%d\n", RAND_MAX);
  for (int i = 0; i < 5; i++)
    printf("%d ", rand());
  printf("\n");
  srand(1);
  printf("%d ", rand());
  srand(42);
  printf("%d ", rand());
  srand(0);
  printf("%d ", rand());
  srand(4000000000u);
  printf("%d\n", rand());
  srand(7);
  unsigned h = 0;
  for (int i = 0; i < 10000; i++)
    h = h * 31 + rand();
  printf("%u %d\n", h, rand() % 100);
  srandom(5);
  printf("%ld\n", random());
  unsigned seed = 9;
  int r1 = rand_r(&seed);
  printf("%d %u\n", r1, seed);
  srand48(3);
  printf("%.10f ", drand48());
  printf("%ld\n", lrand48());
  srand(3);
  int v[500];
  for (int &x : v)
    x = rand() % 1000 - 500;
  qsort(v, 500, sizeof *v, by_int);
  int bad = 0;
  for (int i = 1; i < 500; i++)
    bad += v[i - 1] > v[i];
  int key = v[123], *found = (int *)bsearch(&key, v, 500, sizeof *v, by_int);
  key = 12345;
  printf("%d %d %d %d %d\n", bad, v[0], v[499], *found == v[123],
         bsearch(&key, v, 500, sizeof *v, by_int) == nullptr);
  double d[] = {1.5, -2, 9, 0.25, 3};
  qsort(d, 5, sizeof *d, by_double_down);
  for (double x : d)
    printf("%g ", x);
  const char *w[] = {"pear", "apple", "fig", "banana", "cherry", "apple"};
  qsort(w, 6, sizeof *w, by_string);
  for (const char *x : w)
    printf("%s ", x);
  char c[] = "sorting characters";
  qsort(c, strlen(c), 1, by_char);
  printf("[%s]\n", c);
  Record r[8];
  for (int i = 0; i < 8; i++) {
    snprintf(r[i].name, 12, "r%d", i * 3 % 8);
    r[i].key = i * 5 % 4;
    r[i].weight = i;
  }
  qsort(r, 8, sizeof *r, by_key);
  for (Record &x : r)
    printf("%s:%d:%g ", x.name, x.key, x.weight);
  printf("\n");
  qsort(v, 0, 4, by_int);
  qsort(v, 1, 4, by_int);
  printf("%d\n", v[0]);
  return 0;
}
