// run: tolerance=0
// Function pointers, varargs, recursion, static locals, pointers to pointers, const and volatile, callbacks, returning function pointers.
#include <stdio.h>
#include <stdarg.h>
#include <string.h>

typedef int (*Binary)(int, int);
static int add(int a, int b) {
  return a + b;
}
static int sub(int a, int b) {
  return a - b;
}
static int mul(int a, int b) {
  return a * b;
}
static Binary pick(char c) {
  return c == '+' ? add : c == '-' ? &sub : *mul;
}
static int (*pick_old(int i))(int, int) {
  static int (*const t[])(int, int) = {add, sub, mul};
  return t[i];
}
static int fold(int (*f)(int, int), const int *v, int n) {
  int r = v[0];
  while (--n > 0)
    r = f(r, *++v);
  return r;
}

static int sum_ints(int n, ...) {
  va_list ap;
  va_start(ap, n);
  int s = 0;
  while (n--)
    s += va_arg(ap, int);
  va_end(ap);
  return s;
}
static double mixed(const char *types, ...) {
  va_list ap, copy;
  va_start(ap, types);
  va_copy(copy, ap);
  double total = 0;
  for (const char *t = types; *t; t++) {
    switch (*t) {
      case 'i':
        total += va_arg(ap, int);
        break;
      case 'd':
        total += va_arg(ap, double);
        break;
      case 'l':
        total += va_arg(ap, long);
        break;
      case 's':
        total += strlen(va_arg(ap, const char *));
        break;
      case 'u':
        total += va_arg(ap, unsigned);
        break;
    }
  }
  if (*types == 'i') total += 1000 * va_arg(copy, int);
  va_end(copy);
  va_end(ap);
  return total;
}
struct Pair {
  long a;
  double b;
};
static double structs(int n, ...) {
  va_list ap;
  va_start(ap, n);
  double t = 0;
  while (n--) {
    Pair p = va_arg(ap, Pair);
    t += p.a * p.b;
  }
  va_end(ap);
  return t;
}
static int forward(char *out, size_t n, const char *fmt, ...) {
  va_list ap;
  va_start(ap, fmt);
  int r = vsnprintf(out, n, fmt, ap);
  va_end(ap);
  return r;
}

static int ackermann(int m, int n) {
  return m == 0 ? n + 1 : n == 0 ? ackermann(m - 1, 1) : ackermann(m - 1, ackermann(m, n - 1));
}
static int is_odd(unsigned n);
static int is_even(unsigned n) {
  return n == 0 ? 1 : is_odd(n - 1);
}
static int is_odd(unsigned n) {
  return n == 0 ? 0 : is_even(n - 1);
}
static void hanoi(int n, int from, int to, int via, long *moves) {
  if (n) {
    hanoi(n - 1, from, via, to, moves);
    *moves = *moves * 3 % 1000003 + from * 2 + to;
    hanoi(n - 1, via, to, from, moves);
  }
}
static void permute(char *s, int k, int n, int *count, unsigned *hash) {
  if (k == n) {
    ++*count;
    for (int i = 0; i < n; i++)
      *hash = *hash * 31 + s[i];
    return;
  }
  for (int i = k; i < n; i++) {
    char t = s[k];
    s[k] = s[i];
    s[i] = t;
    permute(s, k + 1, n, count, hash);
    t = s[k];
    s[k] = s[i];
    s[i] = t;
  }
}
static int counter() {
  static int n = 10;
  return ++n;
}
static int *address() {
  static int cell;
  return &cell;
}
static void set(char **p, char *v) {
  *p = v;
}
static void reverse(char *s) {
  char *e = s + strlen(s);
  while (s < --e) {
    char t = *s;
    *s++ = *e;
    *e = t;
  }
}
static int default_args(int a, int b = 2, int c = 3) {
  return a * 100 + b * 10 + c;
}
static void no_return_value(int &out) {
  if (out > 3) return;
  out = 77;
}
static long many(char a, short b, int c, long d, float e, double f, unsigned char g, bool h,
                 const char *i, long long j) {
  return a + b + c + d + (long)e + (long)f + g + h + i[0] + j;
}

int main() {
  int v[] = {20, 3, 4};
  printf("%d %d %d\n", fold(pick('+'), v, 3), fold(pick('-'), v, 3), fold(pick('*'), v, 3));
  printf("%d %d\n", pick_old(1)(9, 4), (*pick_old(2))(9, 4));
  Binary table[2][2] = {{add, sub}, {mul, 0}};
  printf("%d %d\n", table[1][0](6, 7), table[1][1] == nullptr);
  printf("%d %d\n", sum_ints(0), sum_ints(10, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10));
  printf("%.2f\n", mixed("idlsu", 5, 2.25, -7000000000L, "four", 4000000000u));
  printf("%.2f\n", mixed("diddd", 1.5f, 'a', 2.5, 3.5, (float)4.5));
  Pair p1 = {3, 1.5}, p2 = {-4, 2.25};
  printf("%.2f\n", structs(2, p1, p2));
  char buffer[12];
  int n = forward(buffer, sizeof buffer, "%s-%05d-%c", "number", 42, 'x');
  printf("%d %s\n", n, buffer);
  printf("%d %d %d\n", ackermann(2, 3), is_even(1000), is_odd(7));
  long moves = 1;
  hanoi(8, 1, 3, 2, &moves);
  printf("%ld\n", moves);
  char letters[] = "abcdef";
  int count = 0;
  unsigned hash = 0;
  permute(letters, 0, 6, &count, &hash);
  printf("%d %u %s\n", count, hash, letters);
  counter();
  counter();
  printf("%d\n", counter());
  *address() = 5;
  ++*address();
  printf("%d\n", *address());
  char text[] = "pointer";
  char *q = 0;
  char **pp = &q;
  char ***ppp = &pp;
  set(&q, text);
  **pp = 'P';
  (**ppp)[1] = 'O';
  printf("%s\n", *pp);
  reverse(text);
  printf("%s\n", text);
  printf("%d %d %d\n", default_args(1), default_args(1, 5), default_args(4, 5, 6));
  int out = 3;
  no_return_value(out);
  no_return_value(out);
  printf("%d\n", out);
  printf("%ld\n", many(-1, -300, 70000, 1L << 40, 1.5f, -2.5, 200, true, "A", -5));
  const int ci = 5;
  const int *pc = &ci;
  int const *const cc = pc;
  volatile int vol = 3;
  vol += *cc;
  vol = vol;
  printf("%d\n", vol);
  int matrix[3][3];
  int *row[3];
  for (int i = 0; i < 3; i++) {
    row[i] = matrix[i];
    for (int j = 0; j < 3; j++)
      row[i][j] = i * 3 + j;
  }
  int **rows = row;
  printf("%d %d %td\n", rows[2][1], *(*(rows + 1) + 2), &matrix[2][0] - &matrix[0][1]);
  char *end = strchr(text, 'P');
  printf("%td %d\n", end - text, end > text);
  void *vp = matrix;
  printf("%d\n", ((int *)vp)[4] + *(int *)((char *)vp + 8));
  int(*pa)[3] = &matrix[1];
  printf("%d %d\n", (*pa)[0], pa[1][2]);
  extern int defined_later;
  printf("%d\n", defined_later);
  return 0;
}
int defined_later = 123;
