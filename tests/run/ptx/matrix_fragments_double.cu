// run: tolerance=0
// Matrices of doubles that a warp holds: mma of all shapes against sums that the host forms.
#include <stdio.h>

__host__ __device__ static int a_at(int r, int k) { return (r * 5 + k * 3) % 7 - 3; }
__host__ __device__ static int b_at(int k, int c) { return (k * 2 + c * 7) % 5 - 2; }
__host__ __device__ static int c_at(int r, int c) { return r - 2 * c; }

__global__ void multiply(double* small, double* large) {
  int g = threadIdx.x / 4, t = threadIdx.x % 4;
  double x[2] = {(double)c_at(g, t * 2), (double)c_at(g, t * 2 + 1)};
  asm volatile("mma.sync.aligned.m8n8k4.row.col.f64.f64.f64.f64 {%0,%1}, {%2}, {%3}, {%0,%1};" : "+d"(x[0]), "+d"(x[1]) : "d"((double)a_at(g, t)), "d"((double)b_at(t, g)));
  for (int i = 0; i < 2; i++) small[g * 8 + t * 2 + i] = x[i];
  double a[4], b[2], d[4];
  for (int i = 0; i < 4; i++) a[i] = a_at(g + i % 2 * 8, t + i / 2 * 4);
  for (int i = 0; i < 2; i++) b[i] = b_at(t + i * 4, g);
  for (int i = 0; i < 4; i++) d[i] = c_at(g + i / 2 * 8, t * 2 + i % 2);
  asm volatile("mma.sync.aligned.m16n8k8.row.col.f64.f64.f64.f64 {%0,%1,%2,%3}, {%4,%5,%6,%7}, {%8,%9}, {%0,%1,%2,%3};"
               : "+d"(d[0]), "+d"(d[1]), "+d"(d[2]), "+d"(d[3]) : "d"(a[0]), "d"(a[1]), "d"(a[2]), "d"(a[3]), "d"(b[0]), "d"(b[1]));
  for (int i = 0; i < 4; i++) large[(g + i / 2 * 8) * 8 + t * 2 + i % 2] = d[i];
}

static int wrong(const double* got, int rows, int depth) {
  int bad = 0;
  for (int r = 0; r < rows; r++)
    for (int c = 0; c < 8; c++) {
      int sum = c_at(r, c);
      for (int k = 0; k < depth; k++) sum += a_at(r, k) * b_at(k, c);
      bad += got[r * 8 + c] != sum;
    }
  return bad;
}

int main() {
  double* d;
  cudaMallocManaged(&d, 192 * sizeof(double));
  multiply<<<1, 32>>>(d, d + 64);
  printf("%s\n", cudaGetErrorName(cudaDeviceSynchronize()));
  printf("m8n8k4 %d, m16n8k8 %d\n", wrong(d, 8, 4), wrong(d + 64, 16, 8));
}
