// run: tolerance=0
// What declarations inside of classes say and definitions outside do not: static, explicit, constexpr, execution spaces, default arguments, in templates of members and of classes; what hides what using-declarations bring.
#include <cstdio>
#include <cstdlib>
#include <new>
#include <type_traits>

struct From {
  int v;
  template <class T> explicit From(T t, int k = 3);
  template <class T> static int twice(T t);
};
template <class V> From::From(V t, int k) : v((int)t + k) {}
template <class T> int From::twice(T t) { return (int)(2 * t); }

template <class A> struct Outer {
  int v = 0;
  Outer() {}
  template <class B> struct Inner {
    B b;
  };
  template <class U> explicit Outer(U u);
  template <class U> explicit operator U();
  template <class U> static U shifted(U u, int k = 4);
  template <class B> static auto make(B b) -> Inner<B>;
  template <class U> __host__ __device__ int defaults(U u, int k = 4, int w = 2) const;
  template <class U> constexpr int whole(U u) const;
  template <class U = short> int sizes(A a);
  static int plain(int k = 9);
  virtual int member(int k = 7);
};
template <class A> template <class U> Outer<A>::Outer(U u) : v((int)u) {}
template <class A> template <class U> Outer<A>::operator U() { return U(v); }
template <class A> template <class V> V Outer<A>::shifted(V u, int k) { return u + k; }
template <class A> template <class B> auto Outer<A>::make(B b) -> Inner<B> {
  Inner<B> i;
  i.b = b;
  return i;
}
template <class A> template <class U> int Outer<A>::defaults(U u, int k, int w) const { return (int)(u + k + w); }
template <class A> template <class U> constexpr int Outer<A>::whole(U u) const { return (int)u; }
template <class A> template <class V> int Outer<A>::sizes(A a) { return sizeof(V) * 10 + sizeof(a); }
template <class A> int Outer<A>::plain(int k) { return k; }
template <class A> int Outer<A>::member(int k) { return k + v; }
int takes(Outer<int>) { return 1; }
int takes(...) { return 2; }
int takes_from(From) { return 1; }
int takes_from(...) { return 2; }

__global__ void kernel(Outer<int> *o, int *out) { *out = o->defaults(10); }

// The class is declared where the default argument names it.
template <class T, class Compare = struct Less> struct Sorter {
  static void sort(T *a, int n);
};
struct Less {
  template <class T> bool operator()(const T &a, const T &b) const { return a < b; }
};
template <class T, class Compare> void Sorter<T, Compare>::sort(T *a, int n) {
  for (int i = 0; i < n; i++)
    for (int j = i + 1; j < n; j++)
      if (Compare{}(a[j], a[i])) {
        T t = a[i];
        a[i] = a[j];
        a[j] = t;
      }
}

// The parameters in the type of a value come from the value.
struct Point {
  int x, y;
};
template <auto member> struct Member;
template <class C, class T, T C::*member> struct Member<member> {
  static T &get(C &c) { return c.*member; }
};
template <auto function> struct Call;
template <class R, class A, R (*function)(A)> struct Call<function> {
  static R twice(A a) { return function(function(a)); }
};
int one_more(int x) { return x + 1; }

struct Left {
  int f(int) { return 1; }
  int f(char) { return 2; }
  static int s(int) { return 10; }
};
struct Right {
  int f(double) { return 3; }
};
struct Before : Left, Right {
  using Left::f;
  using Left::s;
  using Right::f;
  long f(char) { return 5; }
  int f(const char *) { return 4; }
  int s(int) { return 11; }
};
struct Behind : Left {
  long f(char) { return 6; }
  using Left::f;
};

struct Counted {
  int v;
  Counted(int x) : v(x) {}
  Counted(const Counted &o) : v(o.v + 1) {}
  Counted(Counted &&o) : v(o.v + 100) { o.v = 0; }
  ~Counted() { printf("~%d ", v); }
};
Counted global[2] = {5, 6};
auto [first, second] = global;
void bindings() {
  Counted a[2] = {1, 2};
  auto [x, y] = a;
  Counted b[2][2] = {{1, 2}, {3, 4}};
  const auto [p, q] = b;
  auto [m, n] = static_cast<Counted(&&)[2]>(a);
  printf("%d %d %d %d %d %d %d\n", x.v, y.v, q[1].v, m.v, n.v, a[0].v, second.v);
}

struct alignas(64) Line {
  char bytes[64];
  static void *operator new(size_t n, std::align_val_t a) {
    printf("new %d %d\n", (int)n, (int)(size_t)a);
    return ::operator new(n, a);
  }
  static void operator delete(void *p, std::align_val_t a) {
    printf("delete %d\n", (int)(size_t)a);
    ::operator delete(p, a);
  }
  virtual ~Line() {}
};

int main() {
  Outer<int> o(5.5);
  static_assert(!std::is_convertible<double, Outer<int>>::value && !std::is_convertible<Outer<int>, double>::value && !std::is_convertible<int, From>::value, "");
  printf("%d %d %g %d %g\n", takes(3), takes_from(3), (double)o, Outer<int>::shifted(1), Outer<int>::shifted(2.5, 1));
  printf("%d %d %d %d %d %d\n", o.defaults(1), o.defaults(1, 2), o.whole(4.5), o.sizes(1), Outer<char>::plain(), o.member());
  printf("%d %d %d\n", From(2).v, From::twice(2.5), Outer<int>::make(4).b);
  Outer<int> *device;
  int *out;
  cudaMallocManaged(&device, sizeof *device);
  cudaMallocManaged(&out, sizeof *out);
  kernel<<<1, 1>>>(device, out);
  cudaDeviceSynchronize();
  printf("%d\n", *out);
  int a[] = {3, 1, 2};
  Sorter<int>::sort(a, 3);
  Point p = {1, 2};
  Member<&Point::y>::get(p) = 7;
  printf("%d %d %d %d %d\n", a[0], a[1], a[2], p.y, Call<one_more>::twice(1));
  Before before;
  Behind behind;
  printf("%d %ld %d %d %d %ld %d\n", before.f(1), before.f('c'), before.f(1.0), before.f("x"), before.s(1), behind.f('c'), behind.f(1));
  bindings();
  printf("\n");
  Line *l = new Line;
  printf("%d\n", (int)((size_t)l % 64));
  delete l;
  return 0;
}
