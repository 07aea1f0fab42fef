/** Whole programs: classes, templates, initialization, lambdas, exceptions, kernels. */
import { describe, expect, it } from 'vitest';
import { checkText } from './test-support.js';

const classesAndLambdas = `
typedef unsigned long size_t; void* operator new(size_t, void* p) noexcept { return p; }
struct Shape { virtual ~Shape() {} virtual double area() const = 0; virtual const char* name() const { return "shape"; } int id = 7; };
struct Sq : Shape { double s; explicit Sq(double x) : s(x) {} double area() const override { return s * s; } };
struct Ci final : public Shape { double r; Ci(double x = 1) : Shape(), r{x} {} double area() const override { return 3.14 * r * r; } const char* name() const override { return Shape::name(); } };
template<class T> class Vec { T* p; size_t n, c; public: Vec() : p(nullptr), n(0), c(0) {} ~Vec() { for (size_t i = 0; i < n; i++) p[i].~T(); ::operator delete(p); } Vec(const Vec& o) : p(0), n(0), c(0) { for (size_t i = 0; i < o.n; ++i) push(o.p[i]); } Vec(Vec&& o) noexcept : p(o.p), n(o.n), c(o.c) { o.p = nullptr; o.n = o.c = 0; } Vec& operator=(Vec o) { swap(o); return *this; } void swap(Vec& o) { T* t = p; p = o.p; o.p = t; size_t k = n; n = o.n; o.n = k; k = c; c = o.c; o.c = k; }
 void push(const T& v) { if (n == c) { size_t m = c ? 2 * c : 4; T* q = static_cast<T*>(::operator new(m * sizeof(T))); for (size_t i = 0; i < n; ++i) { new (q + i) T(static_cast<T&&>(p[i])); p[i].~T(); } ::operator delete(p); p = q; c = m; } new (&p[n++]) T(v); } T& operator[](size_t i) { return p[i]; } const T& operator[](size_t i) const { return p[i]; } T* begin() { return p; } T* end() { return p + n; } size_t size() const { return n; } };
struct Str { char* s; Str(const char* c = "") { size_t l = 0; while (c[l]) l++; s = new char[l + 1]; for (size_t i = 0; i <= l; i++) s[i] = c[i]; } Str(const Str& o) : Str(o.s) {} Str& operator=(const Str& o) { if (this != &o) { delete[] s; s = nullptr; Str t(o); char* x = s; s = t.s; t.s = x; } return *this; } ~Str() { delete[] s; } friend bool operator==(const Str& a, const Str& b) { const char *x = a.s, *y = b.s; while (*x && *x == *y) ++x, ++y; return *x == *y; } operator const char*() const { return s; } };
struct Pair { Str a; int k; Vec<Str> v; }; struct WithRef { int& r; const int c; WithRef(int& x) : r(x), c(x) { r = 3; } }; union U { int i; float f; unsigned char b[4]; }; struct Anon { int t; union { int i; double d; }; struct { int p, q; }; Anon() : t(1), d(2.0) { p = 4; } };
struct Priv { private: int x; protected: int y; public: int z; static int cnt; static int get() { return cnt; } friend int peek(Priv&); }; int Priv::cnt = 5; int peek(Priv& p) { return p.x + p.y; }
struct Cplx { double re, im; }; Cplx operator*(Cplx a, Cplx b) { return {a.re * b.re - a.im * b.im, a.re * b.im + a.im * b.re}; } Cplx& operator+=(Cplx& a, const Cplx& b) { a.re += b.re; a.im += b.im; return a; }
struct It { int v; It& operator++() { ++v; return *this; } int operator*() const { return v; } bool operator!=(const It& o) const { return v != o.v; } }; struct Rng { int a, b; It begin() const { return {a}; } It end() const { return {b}; } };
namespace ns { template<class T> T mx(T a, T b) { return a < b ? b : a; } namespace in { int deep = 3; } using in::deep; } using namespace ns;
template<class F> auto apply(F f, int x) -> decltype(f(x)) { return f(x); } template<class T, class... A> T* mk(A&&... a) { return new T(static_cast<A&&>(a)...); }
int main() { Shape* s = new Sq(2); double t = s->area() + s->id; delete s; Ci c; const Shape& sr = c; t += sr.area(); Sq* sq = dynamic_cast<Sq*>(s); Shape* arr[2] = {new Sq(1.0), new Ci}; for (Shape* p : arr) t += p->area(), delete p; Vec<Str> v; v.push("a"); v.push(Str("b")); Vec<Str> w = v; w = v; w = static_cast<Vec<Str>&&>(v); for (auto& x : w) x = "z"; bool eq = w[0] == w[1]; Pair p{"x", 3, w}; Pair p2 = p; p2 = p; const char* cs = p.a; int n = 5; WithRef wr(n); U u; u.i = 1; u.f = 2; Anon an; an.i = 3; an.q = an.p; n = Priv::get() + Priv::cnt; Cplx z = Cplx{1, 2} * Cplx{3, 4}; z += z; int sum = 0; for (int i : Rng{0, 5}) sum += i; n = mx(1, 2) + mx<double>(1, 2.5) + deep;
 int k = 10; auto add = [k](int x) { return x + k; }; auto inc = [&] { k++; sum += k; }; inc(); auto gen = [=](auto x, auto y) mutable { k += 1; return x + y + k; }; n = add(1) + gen(1, 2.5) + apply(add, 3) + apply([&n](int q) { return q + n; }, 4); int (*fp)(int) = [](int q) { return q * 2; }; n = fp(4); auto fpp = +[](double d) { return d; }; auto ic = [m = n * 2, &rr = n] { return m + rr; }; n = ic(); Sq* ms = mk<Sq>(3.0); delete ms; int* ia = new int[n]{1, 2}; int* iz = new int(); Cplx* cp = new Cplx{1, 2}; Str* sa = new Str[3]; delete[] sa; delete ia; try { if (n) throw Str("e"); throw 1; } catch (const Str& e) { n = 1; } catch (int) { throw; } catch (...) {} int a[2][3] = {1, 2, 3, 4}; int b[] = {1, 2, 3}; static int st = n; char msg[] = "abc"; auto [re, im] = z; auto& [r2, i2] = z; re = 2; int Cplx2 = sizeof(z) + sizeof b; n = ({ int q = 3; q + 1; }); double (Cplx::*pm) = &Cplx::re; z.*pm = 4; long double ld = 1.0L; n = (int)ld | (n > 3) << 2; return n ?: 3; }
`;

