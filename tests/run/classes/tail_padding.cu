// run: nvcc="-std=c++20 --expt-relaxed-constexpr" tolerance=0
// What shares the padding of bases and of members with no_unique_address: assignment to those leaves it alone; where empty ones lie; tuples have libstdc++'s layout and order.
#include <stdio.h>
#include <string.h>
#include <tuple>
#include <type_traits>
#include <utility>

struct Base {
  int i;
  char c;
  __host__ __device__ Base() {}
  __host__ __device__ Base(int i, char c) : i(i), c(c) {}
};
struct Derived : Base {
  char d;
  short s;
};
struct Outer {
  Base base;
  char g;
  Outer() {}
};
struct Further : Outer {
  char h;
};
struct Returned : Base {
  char z;
  Returned() : z('z') { static_cast<Base&>(*this) = make(); }
  static Base make() { return Base(7, 'm'); }
};
struct Virtual : virtual Base {
  char q = 'q';
  Virtual() : Base(Returned::make()) {}
};

struct Empty {};
struct Empty2 {};
struct Holder {
  Empty e;
};
struct AlsoEmpty : Holder {};
struct OverEmpty : AlsoEmpty {
  char y;
};
struct First {
  [[no_unique_address]] Empty e;
  int x;
};
struct Last {
  int x;
  [[no_unique_address]] Empty e;
};
struct Twice {
  [[no_unique_address]] Empty e;
  [[no_unique_address]] Empty f;
  char c;
};
struct Differ {
  [[no_unique_address]] Empty e;
  [[no_unique_address]] Empty2 f;
  int c;
};
struct Padded {
  [[no_unique_address]] Base base;
  char d;
};
struct Inherits : Empty {
  [[no_unique_address]] Empty e;
  int x;
};
struct Nothing {
  [[no_unique_address]] Empty e;
};

__host__ __device__ __attribute__((noinline)) void assign(Base& to, const Base& from) { to = from; }

struct Log {
  int i;
  Log(int i) : i(i) { printf("+%d", i); }
  Log(const Log& o) : i(o.i) { printf("c%d", i); }
  Log(Log&& o) : i(o.i) { printf("m%d", i); }
  ~Log() { printf("-%d", i); }
};

__global__ void onDevice(Derived* d, const Base* b, First* f, Last* l) {
  assign(d[threadIdx.x], *b);
  f->e = Empty();
  l->e = Empty();
  std::tuple<char, Base, Empty, double> t('t', *b, Empty(), 2.5);
  if (threadIdx.x == 0) printf("device %d %zu %zu %zu %c%c %g\n", (int)d->s, sizeof(First), sizeof(Twice), sizeof(t), std::get<0>(t), std::get<1>(t).c, std::get<3>(t));
}

int main() {
  Derived d;
  d.d = 'd';
  d.s = 5;
  Base b;
  memset((void*)&b, 0xff, sizeof b);
  b.i = 1;
  b.c = 'b';
  static_cast<Base&>(d) = b;
  printf("%c %d %c\n", d.d, d.s, d.c);
  assign(d, Base(3, 'g'));
  std::swap(static_cast<Base&>(d), b);
  printf("%c %d %c %c\n", d.d, d.s, d.c, b.c);
  Further further;
  further.g = 'g';
  further.h = 'h';
  Outer outer;
  memset((void*)&outer, 0xee, sizeof outer);
  outer.g = 'o';
  static_cast<Outer&>(further) = outer;
  printf("%c %c\n", further.h, further.g);
  Returned returned;
  Virtual v, copy = v;
  copy = v;
  printf("%c %c %c %c\n", returned.z, returned.c, copy.q, copy.c);
  OverEmpty over;
  over.y = 'y';
  static_cast<AlsoEmpty&>(over) = AlsoEmpty();
  printf("%c\n", over.y);

  First first{{}, 3};
  Last last{4, {}};
  first.e = Empty();
  last.e = Empty();
  Padded padded;
  padded.d = 'p';
  padded.base = b;
  printf("%d %d %c\n", first.x, last.x, padded.d);
  printf("%zu %zu %zu %zu %zu %zu\n", sizeof(First), sizeof(Last), sizeof(Twice), sizeof(Differ), sizeof(Padded), sizeof(Inherits));
  Twice twice;
  printf("%d %d %d\n", (int)((char*)&twice.f - (char*)&twice), std::is_empty<Nothing>::value, std::is_empty<First>::value);

  printf("%zu %zu %zu %zu\n", sizeof(std::tuple<Empty, int>), sizeof(std::tuple<Empty, Empty2, int>), sizeof(std::tuple<char, std::tuple<int, char>>), sizeof(std::tuple<Empty, std::tuple<Empty>>));
  {
    std::tuple<Log, Log, Log> a(1, 2, 3);
    printf(" ");
    auto c = a;
    printf(" ");
    auto m = std::move(a);
    printf(" ");
  }
  printf("\n");

  Derived* dd;
  Base* db;
  First* df;
  Last* dl;
  cudaMallocManaged(&dd, 4 * sizeof *dd);
  cudaMallocManaged(&db, sizeof *db);
  cudaMallocManaged(&df, sizeof *df);
  cudaMallocManaged(&dl, sizeof *dl);
  for (int i = 0; i < 4; i++) dd[i] = d;
  *db = Base(9, 'k');
  *df = first;
  *dl = last;
  onDevice<<<1, 4>>>(dd, db, df, dl);
  cudaDeviceSynchronize();
  for (int i = 0; i < 4; i++) printf("%d %c %c %d\n", dd[i].i, dd[i].c, dd[i].d, dd[i].s);
  printf("%d %d\n", df->x, dl->x);
}
