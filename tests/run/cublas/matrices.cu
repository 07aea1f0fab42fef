// run: nvcc="-lcublas"
// cuBLAS's matrix functions of floats and of complex doubles against their definitions: products with symmetric, Hermitian and triangular matrices, rank updates, triangular systems, LU in batches; all sides, halves and transpositions.
#include <cmath>
#include <complex>
#include <cstdio>
#include <cublas_v2.h>
#include <vector>

template <class V> struct traits;
template <> struct traits<float> { typedef double number; static constexpr double tolerance = 1e-5; static constexpr const char *name = "S"; };
template <> struct traits<double> { typedef double number; static constexpr double tolerance = 1e-13; static constexpr const char *name = "D"; };
template <> struct traits<cuComplex> { typedef std::complex<double> number; static constexpr double tolerance = 1e-5; static constexpr const char *name = "C"; };
template <> struct traits<cuDoubleComplex> { typedef std::complex<double> number; static constexpr double tolerance = 1e-13; static constexpr const char *name = "Z"; };

static double to_number(float x) { return x; }
static double to_number(double x) { return x; }
static std::complex<double> to_number(cuComplex x) { return {x.x, x.y}; }
static std::complex<double> to_number(cuDoubleComplex x) { return {x.x, x.y}; }
static void from_number(double n, float &x) { x = (float)n; }
static void from_number(double n, double &x) { x = n; }
static void from_number(std::complex<double> n, cuComplex &x) { x = make_cuComplex((float)n.real(), (float)n.imag()); }
static void from_number(std::complex<double> n, cuDoubleComplex &x) { x = make_cuDoubleComplex(n.real(), n.imag()); }
static double conjugate(double x) { return x; }
static std::complex<double> conjugate(std::complex<double> x) { return std::conj(x); }

static unsigned state = 1;
static double next() { return (int)((state = state * 1664525u + 1013904223u) >> 16) % 64 / 32.0 - 0.5; }
static void draw(double &x) { x = next(); }
static void draw(std::complex<double> &x)
{
    double re = next();
    x = {re, next()};
}

// A matrix on both sides; its numbers are exact in every type.
template <class V> struct matrix {
    typedef typename traits<V>::number N;
    int rows, columns, ld;
    std::vector<N> host;
    V *device;
    matrix(int r, int c, double diagonal = 0) : rows(r), columns(c), ld(r + 2), host(ld * c)
    {
        for (N &x : host) draw(x);
        for (int i = 0; i < r && i < c; i++) host[i + i * ld] += diagonal;
        cudaMalloc(&device, host.size() * sizeof(V));
        put();
    }
    ~matrix() { cudaFree(device); }
    void put()
    {
        std::vector<V> v(host.size());
        for (size_t i = 0; i < v.size(); i++) from_number(host[i], v[i]);
        cudaMemcpy(device, v.data(), v.size() * sizeof(V), cudaMemcpyHostToDevice);
    }
    N &operator()(int i, int j) { return host[i + j * ld]; }
    // The largest difference between what the device holds and the host.
    double error()
    {
        std::vector<V> v(host.size());
        cudaMemcpy(v.data(), device, v.size() * sizeof(V), cudaMemcpyDeviceToHost);
        double worst = 0;
        for (size_t i = 0; i < v.size(); i++) worst = std::fmax(worst, std::abs(to_number(v[i]) - host[i]) / std::fmax(1.0, std::abs(host[i])));
        return worst;
    }
};

static int checks, wrong;
static void expect(const char *type, const char *what, double error, double tolerance)
{
    checks++;
    if (error <= tolerance) return;
    wrong++;
    std::printf("%s%s: error %.1e\n", type, what, error);
}

// op(A)(i, j) of a triangle or a symmetric matrix.
template <class V> typename traits<V>::number part(matrix<V> &a, int i, int j, bool lower, int op, bool unit, int kind)
{
    typedef typename traits<V>::number N;
    int r = op ? j : i, c = op ? i : j;
    bool outside = lower ? r < c : r > c;
    N x;
    if (kind == 0) x = outside ? N(0) : r == c && unit ? N(1) : a(r, c);
    else if (!outside) x = a(r, c);
    else x = kind == 2 ? conjugate(a(c, r)) : a(c, r);
    if (kind == 2 && r == c) x = std::real(x);
    return op == 2 ? conjugate(x) : x;
}