const modernInitialization = `
typedef unsigned long size_t;
namespace std { template<class E> class initializer_list { const E* b; size_t n; public: constexpr initializer_list() noexcept : b(0), n(0) {} constexpr size_t size() const noexcept { return n; } constexpr const E* begin() const noexcept { return b; } constexpr const E* end() const noexcept { return b + n; } }; 
template<class T> struct remove_reference { typedef T type; }; template<class T> struct remove_reference<T&> { typedef T type; }; template<class T> struct remove_reference<T&&> { typedef T type; };
template<class T> constexpr typename remove_reference<T>::type&& move(T&& t) noexcept { return static_cast<typename remove_reference<T>::type&&>(t); } template<class T> constexpr T&& forward(typename remove_reference<T>::type& t) noexcept { return static_cast<T&&>(t); } template<class T> T&& declval() noexcept;
template<class T, T v> struct integral_constant { static constexpr T value = v; constexpr operator T() const noexcept { return v; } constexpr T operator()() const noexcept { return v; } }; using true_type = integral_constant<bool, true>; using false_type = integral_constant<bool, false>;
template<bool B, class T = void> struct enable_if {}; template<class T> struct enable_if<true, T> { using type = T; }; template<bool B, class T = void> using enable_if_t = typename enable_if<B, T>::type; template<class...> using void_t = void; template<class T> inline constexpr bool is_integral_v = __is_integral(T);
template<class A, class B> struct pair { A first; B second; constexpr pair() : first(), second() {} constexpr pair(const A& a, const B& b) : first(a), second(b) {} }; template<class A, class B> pair(A, B) -> pair<A, B>; template<class A, class B> constexpr pair<A, B> make_pair(A a, B b) { return pair<A, B>(a, b); } }
template<class T> struct L { T d[8]; size_t n; constexpr L(std::initializer_list<T> l) : d{}, n(0) { for (const T& x : l) d[n++] = x; } constexpr L(size_t k, T v) : d{}, n(k) { for (size_t i = 0; i < k; i++) d[i] = v; } constexpr T sum() const { T s = 0; for (size_t i = 0; i < n; i++) s += d[i]; return s; } };
static_assert(L<int>{1, 2, 3}.sum() == 6); static_assert(L<int>(3, 5).sum() == 15); static_assert(L<int>{3, 5}.sum() == 8);
template<class T, class = void> struct has_size : std::false_type {}; template<class T> struct has_size<T, std::void_t<decltype(std::declval<T>().size())>> : std::true_type {}; static_assert(has_size<std::initializer_list<int>>::value && !has_size<int>::value);
template<class T> constexpr std::enable_if_t<std::is_integral_v<T>, int> kind(T) { return 1; } template<class T> constexpr std::enable_if_t<!std::is_integral_v<T>, int> kind(T) { return 2; } static_assert(kind(1) == 1 && kind(1.5) == 2);
template<class T> constexpr T pw(T b, int e) { if constexpr (sizeof(T) > 4) { return e == 0 ? 1 : b * pw(b, e - 1); } else { T r = 1; while (e-- > 0) r *= b; return r; } } static_assert(pw(2, 10) == 1024 && pw(2.0, 3) == 8.0);
std::pair p{1, 2.5}; static_assert(__is_same(decltype(p), std::pair<int, double>)); constexpr auto pp = std::make_pair(3, 'c'); static_assert(pp.first == 3 && pp.second == 'c');
struct Pt { int x = 1, y = 2; struct { int a, b; } in; int arr[3]; }; constexpr Pt pt{.x = 5, .in = {7, 8}, .arr = {1, 2}}; static_assert(pt.x == 5 && pt.y == 2 && pt.in.b == 8 && pt.arr[1] == 2 && pt.arr[2] == 0);
constexpr int mat[2][3] = {1, 2, 3, 4}; static_assert(mat[1][0] == 4 && mat[1][2] == 0); constexpr char s8[8] = "ab"; static_assert(s8[1] == 'b' && s8[5] == 0); struct E1 { char n[4]; int v; }; constexpr E1 es[] = {{"ab", 1}, {"cd", 2}}; static_assert(es[1].n[0] == 'c' && sizeof(es) == 16);
constexpr int cl() { int k = 3; auto f = [&k](int x) { k += x; return k; }; f(2); auto g = [k](auto y) { return k + y; }; return g(10) + k; } static_assert(cl() == 20);
constexpr unsigned hash(const char* s) { unsigned h = 2166136261u; for (; *s; ++s) h = (h ^ (unsigned char)*s) * 16777619u; return h; } static_assert(hash("hello") == 0x4f9f2cabu);
struct Node { int v; const Node* next; }; constexpr Node n3{3, nullptr}, n2{2, &n3}, n1{1, &n2}; constexpr int walk(const Node* n) { int s = 0; while (n) { s = s * 10 + n->v; n = n->next; } return s; } static_assert(walk(&n1) == 123);
template<int... I> struct seq {}; template<int N, int... I> struct mkseq : mkseq<N - 1, N - 1, I...> {}; template<int... I> struct mkseq<0, I...> { using type = seq<I...>; }; template<int... I> constexpr int sumsq(seq<I...>) { int a[] = {I * I...}; int s = 0; for (int x : a) s += x; return s; } static_assert(sumsq(mkseq<5>::type{}) == 30);
template<class... Ts> struct tup; template<> struct tup<> {}; template<class H, class... T> struct tup<H, T...> : tup<T...> { H h; constexpr tup(H x, T... t) : tup<T...>(t...), h(x) {} }; constexpr tup<int, char, double> tp(1, 'x', 2.5); static_assert(tp.h == 1);
template<class T> struct D1 { T v; template<class U> constexpr D1<U> as() const { return D1<U>{static_cast<U>(v)}; } constexpr operator T() const { return v; } }; constexpr D1<double> dd{2.7}; static_assert(dd.as<int>().v == 2 && dd > 2.5 && dd + 1 > 3.5);
struct VB { virtual constexpr int f() const { return 1; } int q = 4; }; union UU { int i; float f; constexpr UU(int x) : i(x) {} }; constexpr UU uu(4); static_assert(uu.i == 4); constexpr long long operator""_km(unsigned long long v) { return v * 1000; } static_assert(5_km == 5000);
constexpr int ternary(int a) { return a > 0 ? a > 10 ? 2 : 1 : 0; } static_assert(ternary(11) == 2 && ternary(5) == 1 && ternary(-1) == 0); constexpr float ff = 0.1f + 0.2f; static_assert(ff == 0.3f || ff != 0.3f); static_assert((float)0.1 != 0.1); constexpr auto lamc = [](int a, int b = 4) { return a * b; }; 
template<class F, class... A> constexpr auto call(F&& f, A&&... a) -> decltype(f(std::forward<A>(a)...)) { return f(std::forward<A>(a)...); } static_assert(call(lamc, 3, 5) == 15); enum Flag { FA = 1, FB = 2 }; constexpr Flag operator|(Flag a, Flag b) { return Flag(int(a) | int(b)); } static_assert((FA | FB) == 3); static_assert(sizeof(Flag) == 4);
static_assert(__is_convertible(int, double) && !__is_convertible(int*, int) && __is_nothrow_constructible(int) && __is_trivially_constructible(Pt, const Pt&) && __has_unique_object_representations(int) && __is_standard_layout(Pt) && !__is_polymorphic(Pt) && __is_polymorphic(VB)); static_assert(alignof(double) == 8 && __builtin_offsetof(E1, v) == 4 && noexcept(std::move(p)));
int gl; constexpr int* gp = &gl; int ga[4]; int* const g2 = ga + 2; const char* names[] = {"a", "bc"}; int (*fps[])(int) = {[](int x) { return x; }}; void (*vf)() = 0; struct Big { int a[1000000]; } big = {{1}}; static const double tbl[] = {1.0, 2.0 / 3, 1e3};
struct Sp { int v; constexpr bool operator<(const Sp& o) const { return v < o.v; } }; template<class T> constexpr const T& mn(const T& a, const T& b) { return b < a ? b : a; } static_assert(mn(Sp{3}, Sp{2}).v == 2); constexpr int arrsum(const int (&a)[3]) { return a[0] + a[1] + a[2]; } static_assert(arrsum({1, 2, 3}) == 6);
struct Rule5 { int* p; Rule5() = default; Rule5(const Rule5&) = delete; Rule5(Rule5&& o) noexcept : p(o.p) {} Rule5& operator=(Rule5&&) = default; }; Rule5 mkr() { Rule5 r; return r; } struct Holder { Rule5 r; Holder(Rule5 x) : r(std::move(x)) {} Holder(Holder&&) = default; }; Holder hh{mkr()}; Holder h2 = std::move(hh); static_assert(!__is_constructible(Holder, const Holder&) && __is_constructible(Holder, Holder));
`;

