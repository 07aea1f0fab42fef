// run: tolerance=0
// sizeof, alignment and offsets of scalars, structs, unions, bit-fields, arrays; on the host and the same on the device.
#include <stdio.h>
#include <stddef.h>
#include <string.h>

struct A {
  char c;
  int i;
  char d;
};
struct B {
  char c;
  double d;
  short s;
};
struct C {
  A a;
  char tail;
};
struct D {
  char c[3];
  short s;
  char e;
};
struct E {
  long double ld;
  char c;
};
struct F {
  unsigned a : 3;
  unsigned b : 5;
  unsigned : 0;
  unsigned c : 9;
};
struct G {
  int a : 20;
  int b : 20;
  char c : 4;
  long d : 33;
};
struct __attribute__((packed)) H {
  char c;
  int i;
  double d;
};
struct alignas(32) I {
  char c;
};
struct J {
  char c;
  float4 f;
  char d;
  float3 g;
  double2 h;
};
struct K {
  void *p;
  char c;
  void (*f)(int);
};
struct L {
  char c;
  union {
    int i;
    char bytes[5];
  } u;
  short s;
};
struct Empty {};
struct M : Empty {
  int i;
};
struct N {
  Empty e;
  int i;
};
struct P {
  bool b;
  short s : 3;
  bool c : 1;
};
struct Q : A {
  char more;
};
struct V {
  virtual ~V() {}
  int i;
};
union U {
  char c[13];
  double d;
  int i;
};
enum Small : unsigned char { S0 };
enum Normal { N0 = -1 };
enum Large { L0 = 0x100000000 };

#define SHOW(T) printf("%-10s %3zu %2zu\n", #T, sizeof(T), alignof(T))
#define OFF(T, m) printf("%s.%s %zu\n", #T, #m, offsetof(T, m))

__global__ void sizes(int *out) {
  int n = 0;
  out[n++] = sizeof(A);
  out[n++] = sizeof(B);
  out[n++] = sizeof(C);
  out[n++] = sizeof(D);
  out[n++] = sizeof(F);
  out[n++] = sizeof(G);
  out[n++] = sizeof(H);
  out[n++] = sizeof(I);
  out[n++] = sizeof(J);
  out[n++] = sizeof(K);
  out[n++] = sizeof(L);
  out[n++] = sizeof(M);
  out[n++] = sizeof(U);
  out[n++] = sizeof(void *);
  out[n++] = sizeof(long);
  out[n++] = offsetof(J, f);
  out[n++] = offsetof(J, g);
  out[n++] = offsetof(J, h);
  out[n++] = alignof(float3);
  out[n++] = sizeof(float3);
}

int main() {
  SHOW(char);
  SHOW(short);
  SHOW(int);
  SHOW(long);
  SHOW(long long);
  SHOW(float);
  SHOW(double);
  SHOW(long double);
  SHOW(bool);
  SHOW(wchar_t);
  SHOW(void *);
  SHOW(size_t);
  SHOW(__int128);
  SHOW(Small);
  SHOW(Normal);
  SHOW(Large);
  SHOW(A);
  SHOW(B);
  SHOW(C);
  SHOW(D);
  SHOW(E);
  SHOW(F);
  SHOW(G);
  SHOW(H);
  SHOW(I);
  SHOW(J);
  SHOW(K);
  SHOW(L);
  SHOW(Empty);
  SHOW(M);
  SHOW(N);
  SHOW(P);
  SHOW(Q);
  SHOW(V);
  SHOW(U);
  SHOW(int[7]);
  SHOW(A[3]);
  SHOW(char[2][3]);
  SHOW(int(*)[4]);
  SHOW(char2);
  SHOW(char3);
  SHOW(char4);
  SHOW(short3);
  SHOW(int2);
  SHOW(int3);
  SHOW(int4);
  SHOW(float2);
  SHOW(float3);
  SHOW(float4);
  SHOW(double2);
  SHOW(double3);
  SHOW(long2);
  SHOW(dim3);
  SHOW(uint3);
  SHOW(uchar4);
  SHOW(ushort4);
  OFF(A, i);
  OFF(A, d);
  OFF(B, d);
  OFF(B, s);
  OFF(D, s);
  OFF(D, e);
  OFF(E, c);
  OFF(H, d);
  OFF(J, f);
  OFF(J, d);
  OFF(J, g);
  OFF(J, h);
  OFF(K, f);
  OFF(L, u);
  OFF(L, s);
  F f;
  memset(&f, 0, sizeof f);
  f.a = 5;
  f.b = 17;
  f.c = 300;
  unsigned words[2];
  memcpy(words, &f, sizeof words);
  printf("F bits %x %x\n", words[0], words[1]);
  G g;
  memset(&g, 0, sizeof g);
  g.a = -2;
  g.b = 0x12345;
  g.c = -3;
  g.d = -5;
  unsigned char bytes[sizeof g];
  memcpy(bytes, &g, sizeof g);
  printf("G bytes");
  for (size_t i = 0; i < sizeof g; i++)
    printf(" %02x", bytes[i]);
  printf("\n");
  printf("G values %d %d %d %ld\n", g.a, g.b, g.c, (long)g.d);
  int array[10];
  int *p = array;
  printf("%zu %zu %zu %zu\n", sizeof array, sizeof array / sizeof *array, sizeof p, sizeof "hello");
  printf("%zu %zu %zu\n", sizeof(array[0]++), sizeof(char) * ('a' == 97), sizeof &array);
  int *out, host[20];
  cudaMalloc(&out, sizeof host);
  sizes<<<1, 1>>>(out);
  cudaMemcpy(host, out, sizeof host, cudaMemcpyDeviceToHost);
  for (int i = 0; i < 20; i++)
    printf("%d ", host[i]);
  printf("\n");
  return 0;
}
