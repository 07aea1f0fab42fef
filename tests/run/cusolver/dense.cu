// run: nvcc="-lcusolver -lcublas"
// cuSOLVER's factorizations, eigenvalues and singular values of dense matrices, by what they promise: products of the factors give the matrix, solutions solve, bases are orthonormal.
#include <cmath>
#include <complex>
#include <cstdio>
#include <cusolverDn.h>
#include <type_traits>
#include <vector>

template <class N> struct traits;
template <> struct traits<float> { typedef float V; typedef float R; static constexpr const char *name = "S"; };
template <> struct traits<double> { typedef double V; typedef double R; static constexpr const char *name = "D"; };
template <> struct traits<std::complex<float>> { typedef cuComplex V; typedef float R; static constexpr const char *name = "C"; };
template <> struct traits<std::complex<double>> { typedef cuDoubleComplex V; typedef double R; static constexpr const char *name = "Z"; };

static float conjugate(float x) { return x; }
static double conjugate(double x) { return x; }
template <class R> std::complex<R> conjugate(std::complex<R> x) { return std::conj(x); }
static unsigned state = 1;
static double next() { return (int)((state = state * 1664525u + 1013904223u) >> 16) % 64 / 32.0 - 1; }
static void draw(float &x) { x = (float)next(); }
static void draw(double &x) { x = next(); }
template <class R> void draw(std::complex<R> &x) { R re = (R)next(); x = {re, (R)next()}; }

// Columns in host memory, with a gap of one row on the device.
template <class N> struct matrix {
    typedef typename traits<N>::V V;
    int m, n;
    std::vector<N> data;
    V *device = nullptr;
    matrix(int m, int n) : m(m), n(n), data(m * n) {}
    N &operator()(int i, int j) { return data[j * m + i]; }
    int ld() const { return m + 1; }
    V *send() {
        if (!device) cudaMalloc(&device, sizeof(V) * ld() * (n + 1));
        cudaMemcpy2D(device, ld() * sizeof(V), data.data(), m * sizeof(V), m * sizeof(V), n, cudaMemcpyHostToDevice);
        return device;
    }
    void fetch() { cudaMemcpy2D(data.data(), m * sizeof(V), device, ld() * sizeof(V), m * sizeof(V), n, cudaMemcpyDeviceToHost); }
    static matrix random(int m, int n) {
        matrix a(m, n);
        for (N &x : a.data) draw(x);
        return a;
    }
    static matrix identity(int m, int n) {
        matrix a(m, n);
        for (int i = 0; i < m && i < n; i++) a(i, i) = 1;
        return a;
    }
    matrix adjoint() {
        matrix a(n, m);
        for (int j = 0; j < n; j++)
            for (int i = 0; i < m; i++) a(j, i) = conjugate((*this)(i, j));
        return a;
    }
    matrix transposed() {
        matrix a(n, m);
        for (int j = 0; j < n; j++)
            for (int i = 0; i < m; i++) a(j, i) = (*this)(i, j);
        return a;
    }
    // What is left of it: a part, zero elsewhere.
    template <class F> matrix part(F f) {
        matrix a(m, n);
        for (int j = 0; j < n; j++)
            for (int i = 0; i < m; i++)
                if (f(i, j)) a(i, j) = (*this)(i, j);
        return a;
    }
    matrix columns(int count) {
        matrix a(m, count);
        for (int j = 0; j < count; j++)
            for (int i = 0; i < m; i++) a(i, j) = (*this)(i, j);
        return a;
    }
    template <class R> matrix scaled(const std::vector<R> &by) {
        matrix a(m, n);
        for (int j = 0; j < n; j++)
            for (int i = 0; i < m; i++) a(i, j) = (*this)(i, j) * N(by[j]);
        return a;
    }
};
template <class N> matrix<N> operator*(matrix<N> a, matrix<N> b) {
    matrix<N> c(a.m, b.n);
    for (int j = 0; j < b.n; j++)
        for (int k = 0; k < a.n; k++)
            for (int i = 0; i < a.m; i++) c(i, j) += a(i, k) * b(k, j);
    return c;
}
template <class N> void report(const char *what, matrix<N> a, matrix<N> b) {
    double worst = 0, most = 1;
    for (size_t i = 0; i < a.data.size(); i++) {
        double off = std::abs(a.data[i] - b.data[i]);
        if (!(off <= worst)) worst = off;
        most = fmax(most, (double)std::abs(b.data[i]));
    }
    double tolerance = sizeof(typename traits<N>::R) == 4 ? 2e-5 : 1e-13;
    if (a.data.size() == b.data.size() && worst <= tolerance * a.m * most) printf("%s %s: ok\n", traits<N>::name, what);
    else printf("%s %s: off by %g\n", traits<N>::name, what, worst);
}

