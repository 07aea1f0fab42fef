// run: tolerance=2e-3
// A small convolutional network on drawn shapes: convolution, pooling, dense layers, softmax and their gradients, momentum and Adam, against the CPU.
#include <cuda_runtime.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CUDA_CHECK(expr)                                                                    \
  do {                                                                                      \
    const cudaError_t rc_ = (expr);                                                         \
    if (rc_ != cudaSuccess) {                                                               \
      fprintf(stderr, "%s:%d CUDA error %s\n", __FILE__, __LINE__, cudaGetErrorString(rc_)); \
      abort();                                                                              \
    }                                                                                       \
  } while (0)

enum {
  SIDE = 12,              /* images */
  MASK = 3,               /* convolution masks */
  CONV = SIDE - MASK + 1, /* 10 */
  POOLED = CONV / 2,      /* 5 */
  FILTERS = 4,
  FEATURES = FILTERS * POOLED * POOLED,
  HIDDEN = 16,
  CLASSES = 4,
  BATCH = 16
};

/* All parameters in one array; a gradient and the optimizers' moments have the same layout. */
struct parameters_t {
  float mask[FILTERS][MASK][MASK];
  float mask_bias[FILTERS];
  float hidden[HIDDEN][FEATURES];
  float hidden_bias[HIDDEN];
  float output[CLASSES][HIDDEN];
  float output_bias[CLASSES];
};
#define PARAMETERS ((int)(sizeof(parameters_t) / sizeof(float)))

/* What a forward pass leaves for the backward pass. */
struct activations_t {
  float conv[BATCH][FILTERS][CONV][CONV];
  float pooled[BATCH][FEATURES];
  unsigned char chosen[BATCH][FEATURES]; /* which of the four won */
  float hidden[BATCH][HIDDEN];
  float probability[BATCH][CLASSES];
  float loss[BATCH];
  /* gradients */
  float d_output[BATCH][CLASSES];
  float d_hidden[BATCH][HIDDEN];
  float d_pooled[BATCH][FEATURES];
};

typedef float image_t[SIDE][SIDE];

struct rule_t {
  float rate, momentum, beta1, beta2, epsilon;
};

__constant__ rule_t rule;
__device__ int correct_answers;

static __host__ __device__ float relu(float x) {
  return x > 0 ? x : 0;
}

/* ---- forward ---- */

/* A block an image and filter: the image goes to shared memory, a thread a pixel. */
__global__ void convolve(const image_t *images, const parameters_t *p, activations_t *a) {
  __shared__ float image[SIDE][SIDE];
  int x = threadIdx.x, y = threadIdx.y, f = blockIdx.x, n = blockIdx.y;
  image[y][x] = images[n][y][x];
  __syncthreads();
  if (x >= CONV || y >= CONV) return;
  float sum = p->mask_bias[f];
#pragma unroll
  for (int j = 0; j < MASK; j++)
#pragma unroll
    for (int i = 0; i < MASK; i++)
      sum += p->mask[f][j][i] * image[y + j][x + i];
  a->conv[n][f][y][x] = relu(sum);
}

/* A 3-D grid: pooled columns and rows, and filters by images in z. */
__global__ void pool(activations_t *a) {
  int x = blockIdx.x * blockDim.x + threadIdx.x, y = blockIdx.y * blockDim.y + threadIdx.y;
  int z = blockIdx.z * blockDim.z + threadIdx.z, f = z % FILTERS, n = z / FILTERS;
  if (x >= POOLED || y >= POOLED || n >= BATCH) return;
  int best = 0;
  float most = a->conv[n][f][2 * y][2 * x];
  for (int k = 1; k < 4; k++) {
    float candidate = a->conv[n][f][2 * y + (k >> 1)][2 * x + (k & 1)];
    if (candidate > most) most = candidate, best = k;
  }
  int feature = (f * POOLED + y) * POOLED + x;
  a->pooled[n][feature] = most;
  a->chosen[n][feature] = (unsigned char)best;
}

