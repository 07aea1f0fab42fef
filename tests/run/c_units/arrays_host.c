#include <math.h>
#include <stdio.h>
#include <stdlib.h>

void transpose_on_device(int n, int m, const double *in, double *out);

struct packet {
  int count;
  double values[];
};

static void fill(int n, int m, double a[n][m]) {
  for (int i = 0; i < n; i++)
    for (int j = 0; j < m; j++) a[i][j] = i * 10 + sqrt(j);
}

static double trace(int n, int m, double (*restrict a)[m], int (*visit)(int, int)) {
  double sum = 0;
  for (int i = 0; i < n && i < m; i++) sum += a[i][i] * visit(i, (int)(sizeof a[0] / sizeof a[0][0]));
  return sum;
}

static int weight(int i, int m) { return i + m; }

static double corner(double a[static 2][3]) { return a[1][2]; }

void c_arrays(int n, int m) {
  double(*a)[m] = malloc(sizeof(double[n][m])), t[m][n];
  fill(n, m, a);
  transpose_on_device(n, m, &a[0][0], &t[0][0]);
  double flat[2][3] = { { 1, 2, 3 }, { 4, 5, 6 } };
  struct packet *p = malloc(sizeof *p + n * sizeof p->values[0]);
  p->count = n;
  for (int i = 0; i < n; i++) p->values[i] = t[m - 1][i];
  double(*again)[n] = (double(*)[n])t;
  printf("%.3f %.3f %.3f %g %zu %zu\n", trace(n, m, a, weight), again[m - 1][n - 1], p->values[p->count - 1], corner(flat), sizeof t, sizeof(struct packet));
  free(p);
  free(a);
}
