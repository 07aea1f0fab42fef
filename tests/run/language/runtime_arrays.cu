// run:
// Arrays whose bounds are known at run time, in host code.
#include <cstdio>
#include <cstdlib>
struct Point { int x; float y; };
static int sum(const int *a, int n) { int s = 0; for (int i = 0; i < n; i++) s += a[i]; return s; }
__global__ void twice(int *a, int n) { int i = blockIdx.x * blockDim.x + threadIdx.x; if (i < n) a[i] *= 2; }
int rounds(int n) {
  int total = 0;
  for (int r = 1; r <= n; r++) {
    int row[r];
    for (int i = 0; i < r; i++) row[i] = r * i;
    if (r % 3 == 0) continue;
    total += sum(row, r);
    if (r > 7) break;
  }
  return total;
}
int jumps(int n) {
again:
  {
    char text[n + 1];
    for (int i = 0; i < n; i++) text[i] = 'a' + i;
    text[n] = 0;
    printf("%s %zu\n", text, sizeof text);
    if (--n > 2) goto again;
  }
  return n;
}
int main(int argc, char **argv) {
  const int n = atoi("6");
  int m = n / 2;
  int a[n];
  for (int i = 0; i < n; i++) a[i] = i + 1;
  printf("%d %zu\n", sum(a, n), sizeof(a) / sizeof(a[0]));
  double grid[n][m];
  for (int i = 0; i < n; i++) for (int j = 0; j < m; j++) grid[i][j] = i * 10 + j;
  double *flat = &grid[0][0];
  printf("%g %g %zu %zu %d\n", grid[5][2], flat[4 * m + 1], sizeof grid, sizeof grid[0], (int)(&grid[4] - &grid[1]));
  int cube[2][n][m];
  cube[1][n - 1][m - 1] = 42;
  printf("%d\n", ((int *)cube)[2 * n * m - 1]);
  float fixed[n + 1][4];
  fixed[n][3] = 2.5f;
  printf("%g\n", (*(fixed + n))[3]);
  Point points[n];
  points[n - 1] = Point{3, 0.5f};
  auto last = [&] { return points[n - 1].x; };
  printf("%d %g\n", last(), (points + n - 1)->y);
  int zeros[n] = {};
  int some[n] = {4, 5};
  printf("%d %d\n", sum(zeros, n), sum(some, n));
  n > 3 ? (void)(a[2] = 7) : (void)0;
  int *d;
  cudaMalloc(&d, n * sizeof(int));
  cudaMemcpy(d, a, sizeof(a), cudaMemcpyHostToDevice);
  twice<<<1, n>>>(d, n);
  int back[n];
  cudaMemcpy(back, d, n * sizeof(int), cudaMemcpyDeviceToHost);
  for (int i = 0; i < n; i++) printf("%d ", back[i]);
  printf("\n%d %d\n", rounds(10), jumps(4));
  cudaFree(d);
  return 0;
}
