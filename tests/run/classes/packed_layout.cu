// run: tolerance=0
// Layouts of packed classes as gcc has them, for host and device: what is not packed (bases, classes that are no POD), #pragma pack over alignments that are asked for, bit-fields over nine bytes, zero-width ones at the end.
#include <cstddef>
#include <cstdio>
#include <cstring>

struct Plain { int a; };
struct Built { int a; short b; Built() {} };
struct __attribute__((packed)) BuiltPacked { char c; int a; BuiltPacked() {} };
struct __attribute__((packed)) OfPlain { char c; Plain p; double d; };
struct __attribute__((packed)) OfBuilt { char c; Built b; double d; };
struct __attribute__((packed)) OfBuiltPacked { char c; BuiltPacked b; double d; };
struct __attribute__((packed)) OfOfBuilt { char c; OfBuilt b; char e; };
struct __attribute__((packed)) Derived : Plain { char c; double d; };
struct __attribute__((packed)) Virtual { char c; virtual ~Virtual() {} int a; };
struct __attribute__((packed)) VirtualOfBuilt { char c; virtual ~VirtualOfBuilt() {} Built b; };
struct Fields { char c; int a __attribute__((packed)); short s __attribute__((aligned(8))); long long l __attribute__((packed)); };
struct alignas(16) Marker {};
struct __attribute__((packed)) Bits { unsigned a : 5; unsigned long long b : 61; int c : 3; bool d : 1; long e : 58; };
union __attribute__((packed)) Either { short s; int i : 23; long long l; };
struct EndsWithZero { char c; int : 0; };
struct AfterZero : EndsWithZero { char d; };
struct __attribute__((packed)) PackedZero { char c; int : 0; char d; };
#pragma pack(push, 2)
struct Pack2 { char c; alignas(16) Plain p; double d; unsigned short s : 4; int i : 20; };
struct Pack2Bits { int a : 14; unsigned char b : 3; int c : 10; long long d : 40; };
struct __attribute__((packed)) Pack2Packed { unsigned long long a : 12; long long b; short : 0; char : 4; int c; };
struct Pack2Marked : Marker, Built { char c; };
struct Pack2Virtual { char c; virtual ~Pack2Virtual() {} };
#pragma pack(pop)
#pragma pack(1)
struct Pack1 { char c; Built b; float f; int : 0; };
#pragma pack()
struct Nested { char c; Pack1 p; OfBuilt o; Pack2 q; };

template <typename T> __host__ __device__ void bytes(const T &t, char *out) {
  unsigned char b[sizeof(T)];
  memcpy(b, &t, sizeof(T));
  for (size_t i = 0; i < sizeof(T); i++) {
    *out++ = "0123456789abcdef"[b[i] >> 4];
    *out++ = "0123456789abcdef"[b[i] & 15];
  }
  *out = 0;
}

__host__ __device__ Bits someBits(int k) {
  Bits b;
  memset(&b, 0, sizeof b);
  b.a = k;
  b.b = 0x1234567890abcdefull + k;
  b.c = -2;
  b.d = k & 1;
  b.e = -77777777777l * k;
  b.b += k;
  return b;
}
__host__ __device__ long long sum(const Bits &b) { return (long long)b.a + (long long)b.b + b.c + b.d + b.e; }

__global__ void onDevice(int *sizes, char *text, long long *sums, Nested *nested, Nested given) {
  int n = 0;
#define SIZE(T) sizes[n++] = sizeof(T) * 100 + alignof(T);
#define ALL(X) X(OfPlain) X(OfBuilt) X(OfBuiltPacked) X(OfOfBuilt) X(Derived) X(Virtual) X(VirtualOfBuilt) X(Fields) X(Bits) X(Either) X(EndsWithZero) X(AfterZero) X(PackedZero) X(Pack2) X(Pack2Bits) X(Pack2Packed) X(Pack2Marked) X(Pack2Virtual) X(Pack1) X(Nested)
  ALL(SIZE)
  bytes(someBits(13), text);
  for (int k = 0; k < 4; k++) sums[k] = sum(someBits(k * 1000 + 7));
  nested->c = given.c + 1;
  nested->p.b.a = given.p.b.a * 2;
  nested->p.f = given.p.f + 0.5f;
  nested->o.d = given.o.d;
  nested->q.i = given.q.i - 1;
  nested->q.s = given.q.s + 1;
}

int main() {
#define PRINT(T) printf(#T " %d %d\n", (int)sizeof(T), (int)alignof(T));
  ALL(PRINT)
  printf("%d %d %d %d\n", (int)offsetof(OfBuilt, b), (int)offsetof(OfBuilt, d), (int)offsetof(OfOfBuilt, e), (int)offsetof(Fields, l));
  printf("%d %d %d %d\n", (int)offsetof(Pack2, p), (int)offsetof(Nested, p), (int)offsetof(Nested, o), (int)offsetof(Nested, q));
  char text[64];
  bytes(someBits(13), text);
  printf("%s\n", text);
  int *sizes;
  char *deviceText;
  long long *sums;
  Nested *nested, given;
  cudaMallocManaged(&sizes, 64 * sizeof(int));
  cudaMallocManaged(&deviceText, 64);
  cudaMallocManaged(&sums, 4 * sizeof(long long));
  cudaMallocManaged(&nested, sizeof(Nested));
  memset((void *)nested, 0, sizeof(Nested));
  memset((void *)&given, 0, sizeof given);
  given.c = 'a';
  given.p.b.a = 21;
  given.p.f = 1.25f;
  given.o.d = -2.5;
  given.q.i = -5;
  given.q.s = 6;
  onDevice<<<1, 1>>>(sizes, deviceText, sums, nested, given);
  printf("%s\n", cudaGetErrorString(cudaDeviceSynchronize()));
  int n = 0, alike = 0;
#define COMPARE(T) alike += sizes[n++] == (int)(sizeof(T) * 100 + alignof(T));
  ALL(COMPARE)
  printf("%d of %d alike\n%s\n", alike, n, deviceText);
  for (int k = 0; k < 4; k++) printf("%lld %d\n", sums[k], sums[k] == sum(someBits(k * 1000 + 7)));
  printf("%c %d %g %g %d %d\n", nested->c, nested->p.b.a, nested->p.f, nested->o.d, nested->q.i, nested->q.s);
}
