// Poisson's equation on patches of several sizes: each V-cycle has its temporary arrays on every level, some patches are refined or made anew between steps, and what was computed stays.
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <vector>

struct Grid {
  int n;
  float *data = nullptr;
  explicit Grid(int size) : n(size) {
    cudaMalloc(&data, sizeof(float) * (n + 2) * (n + 2));
    cudaMemset(data, 0, sizeof(float) * (n + 2) * (n + 2));
  }
  Grid(const Grid &) = delete;
  ~Grid() { cudaFree(data); }
};

#define AT(p, x, y, n) (p)[(y) * ((n) + 2) + (x)]
#define INSIDE int x = blockIdx.x * 16 + threadIdx.x + 1, y = blockIdx.y * 16 + threadIdx.y + 1; if (x > n || y > n) return;

__global__ void source(float *f, int n, float shift) { INSIDE AT(f, x, y, n) = sinf(x * 6.2831853f / n + shift) * cosf(y * 3.1415927f / n); }
__global__ void smooth(const float *u, const float *f, float *out, int n, float h2) {
  INSIDE
  float around = AT(u, x - 1, y, n) + AT(u, x + 1, y, n) + AT(u, x, y - 1, n) + AT(u, x, y + 1, n);
  AT(out, x, y, n) = 0.2f * AT(u, x, y, n) + 0.8f * 0.25f * (around + h2 * AT(f, x, y, n));
}
__global__ void residual(const float *u, const float *f, float *r, int n, float h2) {
  INSIDE
  float around = AT(u, x - 1, y, n) + AT(u, x + 1, y, n) + AT(u, x, y - 1, n) + AT(u, x, y + 1, n);
  AT(r, x, y, n) = AT(f, x, y, n) - (4 * AT(u, x, y, n) - around) / h2;
}
__global__ void restricted(const float *fine, float *coarse, int n) {
  INSIDE
  AT(coarse, x, y, n) = 0.25f * (AT(fine, 2 * x - 1, 2 * y - 1, 2 * n) + AT(fine, 2 * x, 2 * y - 1, 2 * n) + AT(fine, 2 * x - 1, 2 * y, 2 * n) + AT(fine, 2 * x, 2 * y, 2 * n));
}
__global__ void prolong(const float *coarse, float *fine, int n) { INSIDE AT(fine, x, y, n) += AT(coarse, (x + 1) / 2, (y + 1) / 2, n / 2); }
__global__ void norm(const float *r, float *sum, int n) { INSIDE atomicAdd(sum, AT(r, x, y, n) * AT(r, x, y, n)); }

static dim3 blocks(int n) { return dim3((n + 15) / 16, (n + 15) / 16); }
static const dim3 threads(16, 16);

static void relax(Grid &u, const Grid &f, float h2, int times) {
  Grid next(u.n);
  for (int i = 0; i < times; i++) {
    smooth<<<blocks(u.n), threads>>>(u.data, f.data, next.data, u.n, h2);
    std::swap(u.data, next.data);
  }
}

static void cycle(Grid &u, const Grid &f, float h2) {
  relax(u, f, h2, 2);
  if (u.n > 4) {
    Grid r(u.n), coarse(u.n / 2), correction(u.n / 2);
    residual<<<blocks(u.n), threads>>>(u.data, f.data, r.data, u.n, h2);
    restricted<<<blocks(u.n / 2), threads>>>(r.data, coarse.data, u.n / 2);
    // As the average of what the fine grid does to a correction that is constant in each coarse cell.
    cycle(correction, coarse, 2 * h2);
    prolong<<<blocks(u.n), threads>>>(correction.data, u.data, u.n);
  }
  relax(u, f, h2, 2);
}

struct Patch {
  Grid u, f;
  Patch(int n, float shift) : u(n), f(n) { source<<<blocks(n), threads>>>(f.data, n, shift); }
  float remaining() {
    Grid r(u.n);
    float *sum, host;
    cudaMalloc(&sum, sizeof(float));
    cudaMemset(sum, 0, sizeof(float));
    residual<<<blocks(u.n), threads>>>(u.data, f.data, r.data, u.n, 1.0f / (u.n * u.n));
    norm<<<blocks(u.n), threads>>>(r.data, sum, u.n);
    cudaMemcpy(&host, sum, sizeof(float), cudaMemcpyDeviceToHost);
    cudaFree(sum);
    return sqrtf(host / (u.n * u.n));
  }
};

int main(int argc, char **argv) {
  int steps = argc > 1 ? atoi(argv[1]) : 4;
  srand(5);
  std::vector<std::unique_ptr<Patch>> patches;
  for (int i = 0; i < 12; i++) patches.emplace_back(new Patch(128 << rand() % 3, i * 0.3f));
  float worst = 0;
  for (int step = 0; step < steps; step++) {
    worst = 0;
    for (auto &patch : patches) {
      float before = patch->remaining();
      for (int i = 0; i < 2; i++) cycle(patch->u, patch->f, 1.0f / (patch->u.n * patch->u.n));
      float after = patch->remaining();
      // Below that it is rounding.
      if (before > 0.05f) worst = fmaxf(worst, after / before);
    }
    // A quarter of the patches are of other sizes from now on.
    for (int i = 0; i < 3; i++) patches[rand() % patches.size()].reset(new Patch(128 << rand() % 3, step + i * 0.5f));
  }
  printf("residuals shrink to %.3f or less: %s\n", worst, worst < 1.0f ? "PASSED" : "FAILED");
  return worst < 1.0f ? 0 : 1;
}
