import { expect, test } from 'vitest';
import { parseText } from './test-support.js';

test.each([
  [
    'template<class T> T __device__ dfun(T a) { return a; } void __global__ kern(int); static __device__ __inline__ int a1(int x) { return x; } inline __host__ __device__ int *a2(); __device__ int a3();',
    `(template <class T> (def @device T (fn (T a) dfun) {(return a)}))
(decl @global void (fn (int) kern))
(def @device static inline int (fn (int x) a1) {(return x)})
(decl @host @device inline int (* (fn () a2)))
(decl @device int (fn () a3))`,
  ],
  [
    '__device__ int arr[3], *ptr; __constant__ float c[4] = {1, 2}; extern __shared__ char smem[]; __device__ __constant__ const int k = 3; static __device__ int __attribute__((aligned(16))) al; void f() { __shared__ float s[4], t[5]; extern __shared__ int dyn[]; int __shared__ x; }',
    `(decl @device int (array 3 arr) (* ptr))
(decl @constant float (array 4 c) = {1, 2})
(decl @shared extern char (array ? smem))
(decl @device @constant const int k = 3)
(decl @device @aligned(16) static int al)
(def void (fn () f) {(decl @shared float (array 4 s) (array 5 t)) (decl @shared extern int (array ? dyn)) (decl @shared int x)})`,
  ],
  [
    'struct __device__ S { __host__ __device__ S() {} __device__ int operator()(int) const { return 1; } __device__ static int s(); __host__ __device__ ~S() {} template<class T> __device__ T m(T t) { return t; } __device__ operator int() const; __host__ __device__ friend bool operator==(S, S); };',
    '(decl (struct S @device [public] (def @host @device (fn () S) {}) [public] (def @device int (fn (int) const operator()) {(return 1)}) [public] (decl @device static int (fn () s)) [public] (def @host @device (fn () ~S) {}) [public] (template <class T> (def @device T (fn (T t) m) {(return t)})) [public] (decl @device (fn () const (operator int))) [public] (decl @host @device friend bool (fn (S, S) operator==))))',
  ],
  [
    'auto a = [] __device__ (int i) { return i; }; auto b = [=] __host__ __device__ () -> int { return 1; }; auto c = [](int i) __device__ { return i; }; auto d = [] __device__ { return 1; };',
    `(decl auto a = (lambda [] @device (int i) {(return i)}))
(decl auto b = (lambda [=] @host @device () -> int {(return 1)}))
(decl auto c = (lambda [] @device (int i) @device {(return i)}))
(decl auto d = (lambda [] @device {(return 1)}))`,
  ],
  [
    '__global__ __launch_bounds__(128) void a(const int *__restrict__ p, __attribute__((grid_constant)) const int q); template<int N> __global__ void __launch_bounds__(N, 2) b(); __launch_bounds__(32) __global__ void c(int *const __restrict__ p);',
    `(decl @global @launch_bounds(128) void (fn (const int (* restrict p), @grid_constant const int q) a))
(template <int N> (decl @global @launch_bounds(N, 2) void (fn () b)))
(decl @launch_bounds(32) @global void (fn (int (* const restrict p)) c))`,
  ],
])('cuda: execution and memory spaces: %s', (source, tree) => {
  const parsed = parseText(source);
  expect(parsed.messages).toEqual([]);
  expect(parsed.dump).toBe(tree);
});

test.each([
  [
    'struct dim3 { dim3(int); }; __global__ void k(int); template<class T, int N> __global__ void kt(T); void f(int n, void (*fp)(int)) { k<<<n, 1>>>(3); kt<int, 4><<<dim3(1), n >> 1, 0, nullptr>>>(n); (*fp)<<<1, (n > 2)>>>(n); o.k<<<1, 1>>>(2); k<<<n > 1, n < 2>>>(n); k<<<{1, 2}, n>>>(1); ns::k<<<1, 2, 3 * sizeof(int)>>>(4); undeclared<int><<<1, 2>>>(5); o->template k<int><<<1, 2>>>(6); fp[0]<<<n >> 1, a[n >> 1] > 3>>>(7); }',
    `(decl (struct dim3 [public] (decl (fn (int) dim3))))
(decl @global void (fn (int) k))
(template <class T, int N> (decl @global void (fn (T) kt)))
(def void (fn (int n, void (fn (int) (* fp))) f) {(launch k <<<n, 1>>> 3) (launch kt<:int, 4> <<<(construct :dim3 1), (>> n 1), 0, nullptr>>> n) (launch (paren (* fp)) <<<1, (paren (> n 2))>>> n) (launch (. o k) <<<1, 1>>> 2) (launch k <<<(> n 1), (< n 2)>>> n) (launch k <<<{1, 2}, n>>> 1) (launch ns::k <<<1, 2, (* 3 (sizeof :int))>>> 4) (launch undeclared<:int> <<<1, 2>>> 5) (launch (-> o template k<:int>) <<<1, 2>>> 6) (launch ([] fp 0) <<<(>> n 1), (> ([] a (>> n 1)) 3)>>> 7)})`,
  ],
  [
    'template<class F, class... Args> __global__ void run(F f, Args... args) { f(args...); } template<typename F> void host(F f) { run<<<1, 1>>>(f, 3); run<F, int><<<1, 1>>>(f, 3); run<F><<<3, 2>>>(f); }',
    `(template <class F, class... Args> (def @global void (fn (F f, Args ...args) run) {(call f (pack args))}))
(template <class F> (def void (fn (F f) host) {(launch run <<<1, 1>>> f 3) (launch run<:F, :int> <<<1, 1>>> f 3) (launch run<:F> <<<3, 2>>> f)}))`,
  ],
])('cuda: launches: %s', (source, tree) => {
  const parsed = parseText(source);
  expect(parsed.messages).toEqual([]);
  expect(parsed.dump).toBe(tree);
});
