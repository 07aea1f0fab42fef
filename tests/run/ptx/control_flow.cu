// run: tolerance=0
// Labels and branches forwards and backwards, nested loops, scopes whose names hide others, registers of the function that later statements use, guarded instructions of all kinds.
#include <stdio.h>

__device__ unsigned collatz(unsigned n) {
  unsigned steps;
  asm("{\n\t"
      ".reg .pred p, odd;\n\t"
      ".reg .u32 n, t;\n\t"
      "mov.u32 n, %1;\n\t"
      "mov.u32 %0, 0;\n"
      "AGAIN:\n\t"
      "setp.le.u32 p, n, 1;\n\t"
      "@p bra DONE;\n\t"
      "and.b32 t, n, 1;\n\t"
      "setp.ne.u32 odd, t, 0;\n\t"
      "@!odd bra EVEN;\n\t"
      "mad.lo.u32 n, n, 3, 1;\n\t"
      "bra.uni NEXT;\n"
      "EVEN:\n\t"
      "shr.u32 n, n, 1;\n"
      "NEXT: add.u32 %0, %0, 1;\n\t"
      "bra AGAIN;\n"
      "DONE:\n\t"
      "}" : "=r"(steps) : "r"(n));
  return steps;
}

__device__ unsigned collatz_in_c(unsigned n) {
  unsigned steps = 0;
  for (; n > 1; steps++) n = n & 1 ? 3 * n + 1 : n / 2;
  return steps;
}

// A triangle by two loops; the inner one leaves for the outer one's end when the sum is large.
__device__ unsigned triangle(unsigned n, unsigned limit) {
  unsigned sum = 0;
  asm("{\n\t"
      ".reg .pred %%p<3>;\n\t"
      ".reg .b32 %%i, %%k;\n\t"
      "mov.b32 %%i, 0;\n"
      "$outer:\n\t"
      "setp.ge.u32 %%p0, %%i, %1;\n\t"
      "@%%p0 bra $end;\n\t"
      "mov.b32 %%k, 0;\n"
      "$inner:\n\t"
      "setp.gt.u32 %%p1, %%k, %%i;\n\t"
      "@%%p1 bra $after;\n\t"
      "add.u32 %0, %0, %%k;\n\t"
      "setp.gt.u32 %%p2, %0, %2;\n\t"
      "@%%p2 bra $end;\n\t"
      "add.u32 %%k, %%k, 1;\n\t"
      "bra $inner;\n"
      "$after:\n\t"
      "add.u32 %%i, %%i, 1;\n\t"
      "bra $outer;\n"
      "$end:\n\t"
      "}" : "+r"(sum) : "r"(n), "r"(limit));
  return sum;
}

__device__ unsigned scopes(unsigned a) {
  unsigned r;
  asm("{\n\t"
      ".reg .u32 t;\n\t"
      "add.u32 t, %1, 1;\n\t"
      "{ .reg .u32 t; .reg .pred p; mul.lo.u32 t, %1, 100; setp.gt.u32 p, t, 500; @p mov.u32 t, 500; mov.u32 %0, t; }\n\t"
      "{ .reg .u64 t; cvt.u64.u32 t, %1; shl.b64 t, t, 33; shr.u64 t, t, 32; cvt.u32.u64 %0, t; }\n\t"
      "mad.lo.u32 %0, %0, 1000, t;\n\t"
      "}" : "=r"(r) : "r"(a));
  return r;
}

__device__ unsigned kept(unsigned a) {
  unsigned r;
  asm volatile(".reg .u32 remembered;\n\t.reg .pred big;");
  asm volatile("add.u32 remembered, %0, 7; setp.gt.u32 big, %0, 10;" : : "r"(a));
  asm volatile("@big add.u32 remembered, remembered, 1000;");
  asm volatile("mov.u32 %0, remembered;" : "=r"(r));
  return r;
}

__device__ void guarded(unsigned a, unsigned* memory, unsigned* out) {
  unsigned loaded = 11, chosen, old = 22, votes = 33;
  asm volatile("{\n\t"
               ".reg .pred p, q;\n\t"
               "setp.lt.and.u32 p|q, %4, 16, 1;\n\t"
               "@p ld.global.u32 %0, [%5];\n\t"
               "selp.u32 %1, 5, 6, q;\n\t"
               "@!p atom.global.add.u32 %2, [%5+4], 1;\n\t"
               "@p vote.sync.ballot.b32 %3, q, 0x0000ffff;\n\t"
               "@p st.global.v2.u32 [%5+8], {%4, %1};\n\t"
               "}" : "+r"(loaded), "=r"(chosen), "+r"(old), "+r"(votes) : "r"(a), "l"(memory) : "memory");
  out[0] = loaded, out[1] = chosen, out[2] = old < 16 ? 1 : old, out[3] = votes;
}

__global__ void run(unsigned* out, unsigned* memory) {
  unsigned t = threadIdx.x, *o = out + t * 10;
  o[0] = collatz(t + 20) - collatz_in_c(t + 20);
  o[1] = collatz(t + 1);
  o[2] = triangle(t, 0xffffffffu), o[3] = triangle(t, 50);
  o[4] = scopes(t), o[5] = kept(t);
  guarded(t, memory + t * 4, o + 6);
}

int main() {
  unsigned *out, *memory;
  cudaMallocManaged(&out, 320 * sizeof(unsigned));
  cudaMallocManaged(&memory, 128 * sizeof(unsigned));
  for (int i = 0; i < 128; i++) memory[i] = i;
  run<<<1, 32>>>(out, memory);
  printf("%s\n", cudaGetErrorName(cudaDeviceSynchronize()));
  for (int i = 0; i < 32; i++) {
    for (int k = 0; k < 10; k++) printf("%u ", out[i * 10 + k]);
    printf("| %u %u %u %u\n", memory[i * 4], memory[i * 4 + 1], memory[i * 4 + 2], memory[i * 4 + 3]);
  }
}