/* outputs[n][o] = act(bias[o] + weights[o] . inputs[n]); a warp an output. */
template <int In, int Out, bool Relu>
__global__ void dense(const float (*weights)[In], const float *bias, const float (*inputs)[In],
                      float (*outputs)[Out]) {
  int o = blockIdx.x * blockDim.y + threadIdx.y, n = blockIdx.y;
  if (o >= Out) return;
  float sum = 0;
  for (int i = threadIdx.x; i < In; i += 32)
    sum += weights[o][i] * inputs[n][i];
  for (int d = 16; d; d >>= 1)
    sum += __shfl_xor_sync(0xffffffffu, sum, d);
  sum += bias[o];
  if (threadIdx.x == 0) outputs[n][o] = Relu ? relu(sum) : sum;
}

/* In place: scores become probabilities; the loss and its gradient by score; a thread an image. */
__global__ void softmax(const int *labels, activations_t *a) {
  int n = blockIdx.x * blockDim.x + threadIdx.x;
  if (n >= BATCH) return;
  float *score = a->probability[n], most = score[0], sum = 0;
  int guess = 0;
  for (int c = 1; c < CLASSES; c++)
    if (score[c] > most) most = score[c], guess = c;
  for (int c = 0; c < CLASSES; c++)
    sum += score[c] = expf(score[c] - most);
  for (int c = 0; c < CLASSES; c++) {
    score[c] /= sum;
    a->d_output[n][c] = (score[c] - (c == labels[n])) / BATCH;
  }
  a->loss[n] = -logf(score[labels[n]]);
  if (guess == labels[n]) atomicAdd(&correct_answers, 1);
}

/* ---- backward; every gradient element is one thread's sum over the batch ---- */

template <int In, int Out>
__global__ void dense_gradient(const float (*d_out)[Out], const float (*inputs)[In],
                               float (*d_weights)[In], float *d_bias) {
  int i = blockIdx.x * blockDim.x + threadIdx.x, o = blockIdx.y;
  if (i > In) return;
  float sum = 0;
  for (int n = 0; n < BATCH; n++)
    sum += d_out[n][o] * (i < In ? inputs[n][i] : 1.0f);
  if (i < In) d_weights[o][i] = sum;
  else d_bias[o] = sum;
}

/* The gradient by a layer's inputs, through their ReLU. */
template <int In, int Out>
__global__ void dense_back(const float (*weights)[In], const float (*d_out)[Out],
                           const float (*inputs)[In], float (*d_in)[In]) {
  int i = blockIdx.x * blockDim.x + threadIdx.x, n = blockIdx.y;
  if (i >= In) return;
  float sum = 0;
  for (int o = 0; o < Out; o++)
    sum += weights[o][i] * d_out[n][o];
  d_in[n][i] = inputs[n][i] > 0 ? sum : 0;
}

__device__ static float block_total(float value, float *scratch) {
  int t = threadIdx.x;
  scratch[t] = value;
  __syncthreads();
  for (int half = blockDim.x / 2; half > 0; half /= 2) {
    if (t < half) scratch[t] += scratch[t + half];
    __syncthreads();
  }
  float total = scratch[0];
  __syncthreads();
  return total;
}

/* A block a filter; only the winners of the pooling carry gradient back. */
__global__ void mask_gradient(const image_t *images, const activations_t *a, parameters_t *g) {
  extern __shared__ float scratch[];
  int f = blockIdx.x;
  float sums[MASK * MASK + 1] = {0};
  for (int k = threadIdx.x; k < BATCH * POOLED * POOLED; k += blockDim.x) {
    int n = k / (POOLED * POOLED), cell = k % (POOLED * POOLED);
    int feature = f * POOLED * POOLED + cell, won = a->chosen[n][feature];
    float d = a->d_pooled[n][feature];
    int x = 2 * (cell % POOLED) + (won & 1), y = 2 * (cell / POOLED) + (won >> 1);
    for (int m = 0; m < MASK * MASK; m++)
      sums[m] += d * images[n][y + m / MASK][x + m % MASK];
    sums[MASK * MASK] += d;
  }
  for (int m = 0; m <= MASK * MASK; m++) {
    float total = block_total(sums[m], scratch);
    if (threadIdx.x != 0) continue;
    if (m < MASK * MASK) g->mask[f][m / MASK][m % MASK] = total;
    else g->mask_bias[f] = total;
  }
}

/* ---- optimizers: all parameters alike ---- */

