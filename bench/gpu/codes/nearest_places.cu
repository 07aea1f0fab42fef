/* Distances of places, records of latitude and longitude, to a target, and the nearest place of each block by a shared-memory reduction. Distances verified in double, tolerance 1e-5; the nearest exactly. Small size: 5000. */
#include "../bench.cuh"

#define BLOCK 256

typedef struct latLong {
    float lat;
    float lng;
} LatLong;

typedef struct nearest {
    float distance;
    int index;
} Nearest;

__global__ void euclid(const LatLong *locations, float *distances, int count, float lat, float lng)
{
    int id = blockDim.x * (gridDim.x * blockIdx.y + blockIdx.x) + threadIdx.x;
    if (id < count) {
        const LatLong *place = locations + id;
        float *dist = distances + id;
        *dist = (float)sqrt((lat - place->lat) * (lat - place->lat) + (lng - place->lng) * (lng - place->lng));
    }
}

__global__ void find_nearest(const float *distances, Nearest *best, int count)
{
    __shared__ Nearest candidates[BLOCK];
    int tid = threadIdx.x;
    int id = blockIdx.x * blockDim.x + tid;
    candidates[tid].distance = id < count ? distances[id] : 1e30f;
    candidates[tid].index = id;
    __syncthreads();
    for (int stride = BLOCK / 2; stride > 0; stride /= 2) {
        if (tid < stride) {
            Nearest other = candidates[tid + stride];
            if (other.distance < candidates[tid].distance || (other.distance == candidates[tid].distance && other.index < candidates[tid].index)) candidates[tid] = other;
        }
        __syncthreads();
    }
    if (tid == 0) best[blockIdx.x] = candidates[0];
}

int main(int argc, char **argv)
{
    int n = problem_size(argc, argv, 16 << 20);
    printf("nearest_places: %d places\n", n);
    LatLong *locations = device_array<LatLong>(n);
    fill_units((float *)locations, (size_t)n * 2, 1);
    float *distances = device_array<float>(n);
    int blocks = blocks_for(n, BLOCK);
    Nearest *best = device_array<Nearest>(blocks);

    const float lat = 0.3f, lng = 0.6f;
    Timing t = time_launches([&] {
        euclid<<<blocks, BLOCK>>>(locations, distances, n, lat, lng);
        find_nearest<<<blocks, BLOCK>>>(distances, best, n);
    });
    bool ok = verify(distances, n, [=](size_t i) {
        double dx = (double)lat - unit(2 * i, 1), dy = (double)lng - unit(2 * i + 1, 1);
        return std::sqrt(dx * dx + dy * dy);
    }, 1e-5);
    ok = ok && sample(best, blocks, [&](size_t b, Nearest found) {
        int length = std::min(BLOCK, n - (int)b * BLOCK);
        std::vector<float> values = host_copy(distances + b * BLOCK, length);
        int least = std::min_element(values.begin(), values.end()) - values.begin();
        return check_element(b, found.index, b * BLOCK + least, 0.0) && check_element(b, found.distance, values[least], 0.0);
    }, 16, 4);
    return report(ok, t, (double)n, "Gplace");
}
