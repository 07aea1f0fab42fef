// run: tolerance=0
// printf in kernels: widths, precisions, lengths, strings, pointers to constant text, many arguments; numbers of all types.
#include <cstdio>

__device__ const char* words[] = {"zero", "one", "two"};

__global__ void show(int n, float f, double d) {
  printf("[%d] [%5d] [%-5d] [%05d] [%+d] [% d] [%x] [%X] [%#x] [%o] [%u] [%c] [%%]\n", n, n, n, n, n, n, n, n, n, n, n, 'a' + n % 26);
  printf("[%f] [%.2f] [%8.3f] [%-10.1f] [%e] [%.3e] [%g] [%G] [%a]\n", f, f, f, f, f, d, d, d, d);
  printf("[%lld] [%llu] [%ld] [%hd] [%llx]\n", 1ll << 40, ~0ull, -5l, (short)-3, 0xabcdefull << 20);
  printf("[%s] [%8s] [%-8s] [%.2s] [%s]\n", "text", "text", "text", "text", words[n & 1]);
  printf("%d %d %d %d %d %d %d %d %d %d %d %d %d %d %d %d\n", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, n);
  printf("%s %f %d %c %g\n", "mixed", 1.5, 2, 'x', (double)f);
  printf("inf %f %f nan %d\n", 1.0 / (f - f), -1.0 / (f - f), (f - f) / (f - f) != (f - f) / (f - f));
  int count = printf("counted %d\n", 3);
  printf("%d\n", count);
  printf("no newline,");
  printf(" then one\n");
}

int main() {
  show<<<1, 1>>>(42, 3.14159f, 2.718281828459045e10);
  printf("%s\n", cudaGetErrorString(cudaDeviceSynchronize()));
  show<<<1, 1>>>(-7, -0.5f, 1e-7);
  printf("%s\n", cudaGetErrorString(cudaDeviceSynchronize()));
}
