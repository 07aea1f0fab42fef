// Training of a small network as eager frameworks do it: every operation's result is an allocation of its own, activations live until their layer's backward step, and batches differ in size.
#include <cstdio>
#include <cstdlib>
#include <vector>

struct Tensor {
  int rows = 0, columns = 0;
  float *data = nullptr;
  Tensor() {}
  Tensor(int r, int c) : rows(r), columns(c) { cudaMalloc(&data, sizeof(float) * r * c); }
  Tensor(Tensor &&other) : rows(other.rows), columns(other.columns), data(other.data) { other.data = nullptr; }
  Tensor &operator=(Tensor &&other) {
    if (this != &other) {
      cudaFree(data);
      rows = other.rows, columns = other.columns, data = other.data;
      other.data = nullptr;
    }
    return *this;
  }
  ~Tensor() { cudaFree(data); }
  int size() const { return rows * columns; }
};

// c = op(a) op(b), where op transposes or not.
__global__ void multiply(const float *a, const float *b, float *c, int rows, int columns, int inner, bool transposeA, bool transposeB) {
  int column = blockIdx.x * 16 + threadIdx.x, row = blockIdx.y * 16 + threadIdx.y;
  if (row >= rows || column >= columns) return;
  float sum = 0;
  for (int k = 0; k < inner; k++) sum += (transposeA ? a[k * rows + row] : a[row * inner + k]) * (transposeB ? b[column * inner + k] : b[k * columns + column]);
  c[row * columns + column] = sum;
}
__global__ void activate(const float *x, const float *bias, float *y, int n, int columns) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) y[i] = fmaxf(x[i] + bias[i % columns], 0.0f);
}
__global__ void passBack(const float *y, const float *dy, float *dx, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) dx[i] = y[i] > 0 ? dy[i] : 0;
}
__global__ void lossOf(const float *y, const float *target, float *dy, float *loss, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i >= n) return;
  float d = y[i] - target[i];
  dy[i] = 2 * d / n;
  atomicAdd(loss, d * d / n);
}
__global__ void sumRows(const float *dy, float *db, int rows, int columns) {
  int column = blockIdx.x * blockDim.x + threadIdx.x;
  if (column >= columns) return;
  float sum = 0;
  for (int row = 0; row < rows; row++) sum += dy[row * columns + column];
  db[column] = sum;
}
__global__ void adam(float *w, float *m, float *v, const float *g, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i >= n) return;
  m[i] = 0.9f * m[i] + 0.1f * g[i];
  v[i] = 0.99f * v[i] + 0.01f * g[i] * g[i];
  w[i] -= 0.003f * m[i] / (sqrtf(v[i]) + 1e-6f);
}
__global__ void fill(float *p, int n, unsigned seed, float scale) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i >= n) return;
  unsigned x = (i + 1) * 2654435761u ^ seed * 40503u;
  x ^= x >> 15, x *= 2246822519u, x ^= x >> 13;
  p[i] = scale * ((x >> 8) / 8388608.0f - 1);
}

// What is to be learned.
__global__ void teach(const float *x, float *target, int rows, int inputs, int outputs) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < rows * outputs) target[i] = 0.5f * fabsf(x[i / outputs * inputs + i % outputs] - x[i / outputs * inputs + i % outputs + 1]);
}

static int blocks(int n) { return (n + 255) / 256; }
static void filled(Tensor &t, unsigned seed, float scale) { fill<<<blocks(t.size()), 256>>>(t.data, t.size(), seed, scale); }
static Tensor product(const Tensor &a, const Tensor &b, bool transposeA = false, bool transposeB = false) {
  int rows = transposeA ? a.columns : a.rows, inner = transposeA ? a.rows : a.columns, columns = transposeB ? b.rows : b.columns;
  Tensor c(rows, columns);
  multiply<<<dim3((columns + 15) / 16, (rows + 15) / 16), dim3(16, 16)>>>(a.data, b.data, c.data, rows, columns, inner, transposeA, transposeB);
  return c;
}

struct Parameter {
  Tensor value, first, second;
  Parameter(int rows, int columns, unsigned seed, float scale) : value(rows, columns), first(rows, columns), second(rows, columns) { filled(value, seed, scale), filled(first, 0, 0), filled(second, 0, 0); }
  void update(const Tensor &gradient) { adam<<<blocks(value.size()), 256>>>(value.data, first.data, second.data, gradient.data, value.size()); }
};

int main(int argc, char **argv) {
  int steps = argc > 1 ? atoi(argv[1]) : 16;
  const int widths[] = {48, 128, 160, 128, 32};
  const int layers = 4;
  std::vector<Parameter> weights, biases;
  weights.reserve(layers), biases.reserve(layers);
  for (int l = 0; l < layers; l++) {
    weights.emplace_back(widths[l], widths[l + 1], l + 1, 1.5f / sqrtf((float)widths[l]));
    biases.emplace_back(1, widths[l + 1], 0, 0.0f);
  }
  srand(7);
  float firstLoss = 0, lastLoss = 0;
  for (int step = 0; step < steps; step++) {
    int rows = 2048 * (4 + rand() % 5);
    Tensor x(rows, widths[0]), target(rows, widths[layers]);
    filled(x, 100 + step, 1.0f);
    teach<<<blocks(target.size()), 256>>>(x.data, target.data, rows, widths[0], widths[layers]);
    std::vector<Tensor> activations;
    for (int l = 0; l < layers; l++) {
      Tensor sum = product(l == 0 ? x : activations.back(), weights[l].value);
      Tensor y(sum.rows, sum.columns);
      activate<<<blocks(y.size()), 256>>>(sum.data, biases[l].value.data, y.data, y.size(), y.columns);
      activations.push_back(static_cast<Tensor &&>(y));
    }
    Tensor gradient(rows, widths[layers]), loss(1, 1);
    cudaMemset(loss.data, 0, sizeof(float));
    lossOf<<<blocks(gradient.size()), 256>>>(activations.back().data, target.data, gradient.data, loss.data, gradient.size());
    for (int l = layers - 1; l >= 0; l--) {
      Tensor before(rows, widths[l + 1]);
      passBack<<<blocks(before.size()), 256>>>(activations.back().data, gradient.data, before.data, before.size());
      activations.pop_back();
      Tensor ofWeights = product(l == 0 ? x : activations.back(), before, true);
      Tensor ofBias(1, widths[l + 1]);
      sumRows<<<blocks(widths[l + 1]), 256>>>(before.data, ofBias.data, rows, widths[l + 1]);
      if (l > 0) gradient = product(before, weights[l].value, false, true);
      weights[l].update(ofWeights), biases[l].update(ofBias);
    }
    cudaMemcpy(&lastLoss, loss.data, sizeof(float), cudaMemcpyDeviceToHost);
    if (step == 0) firstLoss = lastLoss;
  }
  printf("loss %.4f -> %.4f: %s\n", firstLoss, lastLoss, lastLoss < 0.7f * firstLoss ? "PASSED" : "FAILED");
  return lastLoss < 0.7f * firstLoss ? 0 : 1;
}
