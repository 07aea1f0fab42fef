// run:
// Vectors, transformations, reductions, scans and sorting of device data.
#include <thrust/copy.h>
#include <thrust/device_vector.h>
#include <thrust/fill.h>
#include <thrust/functional.h>
#include <thrust/host_vector.h>
#include <thrust/reduce.h>
#include <thrust/scan.h>
#include <thrust/sequence.h>
#include <thrust/sort.h>
#include <thrust/transform.h>
#include <algorithm>
#include <cstdio>
#include <iostream>

struct saxpy_functor {
    const float a;
    saxpy_functor(float _a) : a(_a) {}
    __host__ __device__ float operator()(const float &x, const float &y) const { return a * x + y; }
};

int main()
{
    thrust::host_vector<int> H(4);
    H[0] = 14, H[1] = 20, H[2] = 38, H[3] = 46;
    std::cout << "H has size " << H.size() << std::endl;
    H.resize(2);
    thrust::device_vector<int> D = H;
    D[0] = 99;
    D[1] = 88;
    for (size_t i = 0; i < D.size(); i++) std::cout << "D[" << i << "] = " << D[i] << std::endl;

    const int N = 10000;
    thrust::device_vector<float> X(N), Y(N, 2.0f);
    thrust::sequence(X.begin(), X.end());
    thrust::transform(X.begin(), X.end(), Y.begin(), Y.begin(), saxpy_functor(0.5f));
    std::cout << Y[0] << " " << Y[1] << " " << Y[N - 1] << std::endl;

    thrust::device_vector<int> v(N);
    thrust::sequence(v.begin(), v.end(), 1);
    int sum = thrust::reduce(v.begin(), v.end(), 0, thrust::plus<int>());
    int most = thrust::reduce(v.begin(), v.end(), -1, thrust::maximum<int>());
    std::printf("sum %d max %d\n", sum, most);
    thrust::inclusive_scan(v.begin(), v.end(), v.begin());
    std::printf("scan %d %d %d\n", (int)v[0], (int)v[99], (int)v[N - 1]);
    thrust::exclusive_scan(v.begin(), v.begin() + 5, v.begin());
    for (int i = 0; i < 6; i++) std::cout << v[i] << ' ';
    std::cout << '\n';

    thrust::host_vector<unsigned> h(N);
    unsigned state = 1;
    for (int i = 0; i < N; i++) state = state * 1664525u + 1013904223u, h[i] = state >> 8;
    thrust::device_vector<unsigned> d = h;
    thrust::sort(d.begin(), d.end());
    std::sort(h.begin(), h.end());
    std::cout << (d == h ? "sorted" : "wrong") << '\n';
    thrust::sort(d.begin(), d.end(), thrust::greater<unsigned>());
    std::cout << d[0] << ' ' << d[N - 1] << '\n';
    thrust::copy(d.begin(), d.end(), h.begin());
    std::cout << h[0] << ' ' << h.back() << '\n';
    int *raw;
    cudaMalloc(&raw, 40);
    thrust::device_ptr<int> p(raw);
    thrust::fill(p, p + 10, 7);
    p[3] = 5;
    std::cout << thrust::reduce(thrust::device, raw, raw + 10) << ' ' << p[3] << '\n';
    cudaFree(raw);
}