static cusolverDnHandle_t handle;
static int *info_on_device, *pivots;
static int info() {
    int value;
    cudaMemcpy(&value, info_on_device, sizeof value, cudaMemcpyDeviceToHost);
    return value;
}

#define OVERLOADS(L, V, R, ORG, ORM, SYEVD, SYEVJ, SYGVD)                                                                                                                       \
    static V *work(V *, int size) { static V *p; static int had; if (size > had) cudaMalloc(&p, sizeof(V) * (had = size)); return p; }                                             \
    static void getrf(int m, int n, V *a, int lda) { int size; cusolverDn##L##getrf_bufferSize(handle, m, n, a, lda, &size); cusolverDn##L##getrf(handle, m, n, a, lda, work(a, size), pivots, info_on_device); } \
    static void getrs(cublasOperation_t op, int n, int k, V *a, int lda, V *b, int ldb) { cusolverDn##L##getrs(handle, op, n, k, a, lda, pivots, b, ldb, info_on_device); }        \
    static void potrf(cublasFillMode_t f, int n, V *a, int lda) { int size; cusolverDn##L##potrf_bufferSize(handle, f, n, a, lda, &size); cusolverDn##L##potrf(handle, f, n, a, lda, work(a, size), size, info_on_device); } \
    static void potrs(cublasFillMode_t f, int n, int k, V *a, int lda, V *b, int ldb) { cusolverDn##L##potrs(handle, f, n, k, a, lda, b, ldb, info_on_device); }                  \
    static void potri(cublasFillMode_t f, int n, V *a, int lda) { int size; cusolverDn##L##potri_bufferSize(handle, f, n, a, lda, &size); cusolverDn##L##potri(handle, f, n, a, lda, work(a, size), size, info_on_device); } \
    static void geqrf(int m, int n, V *a, int lda, V *tau) { int size; cusolverDn##L##geqrf_bufferSize(handle, m, n, a, lda, &size); cusolverDn##L##geqrf(handle, m, n, a, lda, tau, work(a, size), size, info_on_device); } \
    static void orgqr(int m, int n, int k, V *a, int lda, V *tau) { int size; cusolverDn##L##ORG##_bufferSize(handle, m, n, k, a, lda, tau, &size); cusolverDn##L##ORG(handle, m, n, k, a, lda, tau, work(a, size), size, info_on_device); } \
    static void ormqr(cublasSideMode_t s, cublasOperation_t op, int m, int n, int k, V *a, int lda, V *tau, V *c, int ldc) { int size; cusolverDn##L##ORM##_bufferSize(handle, s, op, m, n, k, a, lda, tau, c, ldc, &size); cusolverDn##L##ORM(handle, s, op, m, n, k, a, lda, tau, c, ldc, work(a, size), size, info_on_device); } \
    static void syevd(cublasFillMode_t f, int n, V *a, int lda, R *w) { int size; cusolverDn##L##SYEVD##_bufferSize(handle, CUSOLVER_EIG_MODE_VECTOR, f, n, a, lda, w, &size); cusolverDn##L##SYEVD(handle, CUSOLVER_EIG_MODE_VECTOR, f, n, a, lda, w, work(a, size), size, info_on_device); } \
    static void syevj(cublasFillMode_t f, int n, V *a, int lda, R *w) { syevjInfo_t how; cusolverDnCreateSyevjInfo(&how); int size; cusolverDn##L##SYEVJ##_bufferSize(handle, CUSOLVER_EIG_MODE_VECTOR, f, n, a, lda, w, &size, how); cusolverDn##L##SYEVJ(handle, CUSOLVER_EIG_MODE_VECTOR, f, n, a, lda, w, work(a, size), size, info_on_device, how); cusolverDnDestroySyevjInfo(how); } \
    static void sygvd(cusolverEigType_t t, cublasFillMode_t f, int n, V *a, int lda, V *b, int ldb, R *w) { int size; cusolverDn##L##SYGVD##_bufferSize(handle, t, CUSOLVER_EIG_MODE_VECTOR, f, n, a, lda, b, ldb, w, &size); cusolverDn##L##SYGVD(handle, t, CUSOLVER_EIG_MODE_VECTOR, f, n, a, lda, b, ldb, w, work(a, size), size, info_on_device); } \
    static void gesvd(signed char ju, signed char jv, int m, int n, V *a, int lda, R *s, V *u, int ldu, V *v, int ldv) { int size; cusolverDn##L##gesvd_bufferSize(handle, m, n, &size); cusolverDn##L##gesvd(handle, ju, jv, m, n, a, lda, s, u, ldu, v, ldv, work(a, size), size, nullptr, info_on_device); } \
    static void gesvdj(int econ, int m, int n, V *a, int lda, R *s, V *u, int ldu, V *v, int ldv) { gesvdjInfo_t how; cusolverDnCreateGesvdjInfo(&how); int size; cusolverDn##L##gesvdj_bufferSize(handle, CUSOLVER_EIG_MODE_VECTOR, econ, m, n, a, lda, s, u, ldu, v, ldv, &size, how); cusolverDn##L##gesvdj(handle, CUSOLVER_EIG_MODE_VECTOR, econ, m, n, a, lda, s, u, ldu, v, ldv, work(a, size), size, info_on_device, how); cusolverDnDestroyGesvdjInfo(how); }
OVERLOADS(S, float, float, orgqr, ormqr, syevd, syevj, sygvd)
OVERLOADS(D, double, double, orgqr, ormqr, syevd, syevj, sygvd)
OVERLOADS(C, cuComplex, float, ungqr, unmqr, heevd, heevj, hegvd)
OVERLOADS(Z, cuDoubleComplex, double, ungqr, unmqr, heevd, heevj, hegvd)

static bool is_lower(int i, int j) { return i >= j; }
static bool is_upper(int i, int j) { return i <= j; }

template <class N> void test() {
    typedef matrix<N> M;
    typedef typename traits<N>::R R;
    typedef typename traits<N>::V V;
    const int n = 12, k = 3;
    const cublasFillMode_t fills[] = {CUBLAS_FILL_MODE_LOWER, CUBLAS_FILL_MODE_UPPER};
    R *w;
    V *tau;
    cudaMalloc(&w, n * sizeof(R));
    cudaMalloc(&tau, n * sizeof(V));
    std::vector<R> values(n);
    auto fetch_values = [&] (int count) {
        values.resize(count);
        cudaMemcpy(values.data(), w, count * sizeof(R), cudaMemcpyDeviceToHost);
        bool sorted = true;
        for (int i = 1; i < count; i++) sorted = sorted && values[i - 1] <= values[i];
        return sorted;
    };

    M a = M::random(n, n), b = M::random(n, k), lu = a;
    getrf(n, n, lu.send(), lu.ld());
    for (cublasOperation_t op : {CUBLAS_OP_N, CUBLAS_OP_T, CUBLAS_OP_C}) {
        M x = b;
        getrs(op, n, k, lu.device, lu.ld(), x.send(), x.ld());
        x.fetch();
        report("LU", (op == CUBLAS_OP_N ? a : op == CUBLAS_OP_T ? a.transposed() : a.adjoint()) * x, b);
    }

    M definite = a.adjoint() * a;
    for (int i = 0; i < n; i++) definite(i, i) += N(1);
    for (cublasFillMode_t fill : fills) {
        const bool upper = fill == CUBLAS_FILL_MODE_UPPER;
        M factor = definite.part(upper ? is_upper : is_lower), x = b;
        potrf(fill, n, factor.send(), factor.ld());
        potrs(fill, n, k, factor.device, factor.ld(), x.send(), x.ld());
        x.fetch();
        factor.fetch();
        report("Cholesky", upper ? factor.adjoint() * factor : factor * factor.adjoint(), definite);
        report("Cholesky solve", definite * x, b);
        potri(fill, n, factor.device, factor.ld());
        factor.fetch();
        M rest = factor.part([=] (int i, int j) { return upper ? i < j : i > j; }).adjoint();
        for (size_t i = 0; i < rest.data.size(); i++) factor.data[i] += rest.data[i];
        report("inverse", definite * factor, M::identity(n, n));
    }

    M tall = M::random(n, 7), qr = tall;
    geqrf(n, 7, qr.send(), qr.ld(), tau);
    qr.fetch();
    M r = qr.part(is_upper), q(n, n), one = M::identity(n, n);
    ormqr(CUBLAS_SIDE_LEFT, CUBLAS_OP_N, n, n, 7, qr.device, qr.ld(), tau, one.send(), one.ld());
    one.fetch();
    report("QR", one * r, tall);
    report("unitary", one.adjoint() * one, M::identity(n, n));
    M c = M::random(n, n), turned = c;
    const cublasOperation_t back = std::is_same<N, R>::value ? CUBLAS_OP_T : CUBLAS_OP_C;
    ormqr(CUBLAS_SIDE_RIGHT, back, n, n, 7, qr.device, qr.ld(), tau, turned.send(), turned.ld());
    turned.fetch();
    report("C Q^H", turned, c * one.adjoint());
    orgqr(n, 7, 7, qr.device, qr.ld(), tau);
    qr.fetch();
    report("Q", qr, one.columns(7));

    M hermitian = a;
    for (int j = 0; j < n; j++)
        for (int i = 0; i <= j; i++) hermitian(j, i) = conjugate(hermitian(i, j) = i == j ? N(std::real(a(i, j))) : a(i, j));
    for (cublasFillMode_t fill : fills)
        for (int jacobi = 0; jacobi < 2; jacobi++) {
            M v = hermitian.part(fill == CUBLAS_FILL_MODE_UPPER ? is_upper : is_lower);
            if (jacobi) syevj(fill, n, v.send(), v.ld(), w);
            else syevd(fill, n, v.send(), v.ld(), w);
            v.fetch();
            bool sorted = fetch_values(n);
            report(sorted ? "eigenvalues" : "eigenvalues in disorder", hermitian * v, v.scaled(values));
            report("eigenvectors", v.adjoint() * v, M::identity(n, n));
        }
    for (int type = 1; type <= 3; type++) {
        cublasFillMode_t fill = fills[type % 2];
        M x = hermitian.part(fill == CUBLAS_FILL_MODE_UPPER ? is_upper : is_lower), f = definite.part(fill == CUBLAS_FILL_MODE_UPPER ? is_upper : is_lower);
        sygvd((cusolverEigType_t)type, fill, n, x.send(), x.ld(), f.send(), f.ld(), w);
        x.fetch();
        fetch_values(n);
        if (type == 1) report("generalized 1", hermitian * x, definite * x.scaled(values));
        else if (type == 2) report("generalized 2", hermitian * (definite * x), x.scaled(values));
        else report("generalized 3", definite * (hermitian * x), x.scaled(values));
    }

    for (signed char job : {'A', 'S'}) {
        M s = tall, u(n, job == 'A' ? n : 7), vt(7, 7);
        gesvd(job, job, n, 7, s.send(), s.ld(), w, u.send(), u.ld(), vt.send(), vt.ld());
        u.fetch();
        vt.fetch();
        fetch_values(7);
        report("singular values", u.columns(7).scaled(values) * vt, tall);
        report("left vectors", u.adjoint() * u, M::identity(u.n, u.n));
        report("right vectors", vt * vt.adjoint(), M::identity(7, 7));
        printf("%d %d\n", values[0] >= values[1] && values[5] >= values[6], info());
    }
    for (int econ = 0; econ < 2; econ++) {
        M wide = tall.adjoint(), s = wide, u(7, 7), v(n, econ ? 7 : n);
        gesvdj(econ, 7, n, s.send(), s.ld(), w, u.send(), u.ld(), v.send(), v.ld());
        u.fetch();
        v.fetch();
        fetch_values(7);
        report("singular values", u.scaled(values) * v.columns(7).adjoint(), wide);
        report("right vectors", v.adjoint() * v, M::identity(v.n, v.n));
    }
}

int main() {
    cusolverDnCreate(&handle);
    cudaMalloc(&info_on_device, sizeof(int));
    cudaMalloc(&pivots, 64 * sizeof(int));
    test<float>();
    test<double>();
    test<std::complex<float>>();
    test<std::complex<double>>();

    // A matrix whose factors are exact; one without an inverse; one that is not positive definite.
    matrix<double> a(3, 3), b(3, 1);
    const double rows[3][3] = {{2, 4, 6}, {4, 16, 8}, {1, 2, 7}};
    for (int i = 0; i < 3; i++)
        for (int j = 0; j < 3; j++) a(i, j) = rows[i][j];
    getrf(3, 3, a.send(), a.ld());
    a.fetch();
    int order[3];
    cudaMemcpy(order, pivots, sizeof order, cudaMemcpyDeviceToHost);
    printf("%g %g %g %g %g %g pivots %d %d %d info %d\n", a(0, 0), a(0, 1), a(1, 0), a(1, 1), a(2, 0), a(2, 2), order[0], order[1], order[2], info());
    for (double &x : a.data) x = 1;
    getrf(3, 3, a.send(), a.ld());
    printf("singular: %d\n", info());
    for (double &x : a.data) x = 1;
    potrf(CUBLAS_FILL_MODE_LOWER, 3, a.send(), a.ld());
    printf("not definite: %d\n", info());

    // The functions whose types are arguments.
    matrix<double> m = matrix<double>::random(5, 5), x = matrix<double>::random(5, 2), right = x, lu = m;
    cusolverDnParams_t params;
    cusolverDnCreateParams(&params);
    size_t on_device, on_host;
    int64_t *wide_pivots;
    void *buffer;
    cudaMalloc(&wide_pivots, 5 * sizeof(int64_t));
    cusolverDnXgetrf_bufferSize(handle, params, 5, 5, CUDA_R_64F, lu.send(), lu.ld(), CUDA_R_64F, &on_device, &on_host);
    cudaMalloc(&buffer, on_device);
    std::vector<char> host_buffer(on_host + 1);
    cusolverDnXgetrf(handle, params, 5, 5, CUDA_R_64F, lu.device, lu.ld(), wide_pivots, CUDA_R_64F, buffer, on_device, host_buffer.data(), on_host, info_on_device);
    cusolverDnXgetrs(handle, params, CUBLAS_OP_N, 5, 2, CUDA_R_64F, lu.device, lu.ld(), wide_pivots, CUDA_R_64F, x.send(), x.ld(), info_on_device);
    x.fetch();
    report("X", m * x, right);
    cusolverDnDestroyParams(params);
    cusolverDnDestroy(handle);
    return 0;
}
