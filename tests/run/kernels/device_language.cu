// run: tolerance=0
// The C language inside kernels: unions, switch with fallthrough, goto, static and volatile locals, string literals, 64-bit shifts and division, enums, structs returned, nested arrays.
#include <stdio.h>
enum Op { PUSH, ADD, MUL, DUP, JNZ, DEC, HALT };
union Pun {
  float f;
  unsigned u;
  unsigned char b[4];
};
struct Pair {
  long q;
  int r;
};
__device__ Pair divide(long a, int b) {
  Pair p = {a / b, (int)(a % b)};
  return p;
}
__constant__ signed char code[] = {PUSH, 1,    PUSH, 5,   DUP, JNZ, 9,
                                   HALT, HALT, DEC,  DUP, JNZ, 9,   HALT};
__device__ int interpret(int start) {
  int stack[16], sp = 0, pc = 0, steps = 0;
  stack[sp++] = start;
  for (;;) {
    if (++steps > 200) return -1;
    switch (code[pc++]) {
      case PUSH:
        stack[sp++] = code[pc++];
        break;
      case ADD:
        sp--;
        stack[sp - 1] += stack[sp];
        break;
      case MUL:
        sp--;
        stack[sp - 1] *= stack[sp];
        break;
      case DUP:
        stack[sp] = stack[sp - 1];
        sp++;
        break;
      case JNZ:
        if (stack[--sp])
          pc = code[pc];
        else
          pc++;
        break;
      case DEC:
        stack[sp - 1]--;
        break;
      default:
        return stack[0] * 100 + steps;
    }
  }
}
__device__ int length(const char *s) {
  int n = 0;
  while (*s++)
    n++;
  return n;
}
__global__ void kernel(long *out) {
  int t = threadIdx.x;
  long *o = out + t * 16;
  int n = 0;
  Pun p;
  p.f = t - 2.5f;
  o[n++] = p.u;
  p.b[3] ^= 0x80;
  o[n++] = (long)(p.f * 10);
  Pair d = divide(-1000000007L * (t + 1), t + 3);
  o[n++] = d.q * 100 + d.r;
  o[n++] = interpret(t);
  int i = 0, s = 0;
again:
  s += i * i;
  if (++i < t) goto again;
  if (s > 50) goto big;
  s = -s;
big:
  o[n++] = s;
  const char *names[] = {"zero", "one", "", "three"};
  o[n++] = length(names[t & 3]) + names[t & 1][0];
  volatile int v = t;
  v += v;
  v = v * v;
  o[n++] = v;
  unsigned long x = 0x8000000000000001ul >> t, y = 0x123456789abcdeful << t;
  o[n++] = x ^ y;
  o[n++] = (long)(x / 10 + y % 1000003);
  o[n++] = (long)(0xfedcba9876543210ul) >> t;
  int grid[3][4][2];
  for (int k = 0; k < 24; k++)
    (&grid[0][0][0])[k] = k * (t + 1);
  o[n++] = grid[t % 3][t % 4][t & 1] + grid[2][3][1];
  long long m = (long long)t * -3000000000LL;
  o[n++] = m < 0 ? m / 7 : 1;
  o[n++] = (t ? t > 3 ? 1 : 2 : 3) + (t && t - 1 || !t) * 10;
  bool b = t & 2;
  b = !b;
  o[n++] = b + (char)(t + 126) + (unsigned char)(t - 1) + (short)(t * 20000);
  o[n++] = sizeof(grid) + sizeof(Pun) + sizeof("text");
  unsigned u = 5 - t;
  o[n++] = (u > 100) + (-1 < (long)u) * 2 + (u >> 1);
}
int main() {
  long *d, h[128];
  cudaMalloc(&d, sizeof h);
  kernel<<<1, 8>>>(d);
  printf("%s\n", cudaGetErrorName(cudaMemcpy(h, d, sizeof h, cudaMemcpyDeviceToHost)));
  for (int i = 0; i < 16; i++) {
    for (int t = 0; t < 8; t++)
      printf("%ld ", h[t * 16 + i]);
    printf("\n");
  }
  return 0;
}
