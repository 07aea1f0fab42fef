// run: tolerance=1e-4
// Grey images in pitched memory: separable convolution, edges, morphology, connected regions, histogram equalization, resampling, PGM files, against the CPU.
#include <cuda_runtime.h>
#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define gpuErrorCheck(result) gpu_error_check((result), __FILE__, __LINE__)
static void gpu_error_check(cudaError_t result, const char *file, int line) {
  if (result != cudaSuccess) {
    fprintf(stderr, "GPU error %d: %s, %s line %d\n", (int)result, cudaGetErrorString(result), file,
            line);
    exit((int)result);
  }
}

typedef unsigned char pixel;

#define TILE_W 16
#define TILE_H 8
#define MAX_RADIUS 4

typedef struct {
  int width, height;
  size_t pitch; /* bytes from row to row */
  pixel *data;
} image_t;

/* Weights in 1/4096, so that sums are exact. */
__constant__ int filter_weight[2 * MAX_RADIUS + 1];
__constant__ int filter_radius;

__device__ int labels_moved;

__host__ __device__ static inline int clamp_to(int x, int low, int high) {
  return x < low ? low : x > high ? high : x;
}

__device__ static inline pixel *pixel_at(image_t im, int x, int y) {
  return im.data + y * im.pitch + x;
}

/* ---- separable convolution ---- */

__global__ void convolve_rows(image_t in, image_t out) {
  __shared__ pixel line[TILE_H][TILE_W + 2 * MAX_RADIUS];
  int y = blockIdx.y * TILE_H + threadIdx.y, x0 = blockIdx.x * TILE_W - filter_radius;
  int row = min(y, in.height - 1);
  for (int k = threadIdx.x; k < TILE_W + 2 * filter_radius; k += TILE_W)
    line[threadIdx.y][k] = *pixel_at(in, clamp_to(x0 + k, 0, in.width - 1), row);
  __syncthreads();
  int x = blockIdx.x * TILE_W + threadIdx.x, sum = 2048;
  if (x >= in.width || y >= in.height) return;
  for (int k = 0; k <= 2 * filter_radius; k++)
    sum += filter_weight[k] * line[threadIdx.y][threadIdx.x + k];
  *pixel_at(out, x, y) = (pixel)(sum >> 12);
}

__global__ void convolve_columns(image_t in, image_t out) {
  __shared__ pixel tile[TILE_H + 2 * MAX_RADIUS][TILE_W];
  int x = blockIdx.x * TILE_W + threadIdx.x, y0 = blockIdx.y * TILE_H - filter_radius;
  int column = min(x, in.width - 1);
  for (int k = threadIdx.y; k < TILE_H + 2 * filter_radius; k += TILE_H)
    tile[k][threadIdx.x] = *pixel_at(in, column, clamp_to(y0 + k, 0, in.height - 1));
  __syncthreads();
  int y = blockIdx.y * TILE_H + threadIdx.y, sum = 2048;
  if (x >= in.width || y >= in.height) return;
  for (int k = 0; k <= 2 * filter_radius; k++)
    sum += filter_weight[k] * tile[threadIdx.y + k][threadIdx.x];
  *pixel_at(out, x, y) = (pixel)(sum >> 12);
}

/* ---- edges: the length of the gradient after Scharr's masks ---- */

/* Reads an image whose borders go on for ever. */
struct Fetch {
  image_t im;
  __host__ __device__ int operator()(int x, int y) const {
    return im.data[clamp_to(y, 0, im.height - 1) * im.pitch + clamp_to(x, 0, im.width - 1)];
  }
};

__host__ __device__ static int edge_strength(const Fetch &fetch, int x, int y) {
  int gx = 0, gy = 0;
  for (int k = -1; k <= 1; k++) {
    int weight = k == 0 ? 10 : 3;
    gx += weight * (fetch(x + 1, y + k) - fetch(x - 1, y + k));
    gy += weight * (fetch(x + k, y + 1) - fetch(x + k, y - 1));
  }
  int strength = (int)sqrtf((float)(gx * gx + gy * gy)) / 8;
  return strength > 255 ? 255 : strength;
}