__global__ void momentum_step(float *parameter, const float *gradient, float *velocity, int n) {
  int k = blockIdx.x * blockDim.x + threadIdx.x;
  if (k >= n) return;
  velocity[k] = rule.momentum * velocity[k] - rule.rate * gradient[k];
  parameter[k] += velocity[k];
}

__global__ void adam_step(float *parameter, const float *gradient, float2 *moments, int n,
                          float correct1, float correct2) {
  int k = blockIdx.x * blockDim.x + threadIdx.x;
  if (k >= n) return;
  float2 m = moments[k];
  float g = gradient[k];
  m.x = rule.beta1 * m.x + (1 - rule.beta1) * g;
  m.y = rule.beta2 * m.y + (1 - rule.beta2) * g * g;
  moments[k] = m;
  parameter[k] -= rule.rate * (m.x * correct1) / (sqrtf(m.y * correct2) + rule.epsilon);
}

/* ---- the data: discs, crosses, frames and stripes ---- */

struct data_t {
  int images;
  image_t *image;
  int *label;
};

static uint32_t noise_state = 1u;
static int noise(int range) {
  noise_state = noise_state * 747796405u + 2891336453u;
  uint32_t word = ((noise_state >> ((noise_state >> 28) + 4)) ^ noise_state) * 277803737u;
  return (int)((word >> 22 ^ word) % (uint32_t)range);
}

static data_t draw_shapes(int images) {
  data_t d = {images, (image_t *)calloc(images, sizeof(image_t)),
              (int *)calloc(images, sizeof(int))};
  for (int n = 0; n < images; n++) {
    int kind = d.label[n] = n % CLASSES, cx = 5 + noise(3), cy = 5 + noise(3), r = 3 + noise(2);
    for (int y = 0; y < SIDE; y++)
      for (int x = 0; x < SIDE; x++) {
        int dx = abs(x - cx), dy = abs(y - cy), on = 0;
        if (kind == 0) on = dx * dx + dy * dy <= r * r;
        if (kind == 1) on = (dx == 0 && dy <= r) || (dy == 0 && dx <= r);
        if (kind == 2) on = (dx == r && dy <= r) || (dy == r && dx <= r);
        if (kind == 3) on = dx <= r && dy <= r && (x + y) % 3 == 0;
        d.image[n][y][x] = (on ? 0.9f : 0.1f) + (noise(41) - 20) * 0.01f;
      }
  }
  return d;
}

static void start_parameters(parameters_t *p) {
  float *all = (float *)p;
  memset(p, 0, sizeof *p);
  for (int k = 0; k < PARAMETERS; k++)
    all[k] = (noise(2001) - 1000) * 0.001f;
  for (int k = 0; k < HIDDEN * FEATURES; k++)
    p->hidden[0][k] *= 0.17f;
  for (int k = 0; k < CLASSES * HIDDEN; k++)
    p->output[0][k] *= 0.4f;
  for (int k = 0; k < FILTERS * MASK * MASK; k++)
    (&p->mask[0][0][0])[k] *= 0.5f;
  memset(p->mask_bias, 0, sizeof p->mask_bias);
  memset(p->hidden_bias, 0, sizeof p->hidden_bias);
  memset(p->output_bias, 0, sizeof p->output_bias);
}

/* ---- training on the device ---- */

struct network_t {
  parameters_t *parameters, *gradient;
  activations_t *activations;
  float2 *moments;
  image_t *images;
  int *labels;
  int adam, step;
};

static network_t make_network(const parameters_t *start, int adam) {
  network_t net;
  memset(&net, 0, sizeof net);
  CUDA_CHECK(cudaMalloc(&net.parameters, sizeof(parameters_t)));
  CUDA_CHECK(cudaMalloc(&net.gradient, sizeof(parameters_t)));
  CUDA_CHECK(cudaMalloc(&net.activations, sizeof(activations_t)));
  CUDA_CHECK(cudaMalloc(&net.moments, PARAMETERS * sizeof(float2)));
  CUDA_CHECK(cudaMalloc(&net.images, BATCH * sizeof(image_t)));
  CUDA_CHECK(cudaMalloc(&net.labels, BATCH * sizeof(int)));
  CUDA_CHECK(cudaMemcpy(net.parameters, start, sizeof *start, cudaMemcpyHostToDevice));
  CUDA_CHECK(cudaMemset(net.moments, 0, PARAMETERS * sizeof(float2)));
  net.adam = adam;
  rule_t r = {adam ? 0.004f : 0.04f, 0.8f, 0.9f, 0.99f, 1e-4f};
  CUDA_CHECK(cudaMemcpyToSymbol(rule, &r, sizeof r));
  return net;
}

