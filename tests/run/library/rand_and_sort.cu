// run: tolerance=0
// rand, random, drand48 and rand_r with their known sequences; qsort, bsearch; div; abs; environment and exit values.
#include <cstdio>
#include <cstdlib>
#include <cstring>

int compare(const void* a, const void* b) { return *(const int*)a - *(const int*)b; }
int by_name(const void* a, const void* b) { return strcmp(*(char* const*)a, *(char* const*)b); }

int main() {
  printf("%d %d %d\n", rand(), rand() >= 0, RAND_MAX);
  srand(1);
  for (int i = 0; i < 5; i++) printf("%d ", rand());
  srand(2024);
  for (int i = 0; i < 3; i++) printf("%d ", rand());
  srandom(7);
  printf("%ld %ld\n", random(), random() % 100 >= 0 ? 1l : 0l);
  srand48(5);
  printf("%.12f %.12f ", drand48(), drand48());
  printf("%ld %ld\n", lrand48(), mrand48());
  unsigned seed = 3;
  int first = rand_r(&seed), second = rand_r(&seed);
  printf("%d %d\n", first, second);
  int v[200];
  srand(9);
  for (int& x : v) x = rand() % 1000;
  qsort(v, 200, sizeof(int), compare);
  bool ordered = true;
  for (int i = 1; i < 200; i++) ordered = ordered && v[i - 1] <= v[i];
  int key = v[77];
  int* found = (int*)bsearch(&key, v, 200, sizeof(int), compare);
  int missing = 5000;
  printf("%d %d %d %d %d\n", ordered, v[0], v[199], found && *found == key, bsearch(&missing, v, 200, sizeof(int), compare) == nullptr);
  const char* names[] = {"pear", "apple", "fig", "kiwi"};
  qsort(names, 4, sizeof(char*), by_name);
  for (auto n : names) printf("%s ", n);
  div_t q = div(-17, 5);
  ldiv_t l = ldiv(17, -5);
  printf("%d %d %ld %ld %d %ld %lld\n", q.quot, q.rem, l.quot, l.rem, abs(-3), labs(-4l), llabs(-5ll));
  setenv("CW_TEST", "value", 1);
  printf("%s %d\n", getenv("CW_TEST"), getenv("CW_NOT_SET") == nullptr);
}