#define FOR_TYPES(function) \
    function(float, S) function(cuDoubleComplex, Z)
#define NAMES(V, L)                                                                                                 \
    static cublasStatus_t symm(cublasHandle_t h, cublasSideMode_t s, cublasFillMode_t f, int m, int n, const V *u, const V *a, int lda, const V *b, int ldb, const V *v, V *c, int ldc) { return cublas##L##symm(h, s, f, m, n, u, a, lda, b, ldb, v, c, ldc); } \
    static cublasStatus_t trmm(cublasHandle_t h, cublasSideMode_t s, cublasFillMode_t f, cublasOperation_t t, cublasDiagType_t d, int m, int n, const V *u, const V *a, int lda, const V *b, int ldb, V *c, int ldc) { return cublas##L##trmm(h, s, f, t, d, m, n, u, a, lda, b, ldb, c, ldc); } \
    static cublasStatus_t trsm(cublasHandle_t h, cublasSideMode_t s, cublasFillMode_t f, cublasOperation_t t, cublasDiagType_t d, int m, int n, const V *u, const V *a, int lda, V *b, int ldb) { return cublas##L##trsm(h, s, f, t, d, m, n, u, a, lda, b, ldb); } \
    static cublasStatus_t trmv(cublasHandle_t h, cublasFillMode_t f, cublasOperation_t t, cublasDiagType_t d, int n, const V *a, int lda, V *x, int inc) { return cublas##L##trmv(h, f, t, d, n, a, lda, x, inc); } \
    static cublasStatus_t trsv(cublasHandle_t h, cublasFillMode_t f, cublasOperation_t t, cublasDiagType_t d, int n, const V *a, int lda, V *x, int inc) { return cublas##L##trsv(h, f, t, d, n, a, lda, x, inc); } \
    static cublasStatus_t syrk(cublasHandle_t h, cublasFillMode_t f, cublasOperation_t t, int n, int k, const V *u, const V *a, int lda, const V *v, V *c, int ldc) { return cublas##L##syrk(h, f, t, n, k, u, a, lda, v, c, ldc); } \
    static cublasStatus_t gemm(cublasHandle_t h, cublasOperation_t ta, cublasOperation_t tb, int m, int n, int k, const V *u, const V *a, int lda, const V *b, int ldb, const V *v, V *c, int ldc) { return cublas##L##gemm(h, ta, tb, m, n, k, u, a, lda, b, ldb, v, c, ldc); } \
    static cublasStatus_t getrf(cublasHandle_t h, int n, V *const *a, int lda, int *p, int *info, int count) { return cublas##L##getrfBatched(h, n, a, lda, p, info, count); } \
    static cublasStatus_t getrs(cublasHandle_t h, cublasOperation_t t, int n, int k, V *const *a, int lda, const int *p, V *const *b, int ldb, int *info, int count) { return cublas##L##getrsBatched(h, t, n, k, a, lda, p, b, ldb, info, count); } \
    static cublasStatus_t getri(cublasHandle_t h, int n, V *const *a, int lda, const int *p, V *const *c, int ldc, int *info, int count) { return cublas##L##getriBatched(h, n, a, lda, p, c, ldc, info, count); }
FOR_TYPES(NAMES)

template <class V> void check(cublasHandle_t h)
{
    typedef typename traits<V>::number N;
    const char *type = traits<V>::name;
    const double tolerance = traits<V>::tolerance;
    const int m = 19, n = 17, k = 6;
    N alpha, beta;
    draw(alpha);
    draw(beta);
    V u, v;
    from_number(alpha, u);
    from_number(beta, v);
    for (int t = 0; t < 9; t++) {
        int ta = t / 3, tb = t % 3;
        matrix<V> a(ta ? k : m, ta ? m : k), b(tb ? n : k, tb ? k : n), c(m, n);
        for (int i = 0; i < m; i++)
            for (int j = 0; j < n; j++) {
                N sum = 0;
                for (int l = 0; l < k; l++) {
                    N x = ta ? a(l, i) : a(i, l), y = tb ? b(j, l) : b(l, j);
                    sum += (ta == 2 ? conjugate(x) : x) * (tb == 2 ? conjugate(y) : y);
                }
                c(i, j) = alpha * sum + beta * c(i, j);
            }
        gemm(h, (cublasOperation_t)ta, (cublasOperation_t)tb, m, n, k, &u, a.device, a.ld, b.device, b.ld, &v, c.device, c.ld);
        expect(type, "gemm", c.error(), tolerance);
    }
    for (int mode = 0; mode < 24; mode++) {
        bool left = mode & 1, lower = mode & 2, unit = mode & 4;
        int op = mode / 8, order = left ? m : n;
        cublasSideMode_t side = left ? CUBLAS_SIDE_LEFT : CUBLAS_SIDE_RIGHT;
        cublasFillMode_t fill = lower ? CUBLAS_FILL_MODE_LOWER : CUBLAS_FILL_MODE_UPPER;
        cublasDiagType_t diagonal = unit ? CUBLAS_DIAG_UNIT : CUBLAS_DIAG_NON_UNIT;
        cublasOperation_t t = (cublasOperation_t)op;
        matrix<V> a(order, order, 8), b(m, n), c(m, n), x(m, n);
        if (unit) {
            for (N &y : a.host) y /= 16;
            a.put();
        }
        auto multiply = [&](matrix<V> &from, matrix<V> &to, bool unit, int op, int kind, N alpha, N beta) {
            for (int i = 0; i < m; i++)
                for (int j = 0; j < n; j++) {
                    N sum = 0;
                    for (int l = 0; l < order; l++) sum += left ? part(a, i, l, lower, op, unit, kind) * from(l, j) : from(i, l) * part(a, l, j, lower, op, unit, kind);
                    to(i, j) = alpha * sum + beta * to(i, j);
                }
        };
        if (!unit && op == 0) {
            matrix<V> s(m, n);
            multiply(b, s, false, 0, 1, alpha, beta);
            symm(h, side, fill, m, n, &u, a.device, a.ld, b.device, b.ld, &v, s.device, s.ld);
            expect(type, "symm", s.error(), tolerance);
        }
        multiply(b, c, unit, op, 0, alpha, N(0));
        trmm(h, side, fill, t, diagonal, m, n, &u, a.device, a.ld, b.device, b.ld, c.device, c.ld);
        expect(type, "trmm", c.error(), tolerance);
        // What is solved for is what the product was made of; alpha is divided out in place.
        N inverse = N(1) / alpha;
        V w;
        from_number(inverse, w);
        trsm(h, side, fill, t, diagonal, m, n, &w, a.device, a.ld, c.device, c.ld);
        for (int i = 0; i < m; i++)
            for (int j = 0; j < n; j++) c(i, j) = b(i, j);
        expect(type, "trsm", c.error(), tolerance * 50);
        if (left) {
            // The first column, backwards, by the vector functions.
            matrix<V> y(1, 2 * m);
            for (int i = 0; i < m; i++) {
                N sum = 0;
                for (int l = 0; l < m; l++) sum += part(a, i, l, lower, op, unit, 0) * b(l, 0);
                y.host[2 * (m - 1 - i)] = b(i, 0);
                c.host[2 * (m - 1 - i)] = sum;
            }
            for (int i = 0; i < m; i++) y.host[2 * i + 1] = c.host[2 * i + 1];
            y.put();
            std::vector<N> before = y.host;
            trmv(h, fill, t, diagonal, m, a.device, a.ld, y.device, -2);
            for (int i = 0; i < m; i++) y.host[2 * i] = c.host[2 * i];
            expect(type, "trmv", y.error(), tolerance);
            trsv(h, fill, t, diagonal, m, a.device, a.ld, y.device, -2);
            y.host = before;
            expect(type, "trsv", y.error(), tolerance * 50);
        }
    }
    for (int mode = 0; mode < 4; mode++) {
        bool lower = mode & 1;
        int op = mode / 2;
        matrix<V> a(op ? k : n, op ? n : k), c(n, n);
        for (int i = 0; i < n; i++)
            for (int j = 0; j < n; j++) {
                if (lower ? i < j : i > j) continue;
                N sum = 0;
                for (int l = 0; l < k; l++) sum += op ? a(l, i) * a(l, j) : a(i, l) * a(j, l);
                c(i, j) = alpha * sum + beta * c(i, j);
            }
        syrk(h, lower ? CUBLAS_FILL_MODE_LOWER : CUBLAS_FILL_MODE_UPPER, op ? CUBLAS_OP_T : CUBLAS_OP_N, n, k, &u, a.device, a.ld, &v, c.device, c.ld);
        expect(type, "syrk", c.error(), tolerance);
    }
    // LU in a batch: systems are solved, and the inverse times the matrix is the identity.
    {
        const int order = 9, count = 3;
        matrix<V> a(order, order * count), x(order, 2 * count), b(order, 2 * count), c(order, order * count);
        for (int op = 0; op < 3; op++) {
            std::vector<V *> pa, pb, pc;
            for (int s = 0; s < count; s++) {
                pa.push_back(a.device + s * order * a.ld);
                pb.push_back(b.device + s * 2 * b.ld);
                pc.push_back(c.device + s * order * c.ld);
                for (int i = 0; i < order; i++)
                    for (int j = 0; j < 2; j++) {
                        N sum = 0;
                        for (int l = 0; l < order; l++) {
                            N y = op ? a(l, s * order + i) : a(i, s * order + l);
                            sum += (op == 2 ? conjugate(y) : y) * x(l, 2 * s + j);
                        }
                        b(i, 2 * s + j) = sum;
                    }
            }
            a.put();
            b.put();
            V **da, **db, **dc;
            int *pivots, *info, host_info[count], solved = -1;
            cudaMalloc(&da, count * sizeof(V *));
            cudaMalloc(&db, count * sizeof(V *));
            cudaMalloc(&dc, count * sizeof(V *));
            cudaMalloc(&pivots, order * count * sizeof(int));
            cudaMalloc(&info, count * sizeof(int));
            cudaMemcpy(da, pa.data(), count * sizeof(V *), cudaMemcpyHostToDevice);
            cudaMemcpy(db, pb.data(), count * sizeof(V *), cudaMemcpyHostToDevice);
            cudaMemcpy(dc, pc.data(), count * sizeof(V *), cudaMemcpyHostToDevice);
            getrf(h, order, da, a.ld, pivots, info, count);
            cudaMemcpy(host_info, info, sizeof host_info, cudaMemcpyDeviceToHost);
            getrs(h, (cublasOperation_t)op, order, 2, da, a.ld, pivots, db, b.ld, &solved, count);
            getri(h, order, da, a.ld, pivots, dc, c.ld, info, count);
            for (int i = 0; i < order; i++)
                for (int j = 0; j < 2 * count; j++) b(i, j) = x(i, j);
            expect(type, "getrs", host_info[0] || host_info[1] || host_info[2] || solved ? 1 : b.error(), tolerance * 1000);
            std::vector<V> inverse(c.ld * order * count);
            cudaMemcpy(inverse.data(), c.device, inverse.size() * sizeof(V), cudaMemcpyDeviceToHost);
            double error = 0;
            for (int s = 0; s < count; s++)
                for (int i = 0; i < order; i++)
                    for (int j = 0; j < order; j++) {
                        N sum = i == j ? -1 : 0;
                        for (int l = 0; l < order; l++) sum += to_number(inverse[i + (s * order + l) * c.ld]) * a(l, s * order + j);
                        error = std::fmax(error, std::abs(sum));
                    }
            expect(type, "getri", error, tolerance * 1000);
            cudaFree(da);
            cudaFree(db);
            cudaFree(dc);
            cudaFree(pivots);
            cudaFree(info);
        }
    }
}

// What only complex numbers have.
static void check_hermitian(cublasHandle_t h)
{
    typedef std::complex<double> N;
    const int n = 13, k = 5;
    const double tolerance = 1e-13;
    N alpha = {0.5, -1.25};
    cuDoubleComplex u = make_cuDoubleComplex(0.5, -1.25), zero = make_cuDoubleComplex(0, 0);
    double real = 0.75, half = 0.5;
    for (int lower = 0; lower < 2; lower++) {
        cublasFillMode_t fill = lower ? CUBLAS_FILL_MODE_LOWER : CUBLAS_FILL_MODE_UPPER;
        matrix<cuDoubleComplex> a(n, k), b(n, k), c(n, n), d(n, n), e(n, n), s(n, n), t(n, k), x(n, 1), y(n, 1), g(n, n);
        for (int i = 0; i < n; i++) c(i, i) = std::real(c(i, i)), d(i, i) = std::real(d(i, i)), e(i, i) = std::real(e(i, i));
        c.put();
        d.put();
        e.put();
        for (int i = 0; i < n; i++)
            for (int j = 0; j < k; j++) {
                N sum = 0;
                for (int l = 0; l < n; l++) sum += part(s, i, l, lower, 0, false, 2) * b(l, j);
                t(i, j) = alpha * sum;
            }
        for (int i = 0; i < n; i++)
            for (int j = 0; j < n; j++) {
                g(i, j) += alpha * x(i, 0) * std::conj(y(j, 0));
                if (lower ? i < j : i > j) continue;
                N once = 0, twice = 0;
                for (int l = 0; l < k; l++) once += a(i, l) * std::conj(a(j, l)), twice += alpha * a(i, l) * std::conj(b(j, l)) + std::conj(alpha) * b(i, l) * std::conj(a(j, l));
                c(i, j) = real * once + half * c(i, j);
                d(i, j) = twice + half * d(i, j);
                e(i, j) += alpha * x(i, 0) * std::conj(y(j, 0)) + std::conj(alpha) * y(i, 0) * std::conj(x(j, 0)) + real * x(i, 0) * std::conj(x(j, 0));
            }
        cublasZherk(h, fill, CUBLAS_OP_N, n, k, &real, a.device, a.ld, &half, c.device, c.ld);
        expect("Z", "herk", c.error(), tolerance);
        cublasZher2k(h, fill, CUBLAS_OP_N, n, k, &u, a.device, a.ld, b.device, b.ld, &half, d.device, d.ld);
        expect("Z", "her2k", d.error(), tolerance);
        cublasZher2(h, fill, n, &u, x.device, 1, y.device, 1, e.device, e.ld);
        cublasZher(h, fill, n, &real, x.device, 1, e.device, e.ld);
        expect("Z", "her", e.error(), tolerance);
        cublasZhemm(h, CUBLAS_SIDE_LEFT, fill, n, k, &u, s.device, s.ld, b.device, b.ld, &zero, t.device, t.ld);
        expect("Z", "hemm", t.error(), tolerance);
        cublasZgerc(h, n, n, &u, x.device, 1, y.device, 1, g.device, g.ld);
        expect("Z", "gerc", g.error(), tolerance);
        N dot = 0, plain = 0;
        double norm = 0, sum = 0;
        for (int i = 0; i < n; i++) dot += std::conj(x(i, 0)) * y(i, 0), plain += x(i, 0) * y(i, 0), norm += std::norm(x(i, 0)), sum += std::fabs(x(i, 0).real()) + std::fabs(x(i, 0).imag());
        cuDoubleComplex r;
        double length;
        cublasZdotc(h, n, x.device, 1, y.device, 1, &r);
        expect("Z", "dotc", std::abs(to_number(r) - dot), tolerance);
        cublasZdotu(h, n, x.device, 1, y.device, 1, &r);
        expect("Z", "dotu", std::abs(to_number(r) - plain), tolerance);
        cublasDznrm2(h, n, x.device, 1, &length);
        expect("Dz", "nrm2", std::fabs(length - std::sqrt(norm)), tolerance);
        cublasDzasum(h, n, x.device, 1, &length);
        expect("Dz", "asum", std::fabs(length - sum), tolerance);
    }
}

int main()
{
    cublasHandle_t handle;
    cublasCreate(&handle);
    check<float>(handle);
    check<cuDoubleComplex>(handle);
    check_hermitian(handle);
    std::printf("%d checks, %d wrong\n", checks, wrong);
    float one = 1, matrix[4] = {0}, *p;
    cudaMalloc(&p, sizeof matrix);
    std::printf("%s, %s\n", cublasGetStatusName(cublasStrsm(handle, CUBLAS_SIDE_LEFT, CUBLAS_FILL_MODE_LOWER, CUBLAS_OP_N, CUBLAS_DIAG_UNIT, 2, 2, &one, p, 1, p, 2)),
                cublasGetStatusString(cublasSsymm(nullptr, CUBLAS_SIDE_LEFT, CUBLAS_FILL_MODE_LOWER, 2, 2, &one, p, 2, p, 2, &one, p, 2)));
    cublasDestroy(handle);
    return 0;
}