__global__ void edges_kernel(image_t in, image_t out) {
  int x = blockIdx.x * blockDim.x + threadIdx.x, y = blockIdx.y * blockDim.y + threadIdx.y;
  if (x >= in.width || y >= in.height) return;
  Fetch fetch = {in};
  *pixel_at(out, x, y) = (pixel)edge_strength(fetch, x, y);
}

/* ---- morphology over a disc, with a rim in dynamic shared memory ---- */

struct Smallest {
  static const int start = 255;
  __host__ __device__ static int pick(int a, int b) { return a < b ? a : b; }
};

struct Largest {
  static const int start = 0;
  __host__ __device__ static int pick(int a, int b) { return a > b ? a : b; }
};

template <typename Rule>
__global__ void morphology(image_t in, image_t out, int radius) {
  extern __shared__ pixel rim[];
  int wide = blockDim.x + 2 * radius, tall = blockDim.y + 2 * radius;
  int x0 = blockIdx.x * blockDim.x - radius, y0 = blockIdx.y * blockDim.y - radius;
  for (int k = threadIdx.y * blockDim.x + threadIdx.x; k < wide * tall;
       k += blockDim.x * blockDim.y) {
    int i = x0 + k % wide, j = y0 + k / wide;
    bool inside = i >= 0 && j >= 0 && i < in.width && j < in.height;
    rim[k] = inside ? *pixel_at(in, i, j) : (pixel)Rule::start;
  }
  __syncthreads();
  int x = x0 + radius + threadIdx.x, y = y0 + radius + threadIdx.y, best = Rule::start;
  if (x >= in.width || y >= in.height) return;
  for (int dy = -radius; dy <= radius; dy++)
    for (int dx = -radius; dx <= radius; dx++)
      if (dx * dx + dy * dy <= radius * radius)
        best = Rule::pick(best, rim[(threadIdx.y + radius + dy) * wide + threadIdx.x + radius +
                                    dx]);
  *pixel_at(out, x, y) = (pixel)best;
}

/* ---- histogram equalization ---- */

__global__ void histogram_kernel(image_t in, unsigned *bins) {
  __shared__ unsigned local[256];
  int rank = threadIdx.y * blockDim.x + threadIdx.x, threads = blockDim.x * blockDim.y;
  for (int b = rank; b < 256; b += threads)
    local[b] = 0;
  __syncthreads();
  int x = blockIdx.x * blockDim.x + threadIdx.x;
  for (int y = blockIdx.y * blockDim.y + threadIdx.y; y < in.height; y += gridDim.y * blockDim.y)
    if (x < in.width) atomicAdd(&local[*pixel_at(in, x, y)], 1u);
  __syncthreads();
  for (int b = rank; b < 256; b += threads)
    if (local[b]) atomicAdd(&bins[b], local[b]);
}

/* 256 threads: running totals by warp shuffles, then the table of new greys. */
__global__ void equalization_table(const unsigned *bins, pixel *table, unsigned pixels) {
  __shared__ unsigned warp_total[8];
  __shared__ unsigned first;
  int t = threadIdx.x, lane = t & 31, warp = t >> 5;
  unsigned own = bins[t], sum = own;
  if (t == 0) first = 256;
  for (int d = 1; d < 32; d *= 2) {
    unsigned left = __shfl_up_sync(~0u, sum, d);
    if (lane >= d) sum += left;
  }
  if (lane == 31) warp_total[warp] = sum;
  __syncthreads();
  for (int w = 0; w < warp; w++)
    sum += warp_total[w];
  if (own) atomicMin(&first, (unsigned)t);
  __syncthreads();
  unsigned low = bins[first];
  if (sum < low) sum = low;
  unsigned rest = pixels - low;
  table[t] = rest ? (pixel)((255ull * (sum - low) + rest / 2) / rest) : (pixel)t;
}