static void free_network(network_t *net) {
  CUDA_CHECK(cudaFree(net->parameters));
  CUDA_CHECK(cudaFree(net->gradient));
  CUDA_CHECK(cudaFree(net->activations));
  CUDA_CHECK(cudaFree(net->moments));
  CUDA_CHECK(cudaFree(net->images));
  CUDA_CHECK(cudaFree(net->labels));
}

static void forward(network_t *net, const data_t *d, int batch) {
  parameters_t *p = net->parameters;
  activations_t *a = net->activations;
  CUDA_CHECK(cudaMemcpy(net->images, d->image + batch * BATCH, BATCH * sizeof(image_t),
                        cudaMemcpyHostToDevice));
  CUDA_CHECK(cudaMemcpy(net->labels, d->label + batch * BATCH, BATCH * sizeof(int),
                        cudaMemcpyHostToDevice));
  convolve<<<dim3(FILTERS, BATCH), dim3(SIDE, SIDE)>>>(net->images, p, a);
  pool<<<dim3(1, 1, FILTERS * BATCH / 4), dim3(8, 8, 4)>>>(a);
  dense<FEATURES, HIDDEN, true><<<dim3(HIDDEN / 4, BATCH), dim3(32, 4)>>>(
      p->hidden, p->hidden_bias, a->pooled, a->hidden);
  dense<HIDDEN, CLASSES, false><<<dim3(1, BATCH), dim3(32, CLASSES)>>>(
      p->output, p->output_bias, a->hidden, a->probability);
  softmax<<<1, 32>>>(net->labels, a);
  CUDA_CHECK(cudaGetLastError());
}

static void backward(network_t *net) {
  parameters_t *p = net->parameters, *g = net->gradient;
  activations_t *a = net->activations;
  dense_gradient<HIDDEN, CLASSES><<<dim3(1, CLASSES), 32>>>(a->d_output, a->hidden, g->output,
                                                          g->output_bias);
  dense_back<HIDDEN, CLASSES><<<dim3(1, BATCH), 32>>>(p->output, a->d_output, a->hidden,
                                                    a->d_hidden);
  dense_gradient<FEATURES, HIDDEN><<<dim3(FEATURES / 64 + 1, HIDDEN), 64>>>(
      a->d_hidden, a->pooled, g->hidden, g->hidden_bias);
  dense_back<FEATURES, HIDDEN><<<dim3(FEATURES / 64 + 1, BATCH), 64>>>(
      p->hidden, a->d_hidden, a->pooled, a->d_pooled);
  mask_gradient<<<FILTERS, 64, 64 * sizeof(float)>>>(net->images, a, g);
  CUDA_CHECK(cudaGetLastError());
}

static void update(network_t *net) {
  float *p = (float *)net->parameters, *g = (float *)net->gradient;
  int blocks = (PARAMETERS + 127) / 128;
  net->step++;
  if (net->adam)
    adam_step<<<blocks, 128>>>(p, g, net->moments, PARAMETERS, 1 / (1 - powf(0.9f, net->step)),
                               1 / (1 - powf(0.99f, net->step)));
  else
    momentum_step<<<blocks, 128>>>(p, g, (float *)net->moments, PARAMETERS);
}

static float batch_loss(const network_t *net) {
  float loss[BATCH], sum = 0;
  CUDA_CHECK(cudaMemcpy(loss, net->activations->loss, sizeof loss, cudaMemcpyDeviceToHost));
  for (int n = 0; n < BATCH; n++)
    sum += loss[n];
  return sum / BATCH;
}

static int count_correct(network_t *net, const data_t *d) {
  int zero = 0, correct;
  CUDA_CHECK(cudaMemcpyToSymbol(correct_answers, &zero, sizeof zero));
  for (int b = 0; b < d->images / BATCH; b++)
    forward(net, d, b);
  CUDA_CHECK(cudaMemcpyFromSymbol(&correct, correct_answers, sizeof correct));
  return correct;
}

