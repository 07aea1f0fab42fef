/* Each thread walks its own linked list of 64 nodes, which lie scattered over memory. The lists are linked on the device. Exact. Small size: 2000. */
#include "../bench.cuh"

constexpr int LENGTH = 64;

struct Node {
    unsigned value;
    Node *next;
};

/** Node k of list i lies at a permuted place: multiplication by an odd number, modulo a power of two. */
__host__ __device__ inline unsigned place(unsigned i, unsigned k, unsigned lists, unsigned mask) { return (k * lists + i) * 2654435761u & mask; }

__global__ void link(Node *pool, Node **heads, unsigned lists, unsigned mask)
{
    unsigned t = blockIdx.x * blockDim.x + threadIdx.x;
    if (t >= lists * LENGTH) return;
    unsigned i = t % lists, k = t / lists;
    Node *node = &pool[place(i, k, lists, mask)];
    node->value = hash32(t);
    node->next = k + 1 < LENGTH ? &pool[place(i, k + 1, lists, mask)] : nullptr;
    if (k == 0) heads[i] = node;
}

__global__ void walk(Node *const *heads, unsigned *sums, unsigned lists)
{
    unsigned i = blockIdx.x * blockDim.x + threadIdx.x;
    if (i >= lists) return;
    unsigned sum = 0;
    for (const Node *node = heads[i]; node != nullptr; node = node->next) sum = sum * 31 + node->value;
    sums[i] = sum;
}

int main(int argc, char **argv)
{
    unsigned lists = problem_size(argc, argv, 1 << 17);
    unsigned nodes = LENGTH;
    while (nodes < lists * LENGTH) nodes *= 2;
    printf("list_walk: %u lists of %d nodes\n", lists, LENGTH);
    Node *pool = device_array<Node>(nodes);
    Node **heads = device_array<Node *>(lists);
    unsigned *sums = device_array<unsigned>(lists);
    link<<<blocks_for((size_t)lists * LENGTH, 256), 256>>>(pool, heads, lists, nodes - 1);

    Timing t = time_launches([&] { walk<<<blocks_for(lists, 256), 256>>>(heads, sums, lists); });
    auto expected = [=](size_t i) {
        unsigned sum = 0;
        for (unsigned k = 0; k < LENGTH; k++) sum = sum * 31 + hash32(k * lists + (unsigned)i);
        return sum;
    };
    bool ok = verify(sums, lists, expected, 0.0, 1.0, 64, 256);
    return report(ok, t, (double)lists * LENGTH, "Gnode");
}
