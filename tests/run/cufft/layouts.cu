// run: nvcc="-lcufft"
// cuFFT: real transforms and their rows in place, two and three dimensions, batches with strides and gaps, round trips, plans made in steps, and what errors are called.
#include <cmath>
#include <cstdio>
#include <cufft.h>
#include <vector>

template <class T> T *upload(const std::vector<T> &v)
{
    T *p;
    cudaMalloc(&p, v.size() * sizeof(T));
    cudaMemcpy(p, v.data(), v.size() * sizeof(T), cudaMemcpyHostToDevice);
    return p;
}
template <class T> std::vector<T> download(const T *p, size_t n)
{
    std::vector<T> v(n);
    cudaMemcpy(v.data(), p, n * sizeof(T), cudaMemcpyDeviceToHost);
    return v;
}

// A wave of frequencies (f0, f1, f2) has one peak, of the height of the number of elements.
static double wave(int i, int j, int k, int a, int b, int c, int f0, int f1, int f2) { return std::cos(2 * M_PI * ((double)i * f0 / a + (double)j * f1 / b + (double)k * f2 / c)); }

static void show_peaks(const char *name, const std::vector<cufftComplex> &v, int a, int b, int c, double least)
{
    std::printf("%s:", name);
    for (int i = 0; i < a * b * c; i++) {
        double size = std::hypot(v[i].x, v[i].y);
        if (size > least) std::printf(" (%d %d %d) %.2f", i / (b * c), i / c % b, i % c, size);
    }
    std::printf("\n");
}

