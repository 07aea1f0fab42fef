/* Discrete Fourier transforms of any size, as kernels. Passes of small radices go from one buffer to another (Stockham's scheme: the result is in order), primes up to 127 have a pass of their own kind, and what
   has larger factors becomes a convolution of a power of two (Bluestein's scheme). Roots of unity are computed in double. */
#ifndef __CUDA_WASM_FFT_H
#define __CUDA_WASM_FFT_H
#include <__cuda_wasm/complex_number.h>
#include <cuda_runtime_api.h>
#include <vector>

namespace __cw_fft {
using __cw_complex::cx;

inline constexpr unsigned LARGEST_PRIME = 127;

template <class F> __global__ void __launch_bounds__(256) each_kernel(F f, unsigned n) {
  unsigned i = blockIdx.x * 256 + threadIdx.x;
  if (i < n) f(i);
}
template <class F> void each(cudaStream_t stream, unsigned n, F f) {
  if (n != 0) each_kernel<<<(n + 255) / 256, 256, 0, stream>>>(f, n);
}

/* exp(2 pi i k / n), 0 <= k < n; by symmetries of arguments up to an eighth of a turn. */
inline cx<double> root(unsigned long long k, unsigned long long n) {
  unsigned quarter = (unsigned)(4 * k / n);
  unsigned long long rest = 4 * k % n;
  bool beyond = 2 * rest > n;
  double s, c;
  sincospi(0.5 * (double)(beyond ? n - rest : rest) / (double)n, &s, &c);
  cx<double> w = beyond ? cx<double>{s, c} : cx<double>{c, s};
  return quarter == 0 ? w : quarter == 1 ? cx<double>{-w.y, w.x} : quarter == 2 ? cx<double>{-w.x, -w.y} : cx<double>{w.y, -w.x};
}

/* Cosine and sine of the turn k / N, 0 < k < N. */
template <int N> __CW_HD constexpr double cosine(int k) {
  if (2 * k > N) k = N - k;
  if (N == 3) return -0.5;
  if (N == 5) return k == 1 ? 0.30901699437494742410 : -0.80901699437494742410;
  return k == 1 ? 0.62348980185873353053 : k == 2 ? -0.22252093395631440429 : -0.90096886790241912624;
}
template <int N> __CW_HD constexpr double sine(int k) {
  if (2 * k > N) return -sine<N>(N - k);
  if (N == 3) return 0.86602540378443864676;
  if (N == 5) return k == 1 ? 0.95105651629515357212 : 0.58778525229247312917;
  return k == 1 ? 0.78183148246802980871 : k == 2 ? 0.97492791218182360702 : 0.43388373911755812048;
}

/* v becomes its transform; sign: that of the exponent. */
template <class R> __device__ inline void dft2(cx<R>& a, cx<R>& b) {
  cx<R> t = a - b;
  a = a + b;
  b = t;
}
template <class R> __device__ inline void dft4(cx<R>& a, cx<R>& b, cx<R>& c, cx<R>& d, R sign) {
  dft2(a, c);
  dft2(b, d);
  cx<R> t = cx<R>{-sign * d.y, sign * d.x};
  d = c - t;
  c = c + t;
  dft2(a, b);
  // In order: a, c, b, d.
  t = b;
  b = c;
  c = t;
}
template <int N, class R> __device__ inline void dft(cx<R>* v, R sign) {
  if constexpr (N == 2) dft2(v[0], v[1]);
  else if constexpr (N == 4) dft4(v[0], v[1], v[2], v[3], sign);
  else if constexpr (N == 8) {
    const R h = (R)0.70710678118654752440;
    dft4(v[0], v[2], v[4], v[6], sign);
    dft4(v[1], v[3], v[5], v[7], sign);
    cx<R> a = v[1], b = v[3], c = v[5], d = v[7];
    b = cx<R>{h * (b.x - sign * b.y), h * (b.y + sign * b.x)};
    c = cx<R>{-sign * c.y, sign * c.x};
    d = cx<R>{-h * (d.x + sign * d.y), h * (sign * d.x - d.y)};
    cx<R> p = v[0], q = v[2], r = v[4], s = v[6];
    v[0] = p + a;
    v[1] = q + b;
    v[2] = r + c;
    v[3] = s + d;
    v[4] = p - a;
    v[5] = q - b;
    v[6] = r - c;
    v[7] = s - d;
  } else {
    cx<R> sums[N / 2], differences[N / 2], first = v[0];
#pragma unroll
    for (int i = 0; i < N / 2; i++) {
      sums[i] = v[i + 1] + v[N - 1 - i];
      differences[i] = v[i + 1] - v[N - 1 - i];
      v[0] = v[0] + sums[i];
    }
#pragma unroll
    for (int k = 1; k <= N / 2; k++) {
      cx<R> even = first, odd = {0, 0};
#pragma unroll
      for (int i = 1; i <= N / 2; i++) {
        even = even + (R)cosine<N>(i * k % N) * sums[i - 1];
        odd = odd + (R)sine<N>(i * k % N) * differences[i - 1];
      }
      odd = {-sign * odd.y, sign * odd.x};
      v[k] = even + odd;
      v[N - k] = even - odd;
    }
  }
}

/* One axis of a transform: its length, the radices of its passes, and tables in device memory, of the plan's precision. `padded`: the length of the convolution that it becomes, or 0. */
struct axis {
  unsigned n = 1, padded = 0, passes = 0, radix[32];
  void *roots = nullptr, *chirp = nullptr, *kernel = nullptr;
  bool kernel_ready = false;
};

/* The vectors that passes go between: each writes to one that it does not read, the last to `last` if there is one. */
template <class R> struct chain {
  cx<R>*current, *spare[2], *last;
  unsigned left;
  cx<R>* next() {
    left--;
    return left == 0 && last ? last : current == spare[0] ? spare[1] : spare[0];
  }
};

/* A pass over vectors of n elements, `inner` apart, whose parts of length `done` are transformed. */
template <int N, class R> void pass(cudaStream_t stream, const cx<R>* from, cx<R>* to, const cx<R>* roots, unsigned n, unsigned done, unsigned inner, unsigned total, R sign) {
  unsigned m = n / N;
  each(stream, total / N, [=] (unsigned i) {
    unsigned u = 0, q = i;
    if (inner > 1) {
      u = i % inner;
      q = i / inner;
    }
    unsigned j = q % m, start = q / m * n, k = j % done;
    const cx<R>* p = from + (start + j) * inner + u;
    cx<R> v[N];
#pragma unroll
    for (int r = 0; r < N; r++) v[r] = p[r * m * inner];
    if (done > 1) {
      unsigned step = k * (m / done);
#pragma unroll
      for (int r = 1; r < N; r++) {
        cx<R> w = roots[r * step];
        w.y *= sign;
        v[r] = v[r] * w;
      }
    }
    dft<N>(v, sign);
    cx<R>* out = to + (start + (j - k) * N + k) * inner + u;
#pragma unroll
    for (int r = 0; r < N; r++) out[r * done * inner] = v[r];
  });
}
/* The same for a prime p; a thread makes one element. */
template <class R> void prime_pass(cudaStream_t stream, unsigned p, const cx<R>* from, cx<R>* to, const cx<R>* roots, unsigned n, unsigned done, unsigned inner, unsigned total, R sign) {
  unsigned m = n / p;
  each(stream, total, [=] (unsigned i) {
    unsigned u = i % inner, q = i / inner, x = q % n, start = q - x, k = x % done, r = x / done % p, j = x / (done * p) * done + k;
    unsigned step = k * (m / done) + r * m, at = 0;
    const cx<R>* in = from + (start + j) * inner + u;
    cx<R> sum = {0, 0};
    for (unsigned l = 0; l < p; l++) {
      cx<R> w = roots[at];
      w.y *= sign;
      sum = sum + in[l * m * inner] * w;
      at += step;
      if (at >= n) at -= n;
    }
    to[i] = sum;
  });
}
template <class R> void run_passes(cudaStream_t stream, const axis& a, chain<R>& c, unsigned inner, unsigned total, R sign) {
  unsigned n = a.padded ? a.padded : a.n, done = 1;
  const cx<R>* roots = (const cx<R>*)a.roots;
  for (unsigned i = 0; i < a.passes; i++) {
    unsigned r = a.radix[i];
    cx<R>*from = c.current, *to = c.next();
    if (r == 8) pass<8>(stream, from, to, roots, n, done, inner, total, sign);
    else if (r == 4) pass<4>(stream, from, to, roots, n, done, inner, total, sign);
    else if (r == 2) pass<2>(stream, from, to, roots, n, done, inner, total, sign);
    else if (r == 3) pass<3>(stream, from, to, roots, n, done, inner, total, sign);
    else if (r == 5) pass<5>(stream, from, to, roots, n, done, inner, total, sign);
    else if (r == 7) pass<7>(stream, from, to, roots, n, done, inner, total, sign);
    else prime_pass(stream, r, from, to, roots, n, done, inner, total, sign);
    c.current = to;
    done *= r;
  }
}
inline unsigned steps(const axis& a) { return a.padded ? 1 : a.passes; }

/* What vectors are convolved with: the transform of the conjugate chirp, over the length. */
template <class R> void make_kernel(cudaStream_t stream, axis& a, cx<R>* spare) {
  unsigned n = a.n, m = a.padded;
  cx<R>* kernel = (cx<R>*)a.kernel;
  const cx<R>* chirp = (const cx<R>*)a.chirp;
  each(stream, m, [=] (unsigned i) {
    unsigned k = i < n ? i : m - i < n ? m - i : 0;
    kernel[i] = {0, 0};
    if (k != 0 || i == 0) kernel[i] = {chirp[k].x / (R)m, -chirp[k].y / (R)m};
  });
  chain<R> c = {kernel, {kernel, spare}, nullptr, 0};
  run_passes(stream, a, c, 1, m, (R)-1);
  if (c.current != kernel) cudaMemcpyAsync(kernel, spare, m * sizeof(cx<R>), cudaMemcpyDeviceToDevice, stream);
  a.kernel_ready = true;
}

/* Transforms along one axis. `work`: two times a.padded for each vector, where the axis has it. */
template <class R> void run_axis(cudaStream_t stream, axis& a, chain<R>& c, unsigned inner, unsigned total, R sign, cx<R>* work) {
  if (a.n == 1) return;
  if (!a.padded) return run_passes(stream, a, c, inner, total, sign);
  if (!a.kernel_ready) make_kernel(stream, a, work);
  unsigned n = a.n, m = a.padded, vectors = total / n;
  const cx<R>*from = c.current, *chirp = (const cx<R>*)a.chirp, *kernel = (const cx<R>*)a.kernel;
  cx<R>* to = c.next();
  c.current = to;
  // The inverse transform is the conjugate of that of the conjugate.
  each(stream, vectors * m, [=] (unsigned i) {
    unsigned k = i % m, v = i / m;
    cx<R> x = {0, 0};
    if (k < n) {
      x = from[(v / inner * n + k) * inner + v % inner];
      x.y *= -sign;
      x = x * chirp[k];
    }
    work[i] = x;
  });
  chain<R> inside = {work, {work, work + (size_t)vectors * m}, nullptr, 0};
  run_passes(stream, a, inside, 1, vectors * m, (R)-1);
  cx<R>* spectrum = inside.current;
  each(stream, vectors * m, [=] (unsigned i) { spectrum[i] = spectrum[i] * kernel[i % m]; });
  run_passes(stream, a, inside, 1, vectors * m, (R)1);
  const cx<R>* result = inside.current;
  each(stream, total, [=] (unsigned i) {
    unsigned u = i % inner, k = i / inner % n, v = i / (n * inner) * inner + u;
    cx<R> x = result[v * m + k] * chirp[k];
    x.y *= -sign;
    to[i] = x;
  });
}

/* The roots of unity of the given order, to the powers 0, 1, 2 ... or, for chirps, to minus their squares. False: memory is out. */
inline bool upload(void*& table, unsigned n, unsigned long long order, bool chirp, bool wide) {
  std::vector<cx<double>> exact(n);
  std::vector<cx<float>> rounded(wide ? 0 : n);
  for (unsigned long long i = 0; i < n; i++) {
    exact[i] = root(chirp ? i * i % order : i, order);
    if (chirp) exact[i].y = -exact[i].y;
    if (!wide) rounded[i] = {(float)exact[i].x, (float)exact[i].y};
  }
  size_t bytes = n * (wide ? sizeof(cx<double>) : sizeof(cx<float>));
  return cudaMalloc(&table, bytes) == cudaSuccess && cudaMemcpy(table, wide ? (void*)exact.data() : rounded.data(), bytes, cudaMemcpyHostToDevice) == cudaSuccess;
}
/* The radices into which n comes apart; false where a prime is too large. */
inline bool find_radices(axis& a, unsigned n) {
  a.passes = 0;
  auto take = [&] (unsigned r) {
    for (; n % r == 0; n /= r) a.radix[a.passes++] = r;
  };
  if (n % 16 == 0 && __builtin_ctz(n) % 3 == 1) {
    a.radix[a.passes++] = 4;
    n /= 4;
  }
  take(8);
  take(4);
  take(2);
  for (unsigned p = 3; p <= LARGEST_PRIME && p <= n; p += 2) take(p);
  return n == 1;
}
inline bool prepare_axis(axis& a, unsigned n, bool wide) {
  a = axis();
  a.n = n;
  if (find_radices(a, n)) return n == 1 || upload(a.roots, n, n, false, wide);
  unsigned m = 2;
  while (m < 2 * n - 1) m *= 2;
  a.padded = m;
  find_radices(a, m);
  return upload(a.roots, m, m, false, wide) && upload(a.chirp, n, 2ull * n, true, wide) && cudaMalloc(&a.kernel, m * (wide ? sizeof(cx<double>) : sizeof(cx<float>))) == cudaSuccess;
}

/* Where the elements of a batch of arrays lie. In: dimensions (the last one fastest), those of the arrays that hold them, distances of neighbours and of arrays. */
struct layout {
  unsigned n[3], embed[3], stride, distance;
  __CW_HD unsigned at(unsigned i) const {
    unsigned z = i % n[2], q = i / n[2], y = q % n[1];
    q /= n[1];
    return q / n[0] * distance + ((q % n[0] * embed[1] + y) * embed[2] + z) * stride;
  }
  bool contiguous() const { return stride == 1 && embed[2] == n[2] && (n[0] == 1 || embed[1] == n[1]) && distance == n[0] * n[1] * n[2]; }
};

/* A batch of arrays with up to three axes. */
struct shape {
  axis axes[3];
  unsigned count = 0;


