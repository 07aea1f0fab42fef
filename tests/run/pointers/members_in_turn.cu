// run: tolerance=0
// Members of objects behind pointers, each looked at only where those before it are right: the last object may end where its memory does. And choices between two members, or two objects.
#include <cstdio>
#include <cuda_runtime.h>

struct Box {
    int low[2], high[2];
    Box *left, *right;
    short left_weight, right_weight;
};

struct Pair {
    int count;
    int value;
};

__device__ bool holds(const Box *box, int x, int y)
{
    return x >= box->low[0] && x < box->high[0] && y >= box->low[1] && y < box->high[1];
}

/** How many boxes of the tree hold the point, and what leads to the smallest. */
__global__ void find(const Box *root, int *found, int *weights, int n)
{
    int i = blockIdx.x * blockDim.x + threadIdx.x;
    if (i >= n) return;
    int x = i * 7 % 64, y = i * 11 % 64, count = 0, weight = 0;
    const Box *box = root, *last = nullptr;
    while (box != nullptr && holds(box, x, y)) {
        count++;
        bool isLeft = box->left != nullptr && holds(box->left, x, y);
        weight += isLeft ? box->left_weight : box->right_weight;
        last = box;
        box = isLeft ? box->left : box->right;
    }
    found[i] = count * 100 + (last != nullptr ? last->high[0] : -1);
    weights[i] = weight;
}

/** Where `count` is 1 there is nothing behind it. */
__global__ void sum(Pair *const *pairs, int *sums, int n)
{
    int i = blockIdx.x * blockDim.x + threadIdx.x;
    if (i >= n) return;
    const Pair *pair = pairs[i], *other = pairs[n - 1 - i];
    int value = pair->count;
    if (pair->count > 1) value += pair->value;
    sums[i] = value + (i % 2 == 0 ? pair->count : other->count);
}

__global__ void sum_own(int *sums, int n)
{
    int i = threadIdx.x;
    int *small = new int(i % 3);
    __shared__ int shared[1];
    if (i == 0) shared[0] = 1;
    __syncthreads();
    int *p = i % 4 == 0 ? small : i % 4 == 1 ? &shared[0] : &sums[i];
    int value = p[0] < 1000 ? p[0] : p[0] + p[1];
    delete small;
    __syncthreads();
    sums[i] = value;
}

int main()
{
    const int n = 256, levels = 6;
    Box *boxes;
    cudaMallocManaged(&boxes, ((1 << levels) - 1) * sizeof(Box));
    for (int b = 0; b < (1 << levels) - 1; b++) {
        Box &box = boxes[b];
        int parent = (b - 1) / 2, depth = 0;
        for (int at = b; at > 0; at = (at - 1) / 2) depth++;
        if (b == 0) box = {{0, 0}, {60, 62}};
        else {
            box = boxes[parent];
            int axis = depth % 2, middle = (box.low[axis] + box.high[axis]) / 2;
            if (b % 2 == 1) box.high[axis] = middle;
            else box.low[axis] = middle;
        }
        bool isLeaf = 2 * b + 2 >= (1 << levels) - 1;
        box.left = isLeaf ? nullptr : &boxes[2 * b + 1];
        box.right = isLeaf ? nullptr : &boxes[2 * b + 2];
        box.left_weight = -b;
        box.right_weight = b * 3;
    }
    int *found, *weights;
    cudaMallocManaged(&found, n * sizeof(int));
    cudaMallocManaged(&weights, n * sizeof(int));
    find<<<4, 64>>>(boxes, found, weights, n);
    printf("%s\n", cudaGetErrorString(cudaDeviceSynchronize()));
    long long total = 0;
    for (int i = 0; i < n; i++) total += (long long)(found[i] + weights[i]) * (i + 1);
    printf("%lld, %d %d, %d %d\n", total, found[0], weights[0], found[77], weights[77]);

    // Every other one is one int alone, in an allocation of its own.
    Pair *pairs[n];
    for (int i = 0; i < n; i++) {
        Pair pair = {i % 2 == 0 ? 1 : 2 + i % 5, i * 10};
        size_t size = i % 2 == 0 ? sizeof(int) : sizeof(Pair);
        cudaMalloc(&pairs[i], size);
        cudaMemcpy(pairs[i], &pair, size, cudaMemcpyHostToDevice);
    }
    Pair **table;
    int *sums;
    cudaMalloc(&table, sizeof(pairs));
    cudaMemcpy(table, pairs, sizeof(pairs), cudaMemcpyHostToDevice);
    cudaMallocManaged(&sums, n * sizeof(int));
    sum<<<2, 128>>>(table, sums, n);
    printf("%s\n", cudaGetErrorString(cudaDeviceSynchronize()));
    int wrong = 0;
    for (int i = 0; i < n; i++) {
        auto count = [](int k) { return k % 2 == 0 ? 1 : 2 + k % 5; };
        int expected = count(i) + (count(i) > 1 ? i * 10 : 0) + (i % 2 == 0 ? count(i) : count(n - 1 - i));
        wrong += sums[i] != expected;
    }
    printf("%d wrong\n", wrong);
    for (int i = 0; i < n; i++) sums[i] = i;
    sum_own<<<1, 128>>>(sums, n);
    printf("%s\n", cudaGetErrorString(cudaDeviceSynchronize()));
    printf("%d %d %d %d\n", sums[4], sums[5], sums[6], sums[7]);
    return 0;
}