const kernelsAndLaunches = `
typedef unsigned long size_t;
struct uint3 { unsigned x, y, z; };
struct dim3 { unsigned x, y, z; __host__ __device__ constexpr dim3(unsigned a = 1, unsigned b = 1, unsigned c = 1) : x(a), y(b), z(c) {} __host__ __device__ constexpr dim3(uint3 v) : x(v.x), y(v.y), z(v.z) {} };
extern const uint3 __attribute__((device)) __attribute__((cw_builtin("threadIdx"))) threadIdx;
extern const uint3 __attribute__((device)) __attribute__((cw_builtin("blockIdx"))) blockIdx;
extern const dim3 __attribute__((device)) __attribute__((cw_builtin("blockDim"))) blockDim;
void __syncthreads() __attribute__((device)) __attribute__((cw_builtin("syncthreads")));
extern "C" int printf(const char*, ...); extern "C" void* malloc(size_t); extern "C" void free(void*);
typedef struct CUstream_st* cudaStream_t; enum cudaError { cudaSuccess = 0, cudaErr = 1 }; typedef enum cudaError cudaError_t; enum cudaMemcpyKind { H2D = 1, D2H = 2 };
extern "C" cudaError_t cudaMalloc(void**, size_t); template<class T> cudaError_t cudaMalloc(T** p, size_t n) { return cudaMalloc((void**)(void*)p, n); }
extern "C" cudaError_t cudaMemcpy(void*, const void*, size_t, cudaMemcpyKind);
extern "C" const char* cudaGetErrorString(cudaError_t);
#define CHECK(x) do { cudaError_t e = (x); if (e != cudaSuccess) { printf("%s:%d %s\\n", __FILE__, __LINE__, cudaGetErrorString(e)); return 1; } } while (0)
const int N = 1 << 20; __constant__ float coef[4]; __device__ int counter = 0;
__device__ float sq(float x) { return x * x; }
__global__ void add(const float* a, const float* b, float* c, int n) { int i = blockIdx.x * blockDim.x + threadIdx.x; if (i < n) c[i] = a[i] + b[i] * coef[1]; }
template<typename T, int B> __global__ void red(T* in, T* out) { __shared__ T s[B]; unsigned t = threadIdx.x; s[t] = in[blockIdx.x * B + t]; __syncthreads(); for (int k = B / 2; k > 0; k >>= 1) { if (t < k) s[t] += s[t + k]; __syncthreads(); } if (t == 0) out[blockIdx.x] = s[0]; counter++; }
struct Mat { int w, h; float* d; __device__ float& at(int r, int c) { return d[r * w + c]; } __host__ __device__ int size() const { return w * h; } };
__global__ void mm(Mat a, Mat b, Mat c) { int r = threadIdx.y, k = threadIdx.x; float s = 0.f; for (int i = 0; i < a.w; ++i) s += a.at(r, i) * b.at(i, k); c.at(r, k) = sq(s); }
extern __shared__ float dyn[];
__global__ void ds(float* o) { dyn[threadIdx.x] = 1.0f; o[0] = dyn[0]; }
int main(int argc, char** argv) {
  float *h = (float*)malloc(N * sizeof(float)), *d; CHECK(cudaMalloc(&d, N * sizeof(float))); CHECK(cudaMalloc((void**)&d, N * sizeof(float)));
  for (int i = 0; i < N; i++) { h[i] = i % 7 * 0.5f; h[i] *= 2; h[i]++; }
  CHECK(cudaMemcpy(d, h, N * sizeof(float), H2D));
  dim3 block(256), grid((N + block.x - 1) / block.x); add<<<grid, block>>>(d, d, d, N); add<<<N / 256, 256>>>(d, d, d, N); add<<<dim3(1, 2), 256, 0, 0>>>(d, d, d, N);
  red<float, 256><<<1, 256>>>(d, d); Mat m{4, 4, d}; mm<<<1, dim3(4, 4)>>>(m, m, m); ds<<<1, 32, 32 * sizeof(float), nullptr>>>(d); cudaStream_t st = 0; ds<<<1, 32, 128, st>>>(d);
  void (*kp)(float*) = ds; kp<<<1, 1>>>(d);
  printf("%d %f %s\\n", m.size(), h[0], argc > 1 ? argv[1] : "none"); unsigned char uc = 3; uc += 4; uc <<= 1; short sh = uc; sh = -sh; long long L = sh; L ^= 1; double dd = L; dd /= 3; int* ip = new int[10]; ip[2] = 3; delete[] ip; int a2[3][4] = {{1, 2}, {3}}; int* flat = &a2[0][0]; flat[1] = a2[1][2]; char buf[16] = "hey"; char* q = buf; while (*q) *q++ = 'x'; int neg = -5; unsigned un = neg; if (un > 3u && !neg || neg == -5) neg = neg ? ~neg : 0; switch (neg) { case 1: case 2: neg = 3; break; default: neg--; } do { neg -= 1; } while (neg > 0); goto out; out: free(h); return 0;
}
`;

