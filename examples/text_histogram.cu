// Counts the letters of a text and draws a bar for each.
//
//   cuda-wasm run examples/text_histogram.cu -- README.md
//
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// Each block counts into its own 26 counters in shared memory, and adds them to the total once at its end:
// far fewer threads meet at the same counter.
__global__ void countLetters(const char *text, int length, unsigned *counts) {
  __shared__ unsigned local[26];
  if (threadIdx.x < 26) {
    local[threadIdx.x] = 0;
  }
  __syncthreads();
  for (int i = blockIdx.x * blockDim.x + threadIdx.x; i < length; i += gridDim.x * blockDim.x) {
    char c = text[i] | 0x20;  // lower case
    if (c >= 'a' && c <= 'z') {
      atomicAdd(&local[c - 'a'], 1u);
    }
  }
  __syncthreads();
  if (threadIdx.x < 26) {
    atomicAdd(&counts[threadIdx.x], local[threadIdx.x]);
  }
}

static char *readFile(const char *name, int *length) {
  FILE *f = fopen(name, "rb");
  if (!f) {
    perror(name);
    exit(1);
  }
  fseek(f, 0, SEEK_END);
  *length = (int)ftell(f);
  rewind(f);
  char *text = (char *)malloc(*length + 1);
  *length = (int)fread(text, 1, *length, f);
  fclose(f);
  return text;
}

int main(int argc, char **argv) {
  const char *sample = "The quick brown fox jumps over the lazy dog, and the dog sleeps on.";
  int length;
  char *text;
  if (argc > 1) {
    text = readFile(argv[1], &length);
  } else {
    length = (int)strlen(sample);
    text = strdup(sample);
  }
  char *deviceText;
  unsigned *deviceCounts, counts[26], most = 1;
  cudaMalloc(&deviceText, length + 1);
  cudaMalloc(&deviceCounts, sizeof counts);
  cudaMemcpy(deviceText, text, length, cudaMemcpyHostToDevice);
  cudaMemset(deviceCounts, 0, sizeof counts);
  countLetters<<<16, 128>>>(deviceText, length, deviceCounts);
  cudaMemcpy(counts, deviceCounts, sizeof counts, cudaMemcpyDeviceToHost);
  for (int i = 0; i < 26; i++) {
    if (counts[i] > most) most = counts[i];
  }
  for (int i = 0; i < 26; i++) {
    printf("%c %7u ", 'a' + i, counts[i]);
    for (unsigned b = 0; b < counts[i] * 50 / most; b++) putchar('#');
    putchar('\n');
  }
  cudaFree(deviceText);
  cudaFree(deviceCounts);
  free(text);
  return 0;
}
