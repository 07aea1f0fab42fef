// Blurs a picture: a Gauss filter, first along the rows, then along the columns. Reads a binary PPM, or makes one.
//
//   cuda-wasm run examples/image_blur.cu                      # makes a picture, writes blurred.ppm
//   cuda-wasm run examples/image_blur.cu -- in.ppm out.ppm 5  # radius 5
//
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#define MAX_RADIUS 15

// Read by all threads at the same place at the same time: constant memory is made for that.
__constant__ float weights[2 * MAX_RADIUS + 1];

__global__ void blur(const uchar3 *in, uchar3 *out, int width, int height, int radius, int dx, int dy) {
  int x = blockIdx.x * blockDim.x + threadIdx.x;
  int y = blockIdx.y * blockDim.y + threadIdx.y;
  if (x >= width || y >= height) {
    return;
  }
  float r = 0, g = 0, b = 0;
  for (int i = -radius; i <= radius; i++) {
    int sx = min(max(x + i * dx, 0), width - 1);  // the edge goes on outside
    int sy = min(max(y + i * dy, 0), height - 1);
    uchar3 p = in[sy * width + sx];
    float w = weights[i + radius];
    r += w * p.x;
    g += w * p.y;
    b += w * p.z;
  }
  out[y * width + x] = make_uchar3((unsigned char)(r + 0.5f), (unsigned char)(g + 0.5f), (unsigned char)(b + 0.5f));
}

static uchar3 *readPicture(const char *name, int *width, int *height) {
  FILE *f = fopen(name, "rb");
  int most = 0;
  if (!f || fscanf(f, "P6 %d %d %d", width, height, &most) != 3 || most != 255 || *width < 1 || *height < 1) {
    fprintf(stderr, "%s: not a binary PPM of 8 bits\n", name);
    exit(1);
  }
  fgetc(f);
  uchar3 *pixels = (uchar3 *)malloc((size_t)*width * *height * sizeof(uchar3));
  if (fread(pixels, sizeof(uchar3), (size_t)*width * *height, f) != (size_t)*width * *height) {
    fprintf(stderr, "%s ends too early\n", name);
    exit(1);
  }
  fclose(f);
  return pixels;
}

static uchar3 *makePicture(int width, int height) {
  uchar3 *pixels = (uchar3 *)malloc((size_t)width * height * sizeof(uchar3));
  for (int y = 0; y < height; y++) {
    for (int x = 0; x < width; x++) {
      bool check = (x / 16 + y / 16) % 2;
      pixels[y * width + x] = make_uchar3(check ? 255 : x * 255 / width, check ? 255 : y * 255 / height, check ? 255 : 64);
    }
  }
  return pixels;
}

int main(int argc, char **argv) {
  int width = 256, height = 192, radius = argc > 3 ? atoi(argv[3]) : 4;
  const char *name = argc > 2 ? argv[2] : "blurred.ppm";
  if (radius < 1 || radius > MAX_RADIUS) {
    fprintf(stderr, "usage: image_blur [in.ppm [out.ppm [radius 1 to %d]]]\n", MAX_RADIUS);
    return 1;
  }
  uchar3 *pixels = argc > 1 ? readPicture(argv[1], &width, &height) : makePicture(width, height);

  float w[2 * MAX_RADIUS + 1], total = 0;
  for (int i = -radius; i <= radius; i++) total += w[i + radius] = expf(-2.0f * i * i / (radius * radius));
  for (int i = 0; i <= 2 * radius; i++) w[i] /= total;
  cudaMemcpyToSymbol(weights, w, (2 * radius + 1) * sizeof(float));

  size_t bytes = (size_t)width * height * sizeof(uchar3);
  uchar3 *a, *b;
  cudaMalloc(&a, bytes);
  cudaMalloc(&b, bytes);
  cudaMemcpy(a, pixels, bytes, cudaMemcpyHostToDevice);
  dim3 threads(16, 16), blocks((width + 15) / 16, (height + 15) / 16);
  blur<<<blocks, threads>>>(a, b, width, height, radius, 1, 0);
  blur<<<blocks, threads>>>(b, a, width, height, radius, 0, 1);
  cudaMemcpy(pixels, a, bytes, cudaMemcpyDeviceToHost);

  FILE *out = fopen(name, "wb");
  if (!out) {
    perror(name);
    return 1;
  }
  fprintf(out, "P6\n%d %d\n255\n", width, height);
  fwrite(pixels, sizeof(uchar3), (size_t)width * height, out);
  fclose(out);
  printf("%s: %d x %d, radius %d\n", name, width, height, radius);
  cudaFree(a);
  cudaFree(b);
  free(pixels);
  return 0;
}
