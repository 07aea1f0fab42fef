/* Rays against spheres in a bounding volume hierarchy: nodes with child pointers, a stack of pointers a thread, leaves pointing to their spheres. Verified against all spheres for a sample of rays, tolerance 1e-3. Small size: 32. */
#include "../bench.cuh"

constexpr int SPHERES = 4096;
constexpr int STACK = 32;

struct Sphere {
    float x, y, z, radius;
};

struct Node {
    float low[3], high[3];
    Node *left, *right;    /* of an inner node */
    const Sphere *spheres; /* of a leaf, `count` of them */
    int count;
};

/** The distance at which a ray from (x, y, -1) along z enters the sphere; infinite where it misses. */
__host__ __device__ inline float enter(const Sphere &s, float x, float y)
{
    float dx = s.x - x, dy = s.y - y, inside = s.radius * s.radius - dx * dx - dy * dy;
    return inside < 0.0f ? 1e30f : s.z + 1.0f - sqrtf(inside);
}

__device__ bool hits_box(const Node *node, float x, float y, float nearest)
{
    return x >= node->low[0] && x <= node->high[0] && y >= node->low[1] && y <= node->high[1] && node->low[2] + 1.0f < nearest;
}

__global__ void trace(const Node *root, float *depth, int width)
{
    int px = blockIdx.x * blockDim.x + threadIdx.x, py = blockIdx.y * blockDim.y + threadIdx.y;
    if (px >= width || py >= width) return;
    float x = (px + 0.5f) / width, y = (py + 0.5f) / width, nearest = 1e30f;
    const Node *stack[STACK];
    int top = 0;
    stack[top++] = root;
    while (top > 0) {
        const Node *node = stack[--top];
        if (!hits_box(node, x, y, nearest)) continue;
        if (node->spheres != nullptr) {
            for (int k = 0; k < node->count; k++) nearest = fminf(nearest, enter(node->spheres[k], x, y));
        } else {
            stack[top++] = node->right;
            stack[top++] = node->left;
        }
    }
    depth[py * width + px] = nearest;
}

/** Splits spheres [begin, end) at the median of the widest axis until four are left; addresses are those on the device. */
static Node *build(std::vector<Node> &nodes, Node *device, std::vector<Sphere> &spheres, const Sphere *device_spheres, int begin, int end)
{
    Node node = {{1e30f, 1e30f, 1e30f}, {-1e30f, -1e30f, -1e30f}, nullptr, nullptr, nullptr, end - begin};
    for (int k = begin; k < end; k++) {
        const float center[3] = {spheres[k].x, spheres[k].y, spheres[k].z};
        for (int a = 0; a < 3; a++) {
            node.low[a] = std::min(node.low[a], center[a] - spheres[k].radius);
            node.high[a] = std::max(node.high[a], center[a] + spheres[k].radius);
        }
    }
    int here = (int)nodes.size();
    nodes.push_back(node);
    if (end - begin <= 4) {
        nodes[here].spheres = device_spheres + begin;
        return device + here;
    }
    int axis = 0;
    for (int a = 1; a < 3; a++)
        if (node.high[a] - node.low[a] > node.high[axis] - node.low[axis]) axis = a;
    int middle = (begin + end) / 2;
    std::nth_element(spheres.begin() + begin, spheres.begin() + middle, spheres.begin() + end, [=](const Sphere &p, const Sphere &q) {
        return axis == 0 ? p.x < q.x : axis == 1 ? p.y < q.y : p.z < q.z;
    });
    Node *left = build(nodes, device, spheres, device_spheres, begin, middle);
    Node *right = build(nodes, device, spheres, device_spheres, middle, end);
    nodes[here].left = left;
    nodes[here].right = right;
    return device + here;
}

int main(int argc, char **argv)
{
    int width = problem_size(argc, argv, 2048);
    printf("bvh_traverse: %d x %d rays, %d spheres\n", width, width, SPHERES);
    std::vector<Sphere> spheres(SPHERES);
    for (int k = 0; k < SPHERES; k++) spheres[k] = {unit(k, 1), unit(k, 2), unit(k, 3), 0.005f + 0.02f * unit(k, 4)};
    Sphere *device_spheres = device_array<Sphere>(SPHERES);
    Node *device_nodes = device_array<Node>(2 * SPHERES);
    std::vector<Node> nodes;
    Node *root = build(nodes, device_nodes, spheres, device_spheres, 0, SPHERES);
    CHECK(cudaMemcpy(device_spheres, spheres.data(), SPHERES * sizeof(Sphere), cudaMemcpyHostToDevice));
    CHECK(cudaMemcpy(device_nodes, nodes.data(), nodes.size() * sizeof(Node), cudaMemcpyHostToDevice));
    float *depth = device_array<float>((size_t)width * width);

    dim3 block(16, 8), grid(blocks_for(width, 16), blocks_for(width, 8));
    Timing t = time_launches([&] { trace<<<grid, block>>>(root, depth, width); });
    int visited = 0, different = 0;
    sample(depth, (size_t)width * width, [&](size_t i, float value) {
        float x = ((int)(i % width) + 0.5f) / width, y = ((int)(i / width) + 0.5f) / width, nearest = 1e30f;
        for (const Sphere &s : spheres) nearest = std::min(nearest, enter(s, x, y));
        visited++;
        different += !agrees(value, nearest, 1e-3);
        return true;
    }, 32, 32);
    /* A ray that grazes a sphere may go either way by rounding: one in 200. */
    if (different > 0) fprintf(stderr, "%d of %d rays differ\n", different, visited);
    return report(different * 200 <= visited, t, (double)width * width, "Gray");
}