int main()
{
    // Three dimensions, real, both places; what comes back is the number of elements times what went.
    const int a = 6, b = 10, c = 9, half = c / 2 + 1, n = a * b * c;
    std::vector<float> x(n), rows(a * b * half * 2, 0.0f);
    for (int i = 0; i < n; i++) x[i] = (float)(wave(i / (b * c), i / c % b, i % c, a, b, c, 1, 3, 2) + 0.5 * wave(i / (b * c), i / c % b, i % c, a, b, c, 0, 0, 4) + 0.25);
    for (int i = 0; i < n; i++) rows[i / c * half * 2 + i % c] = x[i];
    float *dx = upload(x), *dr = upload(rows);
    cufftComplex *ds;
    cudaMalloc(&ds, a * b * half * sizeof(cufftComplex));
    cufftHandle forward, backward;
    cufftPlan3d(&forward, a, b, c, CUFFT_R2C);
    cufftPlan3d(&backward, a, b, c, CUFFT_C2R);
    cufftExecR2C(forward, dx, ds);
    show_peaks("r2c", download(ds, a * b * half), a, b, half, 1);
    cufftExecR2C(forward, dr, (cufftComplex *)dr);
    show_peaks("in place", download((cufftComplex *)dr, a * b * half), a, b, half, 1);
    std::vector<float> kept = download(dx, n);
    double moved = 0, error = 0;
    for (int i = 0; i < n; i++) moved += std::fabs(kept[i] - x[i]);
    cudaMemset(dx, 0, n * sizeof(float));
    cufftExecC2R(backward, ds, dx);
    cufftExecC2R(backward, (cufftComplex *)dr, dr);
    std::vector<float> back = download(dx, n), back_rows = download(dr, rows.size());
    for (int i = 0; i < n; i++) error = std::fmax(error, std::fmax(std::fabs(back[i] / n - x[i]), std::fabs(back_rows[i / c * half * 2 + i % c] / n - x[i])));
    std::printf("input changed by %g, round trip %s\n", moved, error < 1e-6 ? "ok" : "wrong");
    cufftDestroy(forward);
    cufftDestroy(backward);

    // Columns of a matrix of doubles: elements `columns` apart, vectors 1 apart; a length with a large prime.
    for (int length : {12, 131}) {
        int columns = 5, shape[] = {length};
        std::vector<cufftDoubleComplex> m(length * columns);
        for (int i = 0; i < length * columns; i++) m[i] = {wave(i / columns, 0, 0, length, 1, 1, i % columns + 1, 0, 0), 0};
        cufftDoubleComplex *dm = upload(m);
        cufftHandle plan;
        cufftPlanMany(&plan, 1, shape, shape, columns, 1, shape, columns, 1, CUFFT_Z2Z, columns);
        cufftExecZ2Z(plan, dm, dm, CUFFT_FORWARD);
        std::vector<cufftDoubleComplex> s = download(dm, m.size());
        std::printf("columns of %d:", length);
        for (int i = 0; i < length * columns; i++) {
            if (std::hypot(s[i].x, s[i].y) > 1e-9) std::printf(" (%d %d) %.2f", i / columns, i % columns, s[i].x);
        }
        std::printf("\n");
        cufftDestroy(plan);
        cudaFree(dm);
    }

    // Batches of two dimensions in arrays that are larger than they; real to complex and back in double.
    {
        int shape[] = {4, 6}, in_embed[] = {5, 7}, out_embed[] = {4, 8}, batch = 3, in_distance = 40, out_distance = 64;
        std::vector<double> in(in_distance * batch, -7.0);
        std::vector<cufftDoubleComplex> none(out_distance * batch, cufftDoubleComplex{-7, -7});
        for (int v = 0; v < batch; v++)
            for (int i = 0; i < 4; i++)
                for (int j = 0; j < 6; j++) in[v * in_distance + i * 7 + j] = wave(i, j, 0, 4, 6, 1, v, 1, 0);
        double *di = upload(in);
        cufftDoubleComplex *dout = upload(none);
        cufftHandle plan, inverse;
        cufftPlanMany(&plan, 2, shape, in_embed, 1, in_distance, out_embed, 2, out_distance, CUFFT_D2Z, batch);
        cufftPlanMany(&inverse, 2, shape, out_embed, 2, out_distance, in_embed, 1, in_distance, CUFFT_Z2D, batch);
        cufftExecD2Z(plan, di, dout);
        std::vector<cufftDoubleComplex> s = download(dout, none.size());
        int untouched = 0;
        for (int i = 0; i < out_distance * batch; i++) {
            if (s[i].x == -7) untouched++;
            else if (std::hypot(s[i].x, s[i].y) > 1e-9) std::printf("array %d row %d place %d: %.2f\n", i / out_distance, i % out_distance / 16, i % 16, s[i].x);
        }
        cufftExecZ2D(inverse, dout, di);
        std::vector<double> r = download(di, in.size());
        double worst = 0;
        for (int i = 0; i < in_distance * batch; i++) worst = std::fmax(worst, std::fabs(in[i] == -7 ? r[i] + 7 : r[i] / 24 - in[i]));
        std::printf("%d untouched, round trip %s\n", untouched, worst < 1e-14 ? "ok" : "wrong");
        cufftDestroy(plan);
        cufftDestroy(inverse);
    }

    // A plan in steps, with memory and a stream of the program's own; a real vector of odd length with a large prime.
    {
        cufftHandle plan;
        size_t bytes = 0, asked = 0;
        int length = 393;
        cufftCreate(&plan);
        cufftSetAutoAllocation(plan, 0);
        cufftMakePlan1d(plan, length, CUFFT_D2Z, 2, &bytes);
        cufftGetSize(plan, &asked);
        std::vector<double> v(2 * length);
        for (int i = 0; i < 2 * length; i++) v[i] = wave(i % length, 0, 0, length, 1, 1, i < length ? 7 : 196, 0, 0);
        double *dv = upload(v);
        cufftDoubleComplex *out;
        cudaMalloc(&out, 2 * 197 * sizeof(cufftDoubleComplex));
        std::printf("sizes agree: %d; without memory: %d", bytes == asked && bytes > 0, (int)cufftExecD2Z(plan, dv, out) != CUFFT_SUCCESS);
        void *work;
        cudaMalloc(&work, bytes);
        cufftSetWorkArea(plan, work);
        cudaStream_t stream;
        cudaStreamCreate(&stream);
        cufftSetStream(plan, stream);
        std::printf("; with it: %d:", (int)cufftExecD2Z(plan, dv, out));
        cudaStreamSynchronize(stream);
        std::vector<cufftDoubleComplex> s = download(out, 2 * 197);
        for (int i = 0; i < 2 * 197; i++) {
            if (std::hypot(s[i].x, s[i].y) > 1e-9) std::printf(" %d: %.2f", i, s[i].x);
        }
        std::printf("\n");
        cufftDestroy(plan);
    }

    cufftHandle plan;
    std::printf("errors: %d %d", cufftPlan1d(&plan, 0, CUFFT_C2C, 1) == CUFFT_INVALID_SIZE, cufftPlan1d(&plan, 8, (cufftType)1, 1) == CUFFT_INVALID_TYPE);
    cufftPlan1d(&plan, 8, CUFFT_C2C, 1);
    std::printf(" %d", cufftExecC2C(plan, ds, ds, 3) == CUFFT_INVALID_VALUE);
    cufftDestroy(plan);
    std::printf(" %d %d\n", cufftExecC2C(plan, ds, ds, CUFFT_FORWARD) == CUFFT_INVALID_PLAN, cufftDestroy(plan) == CUFFT_INVALID_PLAN);
    return 0;
}
