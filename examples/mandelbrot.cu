// The Mandelbrot set: as characters in the terminal, or as a PPM picture.
//
//   cuda-wasm run examples/mandelbrot.cu
//   cuda-wasm run examples/mandelbrot.cu -- picture.ppm 800 600
//
#include <stdio.h>
#include <stdlib.h>

#define LIMIT 256

// A point belongs to the set when z = z² + c never leaves the circle of radius 2; outside, the number of steps
// until it does gives the colour. Neighbouring threads take different numbers of steps: they diverge.
__global__ void mandelbrot(int *steps, int width, int height, float left, float top, float step, float aspect) {
  int x = blockIdx.x * blockDim.x + threadIdx.x;
  int y = blockIdx.y * blockDim.y + threadIdx.y;
  if (x >= width || y >= height) {
    return;
  }
  float cr = left + x * step;
  float ci = top + y * step * aspect;
  float r = 0, i = 0;
  int n = 0;
  while (n < LIMIT && r * r + i * i < 4) {
    float t = r * r - i * i + cr;
    i = 2 * r * i + ci;
    r = t;
    n++;
  }
  steps[y * width + x] = n;
}

int main(int argc, char **argv) {
  const char *file = argc > 1 ? argv[1] : NULL;
  int width = argc > 2 ? atoi(argv[2]) : file ? 640 : 76;
  int height = argc > 3 ? atoi(argv[3]) : file ? 480 : 30;
  if (width < 1 || height < 1) {
    fprintf(stderr, "usage: mandelbrot [picture.ppm [width height]]\n");
    return 1;
  }
  size_t bytes = (size_t)width * height * sizeof(int);
  int *steps = (int *)malloc(bytes), *deviceSteps;
  cudaMalloc(&deviceSteps, bytes);

  // A character is about twice as high as wide.
  float step = 3.2f / width, aspect = file ? 1.0f : 2.0f;
  dim3 threads(16, 16), blocks((width + 15) / 16, (height + 15) / 16);
  mandelbrot<<<blocks, threads>>>(deviceSteps, width, height, -2.3f, -step * aspect * height / 2, step, aspect);
  cudaMemcpy(steps, deviceSteps, bytes, cudaMemcpyDeviceToHost);

  if (file) {
    FILE *out = fopen(file, "wb");
    if (!out) {
      perror(file);
      return 1;
    }
    fprintf(out, "P6\n%d %d\n255\n", width, height);
    for (int p = 0; p < width * height; p++) {
      int n = steps[p] == LIMIT ? 0 : steps[p];
      unsigned char rgb[3] = {(unsigned char)(n * 9 % 256), (unsigned char)(n * 5 % 256), (unsigned char)(n * 15 % 256)};
      fwrite(rgb, 1, 3, out);
    }
    fclose(out);
    printf("%s: %d x %d\n", file, width, height);
  } else {
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int n = steps[y * width + x];
        putchar(n == LIMIT ? '#' : " .,:;-=+*%"[n < 3 ? 0 : n % 10]);
      }
      putchar('\n');
    }
  }
  cudaFree(deviceSteps);
  free(steps);
  return 0;
}