const conversionsAndArrays = `
struct Str { Str(const char*); ~Str(); int n; }; int f(const Str& s = "x"); int a1() { return f() + f(); } int a2() { int q = f(); return q; }
struct Opt { int k; Opt(int = 3, const Str& = "q"); }; Opt o; Opt oo[3]; void t3() { Opt x; Opt* p = new Opt[2]; Opt y(4); }
struct M { int a; double b; }; M g() { return {1, 2.0}; } M h() { return M{1}; } int i1 = g().a; const M& mr = g(); int&& rr = 5; const int& cr = 2 + 3;
void sw(int x) { switch (x) { case 'a': case sizeof(int): break; } for (int i = 0, j = 1; i < 3; i++, j--) ; while (int k = x--) { if (k == 2) break; } } 
struct Bf { unsigned a : 3; int b : 5; bool c : 1; unsigned long long d : 40; }; int bf(Bf x) { x.a = 9; x.b--; x.d += 1; return x.a + x.b + (x.c ? 1 : 2) + x.d; }
template<class T> struct Arr { T v[4]; T& operator[](int i) { return v[i]; } const T& operator[](int i) const { return v[i]; } template<class U> operator Arr<U>() const { Arr<U> r; for (int i = 0; i < 4; i++) r[i] = (U)v[i]; return r; } }; Arr<double> cvt() { Arr<int> a{1, 2, 3, 4}; Arr<double> b = a; return a; }
typedef int (*FP)(int); FP tab[] = {[](int x) { return x + 1; }, [](int x) { return x * 2; }}; int callt(int i) { return tab[i](3) + (*tab[i])(4); } void vp(void* p) { int* q = (int*)p; char* c = static_cast<char*>(p); c += 3; *q = *(int*)c; long a = (long)p; p = (void*)a; const char* s = 0; bool b = s; b = !s; unsigned char* u = reinterpret_cast<unsigned char*>(q); float fl = *(float*)&a; (void)fl; q = nullptr; if (q == nullptr || p == 0) {} }
struct Ab { virtual int f(int) = 0; virtual ~Ab() = default; }; struct Cd : Ab { int f(int) override { return 1; } using Ab::f; }; struct Vb1 : virtual Cd {}; struct Vb2 : virtual Cd {}; struct Dm : Vb1, Vb2 { int g() { return f(2); } }; int dm(Dm& d) { Ab& a = d; return a.f(1) + d.g(); }
struct PrivCtor { static PrivCtor make() { return PrivCtor(); } private: PrivCtor() {} }; PrivCtor pc = PrivCtor::make(); struct Conv { template<class T> operator T*() const { return nullptr; } }; int* cip = Conv(); enum Col { R, G, B }; int ca[B + 1]; Col nx(Col c) { return static_cast<Col>((c + 1) % 3); } int idx(Col c) { return ca[c]; } bool lt(Col a, Col b) { return a < b; } 
int va(int n, ...) { __builtin_va_list ap; __builtin_va_start(ap, n); int s = 0; while (n--) s += __builtin_va_arg(ap, int); __builtin_va_end(ap); return s; } int vaa = va(3, 1, 'c', 2.0f); long double ld = 3; __int128 big = (__int128)1 << 100; unsigned long long ull = -1; float ff = 1e10; char neg = -1; int shl = 1 << 3 | 2 & 4 ^ 1;
struct Sing { static Sing& get() { static Sing s; return s; } int c = 0; }; int sg() { return Sing::get().c++; } auto lam = [x = 5, y = 2.0](auto... z) mutable { x++; return x + y + (z + ... + 0); }; double lr = lam(1, 2); int arr2[2][2] = {{1, 2}, {3, 4}}; int (*parr)[2] = arr2; int el = (*(parr + 1))[1] + parr[0][1]; int* endp = &arr2[1][2]; const char* strs[] = {"a", "b" "c"}; wchar_t ws[] = L"hi"; char z3[3] = {'a'}; 
`;