__global__ void apply_table(image_t in, image_t out, const pixel *table) {
  int x = blockIdx.x * blockDim.x + threadIdx.x, y = blockIdx.y * blockDim.y + threadIdx.y;
  if (x < in.width && y < in.height) *pixel_at(out, x, y) = table[*pixel_at(in, x, y)];
}

/* ---- regions: labels run along rows and columns until nothing moves ---- */

__global__ void first_labels(image_t in, int threshold, int *label) {
  int x = blockIdx.x * blockDim.x + threadIdx.x, y = blockIdx.y * blockDim.y + threadIdx.y;
  if (x >= in.width || y >= in.height) return;
  int p = y * in.width + x;
  label[p] = *pixel_at(in, x, y) >= threshold ? p : -1;
}

/* One thread a line of `count` labels, `stride` apart; forth and back. */
__device__ static bool sweep_line(int *label, int count, int stride) {
  bool moved = false;
  for (int pass = 0; pass < 2; pass++) {
    int best = -1;
    for (int k = 0; k < count; k++) {
      int *here = label + (pass ? count - 1 - k : k) * stride;
      if (*here < 0) best = -1;
      else if (best >= 0 && best < *here) *here = best, moved = true;
      else best = *here;
    }
  }
  return moved;
}

__global__ void sweep_lines(int *label, int lines, int line_stride, int count, int stride) {
  int k = blockIdx.x * blockDim.x + threadIdx.x;
  bool moved = k < lines && sweep_line(label + k * line_stride, count, stride);
  if (__syncthreads_or(moved) && threadIdx.x == 0) atomicOr(&labels_moved, 1);
}

__global__ void region_sizes(const int *label, int count, int *size) {
  int p = blockIdx.x * blockDim.x + threadIdx.x;
  if (p < count && label[p] >= 0) atomicAdd(&size[label[p]], 1);
}

/* ---- half size by averaging four pixels, read as two pairs ---- */

__global__ void half_size(image_t in, image_t out) {
  int x = blockIdx.x * blockDim.x + threadIdx.x, y = blockIdx.y * blockDim.y + threadIdx.y;
  if (x >= out.width || y >= out.height) return;
  uchar2 a = *(const uchar2 *)pixel_at(in, 2 * x, 2 * y);
  uchar2 b = *(const uchar2 *)pixel_at(in, 2 * x, 2 * y + 1);
  *pixel_at(out, x, y) = (pixel)((a.x + a.y + b.x + b.y + 2) / 4);
}

/* ---- host side ---- */

static image_t new_device_image(int width, int height) {
  image_t im = {width, height, 0, NULL};
  gpuErrorCheck(cudaMallocPitch(&im.data, &im.pitch, width, height));
  return im;
}

static image_t new_host_image(int width, int height) {
  image_t im = {width, height, (size_t)width, (pixel *)calloc(width, height)};
  return im;
}

static void copy_image(image_t to, image_t from, cudaMemcpyKind kind) {
  gpuErrorCheck(cudaMemcpy2D(to.data, to.pitch, from.data, from.pitch, from.width, from.height,
                             kind));
}

static int get(image_t im, int x, int y) {
  return im.data[clamp_to(y, 0, im.height - 1) * im.width + clamp_to(x, 0, im.width - 1)];
}

static image_t draw_scene(int width, int height) {
  image_t im = new_host_image(width, height);
  unsigned noise = 7;
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++) {
      int grey = 40 + 30 * x / width + (x / 12 + y / 9) % 2 * 6;
      int dx = x - width / 4, dy = y - height / 3, ex = x - 2 * width / 3, ey = y - height / 2;
      if (dx * dx + dy * dy < height * height / 25) grey = 150 + dy;
      if (abs(ex) + abs(ey) < height / 4 && abs(ex) > 4) grey = 120 - ey / 2;
      if (y > 4 * height / 5 && x % 20 < 9) grey = 110;
      noise = noise * 1103515245u + 12345u;
      grey += (int)(noise >> 28) - 8;
      im.data[y * width + x] = (pixel)clamp_to(grey, 0, 255);
    }
  return im;
}

