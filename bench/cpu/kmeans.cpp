/* The assignment step of k-means: 16 dimensions (one array a dimension), 32 centroids in local memory. */
#include "bench.hpp"

static const char *source = R"(
#define DIMS 16
#define CENTROIDS 32
kernel void assign(global const float *restrict points, global const float *restrict centroids, global int *restrict labels, int n)
{
    local float near[CENTROIDS][DIMS];
    for (int k = get_local_id(0); k < CENTROIDS * DIMS; k += get_local_size(0)) near[k / DIMS][k % DIMS] = centroids[k];
    barrier(CLK_LOCAL_MEM_FENCE);
    int i = get_global_id(0);
    if (i >= n) return;
    float point[DIMS];
    for (int d = 0; d < DIMS; d++) point[d] = points[d * n + i];
    float nearest = 3.402823466e+38f;
    int label = 0;
    for (int c = 0; c < CENTROIDS; c++) {
        float distance = 0.0f;
        for (int d = 0; d < DIMS; d++) {
            float delta = point[d] - near[c][d];
            distance += delta * delta;
        }
        if (distance < nearest) {
            nearest = distance;
            label = c;
        }
    }
    labels[i] = label;
}
)";

int main(int argc, char **argv)
{
    const int dims = 16, centroids = 32;
    int n = problem_size(argc, argv);
    auto points = units((size_t)n * dims, 1), middles = units(centroids * dims, 2);
    std::vector<int> labels(n);
    OpenCL cl(source);
    cl_mem dpoints = cl.buffer(points), dmiddles = cl.buffer(middles), dlabels = cl.buffer(labels);
    cl_kernel k = cl.kernel("assign");
    double pocl = time_opencl(cl, [&] { cl.launch(k, shape(blocks_for(n, 256), 256), dpoints, dmiddles, dlabels, n); });
    double openmp = time_loop([&] {
        const float *p = points.data(), *m = middles.data();
        int *out = labels.data();
#pragma omp parallel for simd
        for (int i = 0; i < n; i++) {
            float nearest = 3.402823466e+38f;
            int label = 0;
            for (int c = 0; c < centroids; c++) {
                float distance = 0.0f;
                for (int d = 0; d < dims; d++) {
                    float delta = p[d * n + i] - m[c * dims + d];
                    distance += delta * delta;
                }
                if (distance < nearest) {
                    nearest = distance;
                    label = c;
                }
            }
            out[i] = label;
        }
    });
    // Two centroids may be equally near to within rounding.
    return report(agree(cl.read<int>(dlabels, n), labels, 0.0, 1.0, n / 1000), pocl, openmp);
}