/* ---- the same gradient on the CPU, in double ---- */

static double host_gradient(const parameters_t *p, const data_t *d, int batch, double *g) {
  const size_t mask_bias = FILTERS * MASK * MASK, hidden = mask_bias + FILTERS;
  const size_t hidden_bias = hidden + HIDDEN * FEATURES, output = hidden_bias + HIDDEN;
  const size_t output_bias = output + CLASSES * HIDDEN;
  double loss = 0;
  memset(g, 0, PARAMETERS * sizeof *g);
  for (int n = batch * BATCH; n < (batch + 1) * BATCH; n++) {
    const float(*image)[SIDE] = d->image[n];
    double features[FEATURES], h[HIDDEN], score[CLASSES], dh[HIDDEN] = {0}, sum = 0;
    int px[FEATURES], py[FEATURES];
    for (int k = 0; k < FEATURES; k++) {
      int f = k / (POOLED * POOLED), x0 = k % POOLED * 2, y0 = k / POOLED % POOLED * 2;
      features[k] = -1;
      for (int q = 0; q < 4; q++) {
        int x = x0 + (q & 1), y = y0 + (q >> 1);
        double s = p->mask_bias[f];
        for (int m = 0; m < MASK * MASK; m++)
          s += p->mask[f][m / MASK][m % MASK] * image[y + m / MASK][x + m % MASK];
        if (s < 0) s = 0;
        if (s > features[k]) features[k] = s, px[k] = x, py[k] = y;
      }
    }
    for (int o = 0; o < HIDDEN; o++) {
      h[o] = p->hidden_bias[o];
      for (int k = 0; k < FEATURES; k++)
        h[o] += p->hidden[o][k] * features[k];
      if (h[o] < 0) h[o] = 0;
    }
    for (int c = 0; c < CLASSES; c++) {
      score[c] = p->output_bias[c];
      for (int o = 0; o < HIDDEN; o++)
        score[c] += p->output[c][o] * h[o];
      sum += score[c] = exp(score[c]);
    }
    loss -= log(score[d->label[n]] / sum) / BATCH;
    for (int c = 0; c < CLASSES; c++) {
      double ds = (score[c] / sum - (c == d->label[n])) / BATCH;
      g[output_bias + c] += ds;
      for (int o = 0; o < HIDDEN; o++) {
        g[output + c * HIDDEN + o] += ds * h[o];
        if (h[o] > 0) dh[o] += ds * p->output[c][o];
      }
    }
    for (int o = 0; o < HIDDEN; o++)
      g[hidden_bias + o] += dh[o];
    for (int k = 0; k < FEATURES; k++) {
      int f = k / (POOLED * POOLED);
      double df = 0;
      for (int o = 0; o < HIDDEN; o++) {
        g[hidden + o * FEATURES + k] += dh[o] * features[k];
        df += dh[o] * p->hidden[o][k];
      }
      if (features[k] <= 0) continue;
      g[mask_bias + f] += df;
      for (int m = 0; m < MASK * MASK; m++)
        g[f * MASK * MASK + m] += df * image[py[k] + m / MASK][px[k] + m % MASK];
    }
  }
  return loss;
}

static int failures;
static void verdict(const char *what, int good) {
  printf("%-22s %s\n", what, good ? "PASS" : "FAIL");
  failures += !good;
}

static int gradients_agree(network_t *net, const data_t *d, int batch) {
  parameters_t *p = (parameters_t *)malloc(2 * sizeof *p), *got = p + 1;
  double *g = (double *)malloc(PARAMETERS * sizeof *g), worst = 0, most = 0;
  CUDA_CHECK(cudaMemcpy(p, net->parameters, sizeof *p, cudaMemcpyDeviceToHost));
  forward(net, d, batch);
  backward(net);
  CUDA_CHECK(cudaMemcpy(got, net->gradient, sizeof *got, cudaMemcpyDeviceToHost));
  double loss = host_gradient(p, d, batch, g);
  for (int k = 0; k < PARAMETERS; k++) {
    worst = fmax(worst, fabs(((float *)got)[k] - g[k]));
    most = fmax(most, fabs(g[k]));
  }
  int good = fabs(loss - batch_loss(net)) < 1e-4 && most > 0 && worst < 1e-4 * fmax(most, 0.1);
  free(p);
  free(g);
  return good;
}