static unsigned checksum(image_t im) {
  unsigned a = 1, b = 0;
  for (int k = 0; k < im.width * im.height; k++) {
    a = (a + im.data[k]) % 65521;
    b = (b + a) % 65521;
  }
  return b << 16 | a;
}

static int mean_of(image_t im) {
  unsigned long sum = 0;
  for (int k = 0; k < im.width * im.height; k++)
    sum += im.data[k];
  return (int)(sum / (im.width * im.height));
}

static void convolve_host(image_t in, image_t out, const int *weight, int radius, int along) {
  for (int y = 0; y < in.height; y++)
    for (int x = 0; x < in.width; x++) {
      int sum = 2048;
      for (int k = -radius; k <= radius; k++)
        sum += weight[k + radius] * (along ? get(in, x + k, y) : get(in, x, y + k));
      out.data[y * in.width + x] = (pixel)(sum >> 12);
    }
}

template <typename Rule>
static void morphology_host(image_t in, image_t out, int radius) {
  for (int y = 0; y < in.height; y++)
    for (int x = 0; x < in.width; x++) {
      int best = Rule::start;
      for (int j = y - radius; j <= y + radius; j++)
        for (int i = x - radius; i <= x + radius; i++)
          if (i >= 0 && j >= 0 && i < in.width && j < in.height &&
              (i - x) * (i - x) + (j - y) * (j - y) <= radius * radius)
            best = Rule::pick(best, get(in, i, j));
      out.data[y * in.width + x] = (pixel)best;
    }
}

static void equalize_host(image_t in, image_t out) {
  unsigned bins[256] = {0}, pixels = in.width * in.height, low = 0, sum = 0;
  pixel table[256];
  for (unsigned k = 0; k < pixels; k++)
    bins[in.data[k]]++;
  for (int g = 0; g < 256; g++) {
    sum += bins[g];
    if (!low) low = bins[g];
    table[g] = (pixel)((255ull * (sum - low) + (pixels - low) / 2) / (pixels - low));
  }
  for (unsigned k = 0; k < pixels; k++)
    out.data[k] = table[in.data[k]];
}

/* Flood fill from each first pixel in reading order, with an own stack. */
static int regions_host(image_t in, int threshold, int *label) {
  int n = in.width * in.height, found = 0, *stack = (int *)malloc(n * sizeof(int));
  for (int p = 0; p < n; p++)
    label[p] = -1;
  for (int p = 0; p < n; p++) {
    if (label[p] >= 0 || in.data[p] < threshold) continue;
    int top = 0;
    found++;
    label[p] = p;
    stack[top++] = p;
    while (top) {
      int q = stack[--top], x = q % in.width, y = q / in.width;
      const int next[4][3] = {{x > 0, q - 1, 0},
                              {x < in.width - 1, q + 1, 0},
                              {y > 0, q - in.width, 0},
                              {y < in.height - 1, q + in.width, 0}};
      for (int k = 0; k < 4; k++) {
        int r = next[k][1];
        if (!next[k][0] || label[r] >= 0 || in.data[r] < threshold) continue;
        label[r] = p;
        stack[top++] = r;
      }
    }
  }
  free(stack);
  return found;
}

static int write_pgm(const char *name, image_t im) {
  FILE *f = fopen(name, "wb");
  if (!f) return 0;
  fprintf(f, "P5\n# grey levels\n%d %d\n255\n", im.width, im.height);
  size_t n = fwrite(im.data, 1, im.width * im.height, f);
  return fclose(f) == 0 && n == (size_t)(im.width * im.height);
}