  bool prepare(const unsigned* n, unsigned batch, bool wide) {
    count = n[0] * n[1] * n[2] * batch;
    for (int i = 0; i < 3; i++) {
      if (!prepare_axis(axes[i], n[i], wide)) return false;
    }
    return true;
  }
  void release() {
    for (axis& a : axes) {
      cudaFree(a.roots);
      cudaFree(a.chirp);
      cudaFree(a.kernel);
      a = axis();
    }
  }
  /* Complex numbers of work: two buffers for all elements, and what the axes want besides. */
  size_t work() const {
    size_t extra = 0;
    for (const axis& a : axes) {
      size_t wanted = (size_t)(count / a.n) * a.padded * 2;
      if (wanted > extra) extra = wanted;
    }
    return 2 * (size_t)count + extra;
  }
};

/* The transforms of a shape, in one precision. */
template <class R> struct transform {
  typedef cx<R> C;
  axis* axes;
  unsigned count;
  cudaStream_t stream;
  C* work;

  transform(shape& s, cudaStream_t on, void* memory) : axes(s.axes), count(s.count), stream(on), work((C*)memory) {}
  chain<R> begin(unsigned steps_left, C* last) { return {nullptr, {work, work + count}, last, steps_left}; }
  void run(int i, chain<R>& c, unsigned inner, unsigned total, R sign) { run_axis(stream, axes[i], c, inner, total, sign, work + 2 * (size_t)count); }

  void complex_to_complex(C* in, const layout& from, C* out, const layout& to, R sign) {
    unsigned n = steps(axes[0]) + steps(axes[1]) + steps(axes[2]);
    bool ends_there = to.contiguous();
    chain<R> c = begin(n, ends_there ? out : nullptr);
    if (from.contiguous() && (n > 1 || in != out)) c.current = in;
    else {
      C* packed = c.current = work;
      each(stream, count, [=] (unsigned i) { packed[i] = in[from.at(i)]; });
    }
    run(2, c, 1, count, sign);
    run(1, c, axes[2].n, count, sign);
    run(0, c, axes[2].n * axes[1].n, count, sign);
    if (ends_there && c.current == out) return;
    const C* result = c.current;
    each(stream, count, [=] (unsigned i) { out[to.at(i)] = result[i]; });
  }
  /* Of the last axis only the first half is kept: the other half mirrors it. */
  void real_to_complex(const R* in, const layout& from, C* out, const layout& to) {
    unsigned n = axes[2].n, half = n / 2 + 1, total = count / n * half;
    chain<R> c = begin(0, nullptr);
    C* packed = c.current = work;
    each(stream, count, [=] (unsigned i) { packed[i] = {in[from.at(i)], 0}; });
    run(2, c, 1, count, (R)-1);
    const C* full = c.current;
    C* cut = c.next();
    c.current = cut;
    each(stream, total, [=] (unsigned i) { cut[i] = full[i / half * n + i % half]; });
    run(1, c, half, total, (R)-1);
    run(0, c, half * axes[1].n, total, (R)-1);
    const C* result = c.current;
    each(stream, total, [=] (unsigned i) { out[to.at(i)] = result[i]; });
  }
  void complex_to_real(const C* in, const layout& from, R* out, const layout& to) {
    unsigned n = axes[2].n, half = n / 2 + 1, total = count / n * half;
    chain<R> c = begin(0, nullptr);
    C* packed = c.current = work;
    each(stream, total, [=] (unsigned i) { packed[i] = in[from.at(i)]; });
    run(0, c, half * axes[1].n, total, (R)1);
    run(1, c, half, total, (R)1);
    const C* cut = c.current;
    C* full = c.next();
    c.current = full;
    each(stream, count, [=] (unsigned i) {
      unsigned row = i / n, k = i % n;
      C x = cut[row * half + (k < half ? k : n - k)];
      if (k >= half) x.y = -x.y;
      // What mirrors itself is real.
      if (k == 0 || 2 * k == n) x.y = 0;
      full[i] = x;
    });
    run(2, c, 1, count, (R)1);
    const C* result = c.current;
    each(stream, count, [=] (unsigned i) { out[to.at(i)] = result[i].x; });
  }
};

}  // namespace __cw_fft
#endif
