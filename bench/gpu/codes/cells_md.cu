/* Short-range forces between particles sorted into boxes: a block a box, the particles of each neighbouring box in shared memory, potential and force of each pair. Verified in double for a sample of boxes, tolerance 1e-4. Small size: 3. */
#include "../bench.cuh"

#define PER_BOX 100
#define NEIGHBOURS 27
#define THREADS 128

typedef struct {
    float x, y, z, v;
} Four;

typedef struct {
    int x, y, z;
    int number;
    int offset;
    int neighbours; /* how many of `near` are there */
    int near[NEIGHBOURS];
} Box;

#define DOT(A, B) ((A).x * (B).x + (A).y * (B).y + (A).z * (B).z)

__global__ void forces(const Box *boxes, const Four *positions, const float *charges, Four *result, float alpha)
{
    __shared__ Four here[PER_BOX];
    __shared__ Four there[PER_BOX];
    __shared__ float charge[PER_BOX];
    float a2 = 2.0f * alpha * alpha;
    int bx = blockIdx.x;
    int first = boxes[bx].offset;
    for (int w = threadIdx.x; w < PER_BOX; w += THREADS) here[w] = positions[first + w];
    __syncthreads();
    for (int k = 0; k < boxes[bx].neighbours; k++) {
        int other = boxes[boxes[bx].near[k]].offset;
        for (int w = threadIdx.x; w < PER_BOX; w += THREADS) {
            there[w] = positions[other + w];
            charge[w] = charges[other + w];
        }
        __syncthreads();
        for (int w = threadIdx.x; w < PER_BOX; w += THREADS) {
            for (int j = 0; j < PER_BOX; j++) {
                float r2 = here[w].v + there[j].v - DOT(here[w], there[j]);
                float u2 = a2 * r2;
                float vij = expf(-u2);
                float fs = 2 * vij;
                Four d;
                d.x = here[w].x - there[j].x;
                d.y = here[w].y - there[j].y;
                d.z = here[w].z - there[j].z;
                result[first + w].v += charge[j] * vij;
                result[first + w].x += charge[j] * (fs * d.x);
                result[first + w].y += charge[j] * (fs * d.y);
                result[first + w].z += charge[j] * (fs * d.z);
            }
        }
        __syncthreads();
    }
}

int main(int argc, char **argv)
{
    int side = problem_size(argc, argv, 12), boxes = side * side * side;
    int n = boxes * PER_BOX;
    printf("cells_md: %d boxes of %d particles\n", boxes, PER_BOX);
    std::vector<Box> grid(boxes);
    for (int b = 0; b < boxes; b++) {
        Box box = {b % side, b / side % side, b / side / side, b, b * PER_BOX, 0, {}};
        for (int dz = -1; dz <= 1; dz++)
            for (int dy = -1; dy <= 1; dy++)
                for (int dx = -1; dx <= 1; dx++) {
                    int x = box.x + dx, y = box.y + dy, z = box.z + dz;
                    if (x >= 0 && x < side && y >= 0 && y < side && z >= 0 && z < side) box.near[box.neighbours++] = (z * side + y) * side + x;
                }
        grid[b] = box;
    }
    std::vector<Four> positions(n);
    std::vector<float> charges(n);
    for (int i = 0; i < n; i++) {
        const Box &box = grid[i / PER_BOX];
        Four p = {box.x - side / 2 + unit(i, 1), box.y - side / 2 + unit(i, 2), box.z - side / 2 + unit(i, 3), 0.0f};
        p.v = 0.5f * DOT(p, p);
        positions[i] = p;
        charges[i] = unit(i, 4);
    }
    Box *device_boxes = device_copy(grid);
    Four *device_positions = device_copy(positions), *result = device_array<Four>(n);
    float *device_charges = device_copy(charges);

    const float alpha = 0.5f;
    Timing t = time_launches([&] {
        CHECK(cudaMemsetAsync(result, 0, n * sizeof(Four)));
        forces<<<boxes, THREADS>>>(device_boxes, device_positions, device_charges, result, alpha);
    });
    bool ok = sample(result, n, [&](size_t i, Four value) {
        const Box &box = grid[i / PER_BOX];
        double v = 0, x = 0;
        for (int k = 0; k < box.neighbours; k++)
            for (int j = box.near[k] * PER_BOX; j < (box.near[k] + 1) * PER_BOX; j++) {
                double r2 = (double)positions[i].v + positions[j].v - ((double)positions[i].x * positions[j].x + (double)positions[i].y * positions[j].y + (double)positions[i].z * positions[j].z);
                double vij = std::exp(-2.0 * alpha * alpha * r2);
                v += charges[j] * vij;
                x += charges[j] * 2 * vij * ((double)positions[i].x - positions[j].x);
            }
        return check_element(i, value.v, v, 1e-4, 100.0) && check_element(i, value.x, x, 1e-4, 100.0);
    }, 64, 8);
    return report(ok, t, 27.0 * n * PER_BOX, "Gpair");
}