static int save_and_reload(network_t *net, const char *file) {
  parameters_t *p = (parameters_t *)calloc(2, sizeof *p), *back = p + 1;
  char magic[8] = "NETWRK1", seen[8] = "";
  CUDA_CHECK(cudaMemcpy(p, net->parameters, sizeof *p, cudaMemcpyDeviceToHost));
  FILE *f = fopen(file, "wb");
  int good = f && fwrite(magic, sizeof magic, 1, f) == 1 && fwrite(p, sizeof *p, 1, f) == 1;
  if (f) fclose(f);
  f = fopen(file, "rb");
  good = good && f && fread(seen, 8, 1, f) == 1 && !strcmp(seen, magic) &&
         fseek(f, 8, SEEK_SET) == 0 && fread(back, sizeof *back, 1, f) == 1 &&
         !memcmp(p, back, sizeof *p);
  if (f) fclose(f);
  remove(file);
  CUDA_CHECK(cudaMemset(net->parameters, 0, sizeof *p));
  CUDA_CHECK(cudaMemcpy(net->parameters, back, sizeof *back, cudaMemcpyHostToDevice));
  free(p);
  return good;
}

int main(int argc, char **argv) {
  int epochs = 6, train_images = 128, test_images = 64;
  if (argc > 1 && sscanf(argv[1], "%d", &epochs) != 1) {
    fprintf(stderr, "usage: %s [epochs]\n", argv[0]);
    return 2;
  }
  data_t train = draw_shapes(train_images), test = draw_shapes(test_images);
  parameters_t start;
  start_parameters(&start);
  printf("%d parameters, %d images to learn from, %d to test\n", PARAMETERS, train_images,
         test_images);
  for (int y = 1; y < SIDE; y += 2) {
    for (int n = 0; n < CLASSES; n++) {
      for (int x = 0; x < SIDE; x++)
        putchar(" .+#"[(int)(train.image[n][y][x] * 3.2f) & 3]);
      fputs(n + 1 < CLASSES ? "  " : "|\n", stdout);
    }
  }
  cudaEvent_t begin, end;
  float elapsed;
  CUDA_CHECK(cudaEventCreate(&begin));
  CUDA_CHECK(cudaEventCreate(&end));
  for (int adam = 0; adam < 2; adam++) {
    network_t net = make_network(&start, adam);
    printf("%s\nepoch  loss\n", adam ? "Adam" : "momentum");
    verdict("first gradient", gradients_agree(&net, &train, 0));
    CUDA_CHECK(cudaEventRecord(begin, 0));
    float first = 0, loss = 0;
    for (int e = 0; e < epochs; e++) {
      loss = 0;
      for (int b = 0; b < train_images / BATCH; b++) {
        forward(&net, &train, b);
        backward(&net);
        update(&net);
        loss += batch_loss(&net) * BATCH / train_images;
      }
      if (e == 0) first = loss;
      printf("%5d  %.2f\n", e, loss);
    }
    CUDA_CHECK(cudaEventRecord(end, 0));
    CUDA_CHECK(cudaEventSynchronize(end));
    CUDA_CHECK(cudaEventElapsedTime(&elapsed, begin, end));
    verdict("elapsed time", elapsed >= 0);
    verdict("last gradient", gradients_agree(&net, &train, 3));
    verdict("loss falls", loss < first / 2);
    int correct = count_correct(&net, &test);
    verdict("most tests are right", correct * 10 >= test_images * 8);
    verdict("file", save_and_reload(&net, "small_network.bin"));
    verdict("same after reloading", count_correct(&net, &test) == correct);
    free_network(&net);
  }
  CUDA_CHECK(cudaEventDestroy(begin));
  CUDA_CHECK(cudaEventDestroy(end));
  free(train.image);
  free(train.label);
  free(test.image);
  free(test.label);
  printf("%s\n", failures ? "FAIL" : "PASS");
  return failures;
}