/* The next number of a PGM head; comments run to the end of the line. */
static int head_number(FILE *f) {
  int c = fgetc(f), value = 0;
  while (isspace(c) || c == '#') {
    if (c == '#')
      while (c != '\n' && c != EOF)
        c = fgetc(f);
    c = fgetc(f);
  }
  for (; isdigit(c); c = fgetc(f))
    value = 10 * value + c - '0';
  return value;
}

static image_t read_pgm(const char *name) {
  image_t im = {0, 0, 0, NULL};
  FILE *f = fopen(name, "rb");
  if (!f || fgetc(f) != 'P' || fgetc(f) != '5') return im;
  int width = head_number(f), height = head_number(f);
  if (head_number(f) == 255) im = new_host_image(width, height);
  if (im.data && fread(im.data, width, height, f) != (size_t)height) im.width = 0;
  fclose(f);
  return im;
}

static int failures;

static void compare(const char *what, image_t device, image_t host, image_t expected) {
  copy_image(host, device, cudaMemcpyDeviceToHost);
  int good = memcmp(host.data, expected.data, host.width * host.height) == 0;
  printf("%-12s mean %3d  checksum %08x  %s\n", what, mean_of(host), checksum(host),
         good ? "PASS" : "FAIL");
  failures += !good;
}

