// run: tolerance=2e-3
// A small network trained on two spirals' simpler cousin, rings: forward, backward, momentum; weights from an own generator; loss falls, accuracy rises.
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#define SAMPLES 128
#define HIDDEN 16
static unsigned long long seed = 88172645463325252ull;
static float uniform(void) {
  seed ^= seed << 7;
  seed ^= seed >> 9;
  return (float)(seed >> 40) / (1 << 24) * 2 - 1;
}
typedef struct {
  float *w1, *b1, *w2, *b2;
} network_t;
__global__ void forward(network_t net, const float2 *x, float *hidden, float *output) {
  __shared__ float part[HIDDEN];
  int s = blockIdx.x, h = threadIdx.x;
  float2 p = x[s];
  float v = tanhf(net.w1[2 * h] * p.x + net.w1[2 * h + 1] * p.y + net.b1[h]);
  hidden[s * HIDDEN + h] = v;
  part[h] = v * net.w2[h];
  __syncthreads();
  for (int w = HIDDEN / 2; w; w >>= 1) {
    if (h < w) part[h] += part[h + w];
    __syncthreads();
  }
  if (h == 0) output[s] = 1.0f / (1.0f + expf(-(part[0] + net.b2[0])));
}
__global__ void backward(network_t net, network_t velocity, const float2 *x, const float *hidden,
                         const float *output, const float *label, float rate) {
  int h = threadIdx.x;
  float g0 = 0, g1 = 0, gb = 0, g2 = 0, gb2 = 0, w2 = net.w2[h];
  for (int s = 0; s < SAMPLES; s++) {
    float d = (output[s] - label[s]) / SAMPLES, v = hidden[s * HIDDEN + h],
          e = d * w2 * (1 - v * v);
    g2 += d * v;
    gb2 += d;
    g0 += e * x[s].x;
    g1 += e * x[s].y;
    gb += e;
  }
  __syncthreads();
#define STEP(array, i, g) \
  velocity.array[i] = 0.9f * velocity.array[i] - rate * (g), net.array[i] += velocity.array[i]
  STEP(w1, 2 * h, g0);
  STEP(w1, 2 * h + 1, g1);
  STEP(b1, h, gb);
  STEP(w2, h, g2);
  if (h == 0) STEP(b2, 0, gb2);
}
__global__ void loss(const float *output, const float *label, float *sum, int *right) {
  __shared__ float s[SAMPLES];
  int t = threadIdx.x;
  float o = fminf(fmaxf(output[t], 1e-6f), 1 - 1e-6f);
  s[t] = label[t] > 0.5f ? -logf(o) : -logf(1 - o);
  int c = __syncthreads_count((o > 0.5f) == (label[t] > 0.5f));
  for (int w = SAMPLES / 2; w; w >>= 1) {
    if (t < w) s[t] += s[t + w];
    __syncthreads();
  }
  if (t == 0) {
    *sum = s[0] / SAMPLES;
    *right = c;
  }
}
static network_t allocate(int random) {
  network_t n;
  float w[HIDDEN * 2];
  cudaMalloc(&n.w1, sizeof w);
  cudaMalloc(&n.b1, HIDDEN * 4);
  cudaMalloc(&n.w2, HIDDEN * 4);
  cudaMalloc(&n.b2, 4);
  for (int i = 0; i < HIDDEN * 2; i++)
    w[i] = random ? uniform() * 1.5f : 0;
  cudaMemcpy(n.w1, w, sizeof w, cudaMemcpyHostToDevice);
  for (int i = 0; i < HIDDEN; i++)
    w[i] = random ? uniform() : 0;
  cudaMemcpy(n.b1, w, HIDDEN * 4, cudaMemcpyHostToDevice);
  for (int i = 0; i < HIDDEN; i++)
    w[i] = random ? uniform() * 0.5f : 0;
  cudaMemcpy(n.w2, w, HIDDEN * 4, cudaMemcpyHostToDevice);
  cudaMemset(n.b2, 0, 4);
  return n;
}
int main(void) {
  float2 x[SAMPLES], *dx;
  float label[SAMPLES], *dl, *hidden, *output, *sum, s;
  int *right, r;
  for (int i = 0; i < SAMPLES; i++) {
    float a = uniform() * 3.14159f, d = i % 2 ? 0.4f + 0.1f * uniform() : 1.2f + 0.2f * uniform();
    x[i] = make_float2(d * cosf(a), d * sinf(a));
    label[i] = i % 2;
  }
  cudaMalloc(&dx, sizeof x);
  cudaMalloc(&dl, sizeof label);
  cudaMalloc(&hidden, SAMPLES * HIDDEN * 4);
  cudaMalloc(&output, SAMPLES * 4);
  cudaMalloc(&sum, 4);
  cudaMalloc(&right, 4);
  cudaMemcpy(dx, x, sizeof x, cudaMemcpyHostToDevice);
  cudaMemcpy(dl, label, sizeof label, cudaMemcpyHostToDevice);
  network_t net = allocate(1), velocity = allocate(0);
  for (int epoch = 0; epoch <= 60; epoch++) {
    forward<<<SAMPLES, HIDDEN>>>(net, dx, hidden, output);
    if (epoch % 20 == 0) {
      loss<<<1, SAMPLES>>>(output, dl, sum, right);
      cudaMemcpy(&s, sum, 4, cudaMemcpyDeviceToHost);
      cudaMemcpy(&r, right, 4, cudaMemcpyDeviceToHost);
      printf("epoch %d: loss %.4f, %s\n", epoch, s,
             r > SAMPLES * 9 / 10 ? "most are right" : "learning");
    }
    backward<<<1, HIDDEN>>>(net, velocity, dx, hidden, output, dl, 0.5f);
  }
  printf("%s\n", cudaGetErrorName(cudaDeviceSynchronize()));
  return 0;
}
