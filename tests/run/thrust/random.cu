// run: tolerance=1e-5
// Thrust's random numbers, in host code and in kernels, and pi by the Monte Carlo method.
#include <thrust/functional.h>
#include <thrust/iterator/counting_iterator.h>
#include <thrust/random.h>
#include <thrust/transform_reduce.h>
#include <thrust/complex.h>
#include <cstdio>

struct estimate_pi {
    __host__ __device__ float operator()(unsigned int thread_id)
    {
        float sum = 0;
        unsigned int N = 100;
        thrust::default_random_engine rng(thread_id * 7919u + 1);
        rng.discard(2 * N);
        thrust::uniform_real_distribution<float> u01(0, 1);
        for (unsigned int i = 0; i < N; ++i) {
            float x = u01(rng);
            float y = u01(rng);
            if (sqrtf(x * x + y * y) < 1.0f) sum += 1.0f;
        }
        return sum * 4.0f / N;
    }
};

int main()
{
    thrust::default_random_engine rng;
    thrust::minstd_rand0 old(42);
    thrust::random::ranlux24 luxury(7);
    thrust::random::taus88 taus;
    for (int i = 0; i < 5; i++) std::printf("%u %u %u %u\n", rng(), old(), (unsigned)luxury(), (unsigned)taus());
    thrust::uniform_int_distribution<int> dice(1, 6);
    thrust::uniform_real_distribution<double> real(-1.0, 1.0);
    thrust::random::normal_distribution<float> normal(2.0f, 0.5f);
    for (int i = 0; i < 5; i++) {
        int d = dice(rng);
        double r = real(rng);
        float z = normal(rng);
        std::printf("%d %.9f %.5f\n", d, r, z);
    }
    int M = 1000;
    float estimate = thrust::transform_reduce(thrust::counting_iterator<int>(0), thrust::counting_iterator<int>(M), estimate_pi(), 0.0f, thrust::plus<float>());
    estimate /= M;
    std::printf("pi is about %.4f\n", estimate);
    thrust::complex<float> z(1, 2), w = z * z + thrust::complex<float>(0, 1);
    std::printf("%g %g %g %g\n", w.real(), w.imag(), thrust::abs(z), thrust::norm(w));
}