int main(int argc, char **argv) {
  const int width = argc > 2 ? atoi(argv[1]) : 150, height = argc > 2 ? atoi(argv[2]) : 100;
  const int radius = 3, threshold = 105;
  int weight[2 * MAX_RADIUS + 1] = {0}, total = 0, n = width * height;
  for (int k = -radius; k <= radius; k++)
    if (k) total += weight[k + radius] = (int)(4096 * exp(-k * k / 4.5) / 3.75 + 0.5);
  weight[radius] = 4096 - total;
  gpuErrorCheck(cudaMemcpyToSymbol(filter_weight, weight, sizeof weight));
  gpuErrorCheck(cudaMemcpyToSymbol(filter_radius, &radius, sizeof radius));

  image_t scene = draw_scene(width, height), host = new_host_image(width, height);
  image_t e1 = new_host_image(width, height), e2 = new_host_image(width, height);
  image_t d0 = new_device_image(width, height), d1 = new_device_image(width, height);
  image_t d2 = new_device_image(width, height);
  printf("scene %dx%d, mean %d, checksum %08x\n", width, height, mean_of(scene), checksum(scene));
  copy_image(d0, scene, cudaMemcpyHostToDevice);
  dim3 block(TILE_W, TILE_H);
  dim3 grid((width + TILE_W - 1) / TILE_W, (height + TILE_H - 1) / TILE_H);

  convolve_rows<<<grid, block>>>(d0, d1);
  convolve_host(scene, e1, weight, radius, 1);
  compare("rows", d1, host, e1);
  convolve_columns<<<grid, block>>>(d1, d2);
  convolve_host(e1, e2, weight, radius, 0);
  compare("smooth", d2, host, e2);

  edges_kernel<<<grid, block>>>(d2, d1);
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      e1.data[y * width + x] = (pixel)edge_strength(Fetch{e2}, x, y);
  compare("edges", d1, host, e1);

  size_t rim = (TILE_W + 2 * 2) * (TILE_H + 2 * 2);
  morphology<Smallest><<<grid, block, rim>>>(d2, d0, 2);
  morphology_host<Smallest>(e2, e1, 2);
  compare("erode", d0, host, e1);
  image_t opened = new_host_image(width, height);
  morphology<Largest><<<grid, block, rim>>>(d0, d1, 2);
  morphology_host<Largest>(e1, opened, 2);
  compare("open", d1, host, opened);

  int *label, *size, *got = (int *)malloc(n * sizeof(int)), *want = (int *)malloc(n * sizeof(int));
  int moved = 1, zero = 0, regions = regions_host(opened, threshold, want);
  gpuErrorCheck(cudaMalloc(&label, n * sizeof(int)));
  gpuErrorCheck(cudaMalloc(&size, n * sizeof(int)));
  gpuErrorCheck(cudaMemset(size, 0, n * sizeof(int)));
  first_labels<<<grid, block>>>(d1, threshold, label);
  while (moved) {
    gpuErrorCheck(cudaMemcpyToSymbol(labels_moved, &zero, sizeof zero));
    sweep_lines<<<(height + 31) / 32, 32>>>(label, height, width, width, 1);
    sweep_lines<<<(width + 31) / 32, 32>>>(label, width, 1, height, width);
    gpuErrorCheck(cudaMemcpyFromSymbol(&moved, labels_moved, sizeof moved));
  }
  region_sizes<<<(n + 127) / 128, 128>>>(label, n, size);
  gpuErrorCheck(cudaMemcpy(got, label, n * sizeof(int), cudaMemcpyDeviceToHost));
  int same = !memcmp(got, want, n * sizeof(int));
  gpuErrorCheck(cudaMemcpy(got, size, n * sizeof(int), cudaMemcpyDeviceToHost));
  printf("%d regions: %s\n", regions, same ? "PASS" : "FAIL");
  failures += !same;
  for (int p = 0, shown = 0; p < n && shown < 8; p++)
    if (got[p] > 0) {
      printf("  from (%3d, %2d): %4d pixels\n", p % width, p / width, got[p]);
      shown++;
    }

  unsigned *bins;
  pixel *table;
  gpuErrorCheck(cudaMalloc(&bins, 256 * sizeof(unsigned)));
  gpuErrorCheck(cudaMalloc(&table, 256));
  gpuErrorCheck(cudaMemset(bins, 0, 256 * sizeof(unsigned)));
  histogram_kernel<<<dim3(grid.x, 3), block>>>(d2, bins);
  equalization_table<<<1, 256>>>(bins, table, n);
  apply_table<<<grid, block>>>(d2, d0, table);
  equalize_host(e2, e1);
  compare("equalized", d0, host, e1);

  image_t small = new_device_image(width / 2, height / 2);
  image_t small_host = new_host_image(width / 2, height / 2);
  image_t small_want = new_host_image(width / 2, height / 2);
  half_size<<<dim3((width / 2 + 15) / 16, (height / 2 + 7) / 8), block>>>(d0, small);
  for (int y = 0; y < height / 2; y++)
    for (int x = 0; x < width / 2; x++)
      small_want.data[y * (width / 2) + x] =
          (pixel)((get(e1, 2 * x, 2 * y) + get(e1, 2 * x + 1, 2 * y) + get(e1, 2 * x, 2 * y + 1) +
                   get(e1, 2 * x + 1, 2 * y + 1) + 2) / 4);
  compare("half size", small, small_host, small_want);

  int stored = write_pgm("image_toolkit.pgm", host);
  image_t back = read_pgm("image_toolkit.pgm");
  stored = stored && back.width == width && back.height == height &&
           !memcmp(back.data, host.data, n);
  remove("image_toolkit.pgm");
  printf("PGM file: %s\n", stored ? "PASS" : "FAIL");
  failures += !stored;

  const char shades[] = " .:-=+*#%@";
  for (int y = 2; y < height / 2; y += 7) {
    for (int x = 1; x < width / 2; x += 3)
      putchar(shades[small_host.data[y * (width / 2) + x] * 10 / 256]);
    putchar('\n');
  }
  image_t on_host[] = {scene, host, e1, e2, opened, small_host, small_want, back};
  for (image_t im : on_host)
    free(im.data);
  free(got);
  free(want);
  void *on_device[] = {d0.data, d1.data, d2.data, small.data, label, size, bins, table};
  for (void *p : on_device)
    gpuErrorCheck(cudaFree(p));
  printf("%s\n", failures ? "FAIL" : "PASS");
  return failures;
}
