/* The assignment step of k-means: 16 dimensions (one array a dimension), 32 centroids in shared memory. A sampled point's centroid must be the nearest to within 1e-5 of the distance. Small size: 5000. */
#include "bench.cuh"

constexpr int DIMS = 16;
constexpr int CENTROIDS = 32;

__global__ void assign(const float *__restrict__ points, const float *__restrict__ centroids, int *__restrict__ labels, int n)
{
    __shared__ float local[CENTROIDS][DIMS];
    for (int k = threadIdx.x; k < CENTROIDS * DIMS; k += blockDim.x) local[k / DIMS][k % DIMS] = centroids[k];
    __syncthreads();
    int i = blockIdx.x * blockDim.x + threadIdx.x;
    if (i >= n) return;
    float point[DIMS];
#pragma unroll
    for (int d = 0; d < DIMS; d++) point[d] = points[d * n + i];
    float nearest = 3.402823466e+38f;
    int label = 0;
    for (int c = 0; c < CENTROIDS; c++) {
        float distance = 0.0f;
#pragma unroll
        for (int d = 0; d < DIMS; d++) {
            float delta = point[d] - local[c][d];
            distance += delta * delta;
        }
        if (distance < nearest) {
            nearest = distance;
            label = c;
        }
    }
    labels[i] = label;
}

int main(int argc, char **argv)
{
    int n = problem_size(argc, argv, 4 << 20);
    printf("kmeans: %d points, %d dimensions, %d centroids\n", n, DIMS, CENTROIDS);
    float *points = device_array<float>((size_t)n * DIMS), *centroids = device_array<float>(CENTROIDS * DIMS);
    int *labels = device_array<int>(n);
    fill_units(points, (size_t)n * DIMS, 1);
    fill_units(centroids, CENTROIDS * DIMS, 2);

    Timing t = time_launches([&] { assign<<<blocks_for(n, 256), 256>>>(points, centroids, labels, n); });
    auto distance = [=](size_t i, int c) {
        double sum = 0.0;
        for (int d = 0; d < DIMS; d++) {
            double delta = (double)unit((unsigned)d * n + i, 1) - unit(c * DIMS + d, 2);
            sum += delta * delta;
        }
        return sum;
    };
    bool ok = sample(labels, n, [&](size_t i, int label) {
        if (label < 0 || label >= CENTROIDS) return check_element(i, label, 0, 0.0);
        double nearest = distance(i, 0);
        for (int c = 1; c < CENTROIDS; c++) nearest = std::min(nearest, distance(i, c));
        return check_element(i, distance(i, label), nearest, 1e-5);
    }, 64, 128);
    return report(ok, t, 3.0 * n * DIMS * CENTROIDS, "GFLOP");
}
