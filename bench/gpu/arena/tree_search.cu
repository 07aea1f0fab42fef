/* Look-ups in a binary search tree of nodes with child pointers, built on the host and uploaded. Exact. Small size: 4096. */
#include "../bench.cuh"

constexpr int QUERIES_PER_NODE = 4;

struct Node {
    unsigned key;
    unsigned value;
    Node *left;
    Node *right;
};

/** Builds the balanced tree of sorted keys [low, high) in `nodes`, whose addresses will be device + index. */
static Node *build(std::vector<Node> &nodes, Node *device, const std::vector<unsigned> &keys, int low, int high, int &used)
{
    if (low >= high) return nullptr;
    int middle = low + (high - low) / 2, here = used++;
    Node *left = build(nodes, device, keys, low, middle, used);
    Node *right = build(nodes, device, keys, middle + 1, high, used);
    nodes[here] = {keys[middle], keys[middle] ^ 0x5a5a5a5au, left, right};
    return device + here;
}

__global__ void search(const Node *root, const unsigned *queries, unsigned *values, int n)
{
    int i = blockIdx.x * blockDim.x + threadIdx.x;
    if (i >= n) return;
    unsigned key = queries[i];
    const Node *node = root;
    while (node != nullptr && node->key != key) node = key < node->key ? node->left : node->right;
    values[i] = node != nullptr ? node->value : 0;
}

int main(int argc, char **argv)
{
    int n = problem_size(argc, argv, 1 << 20), queries = n * QUERIES_PER_NODE;
    printf("tree_search: %d nodes, %d queries\n", n, queries);
    std::vector<unsigned> keys(n);
    for (int i = 0; i < n; i++) keys[i] = hash32(i) | 1;
    std::sort(keys.begin(), keys.end());
    keys.erase(std::unique(keys.begin(), keys.end()), keys.end());

    Node *nodes = device_array<Node>(n);
    std::vector<Node> image(n);
    int used = 0;
    Node *root = build(image, nodes, keys, 0, (int)keys.size(), used);
    CHECK(cudaMemcpy(nodes, image.data(), used * sizeof(Node), cudaMemcpyHostToDevice));

    std::vector<unsigned> asked(queries);
    for (int q = 0; q < queries; q++) asked[q] = q % 4 == 3 ? hash32(q) & ~1u : hash32(hash32(q) % n) | 1; /* even keys are not in the tree */
    unsigned *device_queries = device_copy(asked), *values = device_array<unsigned>(queries);

    Timing t = time_launches([&] { search<<<blocks_for(queries, 256), 256>>>(root, device_queries, values, queries); });
    bool ok = verify(values, queries, [&](size_t q) { return asked[q] & 1 ? asked[q] ^ 0x5a5a5a5au : 0; }, 0.0);
    return report(ok, t, queries, "Gquery");
}
