// run: tolerance=0
// cvt between integer widths, floats and integers with roundings; floating arithmetic.
#include <stdio.h>

__global__ void kernel(const unsigned *in, unsigned *out) {
  unsigned a = in[threadIdx.x], b = in[threadIdx.x + 32], c = threadIdx.x;
  unsigned *at = out + threadIdx.x * 12;
  {
    unsigned r;
    float f; asm("cvt.rn.f32.u32 %0, %1;" : "=f"(f) : "r"(a)); r = __float_as_uint(f);
    at[0] = r;
  }
  {
    unsigned r;
    float f; asm("cvt.rn.f32.s32 %0, %1;" : "=f"(f) : "r"(a)); r = __float_as_uint(f);
    at[1] = r;
  }
  {
    unsigned r;
    asm("cvt.rni.s32.f32 %0, %1;" : "=r"(r) : "f"((float)(int)a * 1e-4f));
    at[2] = r;
  }
  {
    unsigned r;
    asm("cvt.rzi.u32.f32 %0, %1;" : "=r"(r) : "f"((float)b * 0.5f));
    at[3] = r;
  }
  {
    unsigned r;
    asm("cvt.rmi.s32.f32 %0, %1;" : "=r"(r) : "f"((float)(int)a * 1e-5f));
    at[4] = r;
  }
  {
    unsigned r;
    asm("cvt.rpi.s32.f32 %0, %1;" : "=r"(r) : "f"((float)(int)a * 1e-5f));
    at[5] = r;
  }
  {
    unsigned r;
    double d; asm("cvt.f64.f32 %0, %1;" : "=d"(d) : "f"((float)c * 0.1f)); r = (unsigned)(d * 1e6);
    at[6] = r;
  }
  {
    unsigned r;
    float f; asm("fma.rn.f32 %0, %1, %2, %3;" : "=f"(f) : "f"(c * 0.5f), "f"(c + 0.25f), "f"(1.0f)); r = __float_as_uint(f);
    at[7] = r;
  }
  {
    unsigned r;
    float f; asm("add.f32 %0, %1, 0f3F800000;" : "=f"(f) : "f"((float)c)); r = __float_as_uint(f);
    at[8] = r;
  }
  {
    unsigned r;
    float f; asm("min.f32 %0, %1, %2;" : "=f"(f) : "f"((float)c), "f"(7.5f)); r = __float_as_uint(f);
    at[9] = r;
  }
  {
    unsigned r;
    float f; asm("sqrt.rn.f32 %0, %1;" : "=f"(f) : "f"((float)c)); r = __float_as_uint(f);
    at[10] = r;
  }
  {
    unsigned r;
    long long w; asm("cvt.s64.s32 %0, %1;" : "=l"(w) : "r"(a)); r = (unsigned)(w >> 32);
    at[11] = r;
  }
}

static unsigned *device(const unsigned *host, int n) {
  unsigned *d;
  cudaMalloc(&d, n * sizeof(unsigned));
  if (host) cudaMemcpy(d, host, n * sizeof(unsigned), cudaMemcpyHostToDevice);
  else cudaMemset(d, 0, n * sizeof(unsigned));
  return d;
}

int main() {
  unsigned in[64], out[384];
  for (int i = 0; i < 64; i++) in[i] = i * 2654435761u + (i & 3 ? 0 : 0x80000000u >> i % 32);
  unsigned *d = device(in, 64), *o = device(nullptr, 384);
  kernel<<<1, 32>>>(d, o);
  cudaMemcpy(out, o, sizeof out, cudaMemcpyDeviceToHost);
  for (int i = 0; i < 384; i += 12) {
    for (int k = 0; k < 12; k++) printf("%08x ", out[i + k]);
    printf("\n");
  }
  printf("%s\n", cudaGetErrorName(cudaDeviceSynchronize()));
  return 0;
}
