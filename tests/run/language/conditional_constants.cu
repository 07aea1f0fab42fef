// run: tolerance=0
// Constants of the host that device code chooses between, and conditional expressions that are objects.
#include <cstdio>

constexpr int MATCH = 2, MISMATCH = -1;
const float LOW = -1e30f;
enum { THREE = 3 };
struct Limits {
  static constexpr double top = 8.5;
  static const int bottom = -4;
};

struct Part {
  static const int count = 3;
  int values[count];
};

__global__ void sums(int* out, int n) {
  Part parts[2][2];
  int sum = 0;
  for (int i = 0; i < n; i++)
    for (int j = 0; j < parts[i][0].count; j++) parts[i][1].values[j] = i * 10 + j;
  for (int j = 0; j < parts[0][1].count; j++) sum += parts[0][1].values[j] + parts[1][1].values[j];
  int count = (n++, Part::count);
  out[0] = count + sum + n;
}

__global__ void choose(int* scores, float* floats, double* doubles, const char* text, int n) {
  int i = threadIdx.x;
  scores[i] = text[i] == 'a' ? MATCH : MISMATCH;
  scores[i] += i & 1 ? THREE : i & 2 ? MATCH : Limits::bottom;
  floats[i] = i % 2 ? LOW : 0.5f;
  doubles[i] = i < 2 ? Limits::top : (double)LOW;
  int a = i, b = n - i;
  (a < b ? a : b) += 100;
  scores[i] += a * 1000 + b;
}

int main() {
  int* scores;
  float* floats;
  double* doubles;
  char* text;
  const int n = 5;
  cudaMallocManaged(&scores, n * sizeof(int));
  cudaMallocManaged(&floats, n * sizeof(float));
  cudaMallocManaged(&doubles, n * sizeof(double));
  cudaMallocManaged(&text, n);
  for (int i = 0; i < n; i++) text[i] = 'a' + i / 2;
  choose<<<1, n>>>(scores, floats, doubles, text, n);
  cudaDeviceSynchronize();
  for (int i = 0; i < n; i++) printf("%d %g %g\n", scores[i], floats[i], doubles[i]);
  sums<<<1, 1>>>(scores, 2);
  cudaDeviceSynchronize();
  printf("%d\n", scores[0]);
  int a = 1, b = 2;
  (a < b ? a : b) = 9;
  const int& bound = a > b ? a : b;
  a = 20;
  const int& copied = a > b ? MATCH : a;
  a = 30;
  printf("%d %d %d\n", a, bound, copied);
  return 0;
}