const twenty = `
struct W { int v; bool operator==(const W& o) const { return v == o.v; } bool operator==(int x) const { return v == x; } }; 
bool t1(W a, W b) { return a != b; } bool t2(W a) { return 3 == a && a != 4; }
template<class T> concept Addable = requires(T a, T b) { a + b; }; static_assert(Addable<int> && !Addable<W>);
template<class T> concept HasV = requires(T t) { t.v; typename T::type; }; static_assert(!HasV<W>);
struct Agg { int a, b; }; Agg ag(1, 2); auto l = []<class T>(T x) { return x; }; int u = l(3); struct D { int x; bool operator==(const D&) const = default; }; static_assert(D{1} == D{1}); static_assert(D{1} != D{2});
consteval int sq(int x) { return x * x; } static_assert(sq(4) == 16); constexpr int arr[3] = {[1] = 5}; static_assert(arr[1] == 5);
`;

describe('expressions', () => {
  it('accepts rewritten comparisons, requires and other parts of C++20', () => {
    expect(checkText(twenty, 'gnu++20').messages).toEqual([]);
  });
  it('accepts conversions, bit-fields, arrays and function pointers', () => {
    expect(checkText(conversionsAndArrays).messages).toEqual([]);
  });
  it('accepts classes and lambdas', () => {
    expect(checkText(classesAndLambdas).messages).toEqual([]);
  });
  it('accepts modern initialization', () => {
    expect(checkText(modernInitialization).messages).toEqual([]);
  });
  it('accepts kernels and launches', () => {
    expect(checkText(kernelsAndLaunches).messages).toEqual([]);
  });
});
