// run: tolerance=0
// What nvcc's assembler and front end take beyond the usual spelling: a type that follows .reg at once, operands without commas between them.
#include <cstdio>
#include <ctime>

__global__ void kernel(unsigned long long* out, unsigned a, unsigned char* byte) {
  asm volatile("{ .reg.u64 u64; mul.wide.u32 u64, %1, %2; add.cc.u64 %0, u64, %3; }" : "=l"(out[0]) : "r"(a) "r"(a + 1), "l"(5ull));
  unsigned x, y;
  asm volatile("mov.u32 %0, %2; add.u32 %1, %2, 1;" : "=r"(x) "=r"(y) : "r"(a) : "memory");
  out[1] = 10 * x + y;
  asm volatile("st.release.sys.global.u8 [%1], %0;" ::"r"(7) "l"(byte) : "memory");
}

int main() {
  unsigned long long* out;
  unsigned char* byte;
  cudaMallocManaged(&out, 2 * sizeof *out);
  cudaMallocManaged(&byte, 1);
  kernel<<<1, 1>>>(out, 3, byte);
  cudaDeviceSynchronize();
  printf("%llu %llu %d\n", out[0], out[1], *byte);
  // glibc's own name of the type, as it stands in preprocessed programs.
  printf("%d\n", (int)((__clock_t)1000000 / CLOCKS_PER_SEC));
}
