// run:
// Threads of many blocks allocate on the device's heap, link what they got into lists, and another kernel frees it.
#include <cstdio>
#include <cuda_runtime.h>

struct Node {
    Node *next;
    int bytes;
    unsigned char *data;
};

__device__ Node *lists[16];
__device__ int failures;

__global__ void grow(int rounds)
{
    int i = blockIdx.x * blockDim.x + threadIdx.x;
    for (int r = 0; r < rounds; r++) {
        Node *node = (Node *)malloc(sizeof(Node));
        int bytes = 1 + (i * 7 + r * 13) % 90;
        unsigned char *data = (unsigned char *)malloc(bytes);
        if (!node || !data) {
            atomicAdd(&failures, 1);
            return;
        }
        for (int k = 0; k < bytes; k++) data[k] = (unsigned char)(i + k);
        node->bytes = bytes;
        node->data = data;
        unsigned long long *head = (unsigned long long *)&lists[i % 16], seen = *head, expected;
        do {
            expected = seen;
            node->next = (Node *)expected;
            __threadfence();
            seen = atomicCAS(head, expected, (unsigned long long)node);
        } while (seen != expected);
        // Some of what was allocated goes back at once.
        void *brief = malloc(40 + bytes);
        if (brief) *(int *)brief = i;
        free(brief);
    }
}

__global__ void shrink(unsigned long long *sums, int *counts)
{
    Node *node = lists[threadIdx.x];
    unsigned long long sum = 0;
    int count = 0;
    while (node) {
        for (int k = 1; k < node->bytes; k++) sum += (unsigned char)(node->data[k] - node->data[0]);
        sum += (unsigned long long)node->bytes << 32;
        count++;
        Node *next = node->next;
        free(node->data);
        free(node);
        node = next;
    }
    sums[threadIdx.x] = sum;
    counts[threadIdx.x] = count;
}

int main()
{
    unsigned long long *sums, s[16];
    int *counts, c[16], failed;
    cudaMalloc(&sums, sizeof s);
    cudaMalloc(&counts, sizeof c);
    grow<<<64, 32>>>(4);
    shrink<<<1, 16>>>(sums, counts);
    cudaMemcpy(s, sums, sizeof s, cudaMemcpyDeviceToHost);
    cudaMemcpy(c, counts, sizeof c, cudaMemcpyDeviceToHost);
    cudaMemcpyFromSymbol(&failed, failures, sizeof failed);
    printf("%s, %d failures\n", cudaGetErrorString(cudaGetLastError()), failed);
    for (int i = 0; i < 16; i++) printf("%d: %d nodes, %llx\n", i, c[i], s[i]);
}
