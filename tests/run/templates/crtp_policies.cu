// run: tolerance=0
// Idioms: CRTP, mixins, policies, tag types, expression templates, type lists, type erasure, static polymorphism in kernels.
#include <stdio.h>

template <class D> struct Shape { double area() const { return self().compute(); } const D& self() const { return static_cast<const D&>(*this); } };
struct Square : Shape<Square> { double e; Square(double e) : e(e) {} double compute() const { return e * e; } }; struct Circle : Shape<Circle> { double r; Circle(double r) : r(r) {} double compute() const { return 3 * r * r; } };
template <class T> double twice(const Shape<T>& s) { return 2 * s.area(); }

template <class E> struct Expr { __host__ __device__ float operator[](int i) const { return static_cast<const E&>(*this)[i]; } };
struct Vec : Expr<Vec> { float v[4]; __host__ __device__ float operator[](int i) const { return v[i]; } template <class E> __host__ __device__ Vec& operator=(const Expr<E>& e) { for (int i = 0; i < 4; i++) v[i] = e[i]; return *this; } };
template <class L, class R> struct Sum : Expr<Sum<L, R>> { const L& l; const R& r; __host__ __device__ Sum(const L& l, const R& r) : l(l), r(r) {} __host__ __device__ float operator[](int i) const { return l[i] + r[i]; } };
template <class L> struct Scaled : Expr<Scaled<L>> { const L& l; float k; __host__ __device__ Scaled(const L& l, float k) : l(l), k(k) {} __host__ __device__ float operator[](int i) const { return l[i] * k; } };
template <class L, class R> __host__ __device__ Sum<L, R> operator+(const Expr<L>& l, const Expr<R>& r) { return {static_cast<const L&>(l), static_cast<const R&>(r)}; }
template <class L> __host__ __device__ Scaled<L> operator*(const Expr<L>& l, float k) { return {static_cast<const L&>(l), k}; }
__global__ void evaluate(const Vec* a, const Vec* b, Vec* out) { *out = *a + *b * 2.0f + *a; }

template <class... T> struct List {}; template <class L> struct Size; template <class... T> struct Size<List<T...>> { enum { value = sizeof...(T) }; };
template <class L, int i> struct At; template <class H, class... T> struct At<List<H, T...>, 0> { typedef H type; }; template <class H, class... T, int i> struct At<List<H, T...>, i> { typedef typename At<List<T...>, i - 1>::type type; };
template <class T, class L> struct Push; template <class T, class... U> struct Push<T, List<U...>> { typedef List<T, U...> type; }; template <class T, class L> struct Index; template <class T, class... U> struct Index<T, List<T, U...>> { enum { value = 0 }; }; template <class T, class H, class... U> struct Index<T, List<H, U...>> { enum { value = 1 + Index<T, List<U...>>::value }; };

struct Plain { static int next(int v) { return v + 1; } }; struct Doubling { static int next(int v) { return v * 2; } };
template <class Policy> struct Sequence : Policy { int v = 1; int step() { return v = Policy::next(v); } };
template <class... M> struct Mixed : M... {}; struct Named { const char* name() const { return "mixed"; } }; struct Counted { int n = 3; };
class Function { struct Concept { virtual ~Concept() {} virtual int call(int) = 0; }; template <class F> struct Model : Concept { F f; Model(F f) : f(f) {} int call(int v) override { return f(v); } }; Concept* c; public: template <class F> Function(F f) : c(new Model<F>(f)) {} ~Function() { delete c; } int operator()(int v) { return c->call(v); } };
struct Fast {}; struct Slow {}; static int solve(Fast) { return 1; } static int solve(Slow) { return 2; } template <class T> struct Choose { typedef Slow type; }; template <> struct Choose<int> { typedef Fast type; };

int main() {
  printf("%.1f %.1f\n", twice(Square(3)), twice(Circle(1)));
  Vec a, b, c; for (int i = 0; i < 4; i++) { a.v[i] = i; b.v[i] = 10 * i; } c = (a + b) * 0.5f + a; printf("%.1f %.1f\n", c[1], c[3]);
  typedef List<char, int, double> L; printf("%d %d %d %d\n", Size<L>::value, (int)sizeof(At<L, 2>::type), Size<Push<long, L>::type>::value, Index<double, L>::value);
  Sequence<Plain> p; Sequence<Doubling> d; for (int i = 0; i < 3; i++) { p.step(); d.step(); } printf("%d %d\n", p.v, d.v);
  Mixed<Named, Counted> m; int k = 4; Function f([k](int v) { return v * k; }), g(Plain::next); printf("%s %d %d %d\n", m.name(), m.n, f(5), g(5));
  printf("%d %d\n", solve(Choose<int>::type()), solve(Choose<char>::type()));
  Vec *da, *db, *dc; cudaMalloc(&da, sizeof a); cudaMalloc(&db, sizeof a); cudaMalloc(&dc, sizeof a); cudaMemcpy(da, &a, sizeof a, cudaMemcpyHostToDevice); cudaMemcpy(db, &b, sizeof b, cudaMemcpyHostToDevice);
  evaluate<<<1, 1>>>(da, db, dc); cudaMemcpy(&c, dc, sizeof c, cudaMemcpyDeviceToHost); printf("%.1f %.1f\n", c[1], c[3]);
}
