// run: tolerance=0
// Clusters of one block: the group, its barrier and its registers, launches with attributes, occupancy.
#include <cooperative_groups.h>
#include <stdio.h>

namespace cg = cooperative_groups;

__global__ void __cluster_dims__(1, 1, 1) ranks(int* out) {
  __shared__ int box[64];
  cg::cluster_group cluster = cg::this_cluster();
  box[threadIdx.x] = threadIdx.x * 3;
  cluster.sync();
  int* other = cluster.map_shared_rank(box, cluster.block_rank());
  int* o = out + (blockIdx.x * blockDim.x + threadIdx.x) * 6;
  o[0] = other[63 - threadIdx.x];
  o[1] = cluster.block_rank() + 10 * cluster.num_blocks() + 100 * cluster.num_threads();
  o[2] = cluster.thread_rank();
  o[3] = cluster.block_index().x * 10 + cluster.dim_blocks().x;
  unsigned r;
  asm volatile("barrier.cluster.arrive.aligned; barrier.cluster.wait.aligned;" : : : "memory");
  asm("mov.u32 %0, %%cluster_ctaid.x;" : "=r"(r));
  o[4] = r;
  asm("{ .reg .b32 a; mapa.shared::cluster.u32 a, %1, 0; ld.shared::cluster.u32 %0, [a]; }" : "=r"(r) : "r"((unsigned)__cvta_generic_to_shared(box + threadIdx.x)));
  o[5] = r;
}

__global__ void fill(int* out, int v) { out[blockIdx.x * blockDim.x + threadIdx.x] = v; }

int main() {
  int* out;
  cudaMallocManaged(&out, 128 * 6 * sizeof(int));
  ranks<<<2, 64>>>(out);
  printf("%s\n", cudaGetErrorName(cudaDeviceSynchronize()));
  for (int i = 0; i < 128; i += 21) printf("%d %d %d %d %d %d\n", out[i * 6], out[i * 6 + 1], out[i * 6 + 2], out[i * 6 + 3], out[i * 6 + 4], out[i * 6 + 5]);
  cudaLaunchConfig_t config = {};
  config.gridDim = 2;
  config.blockDim = 64;
  cudaLaunchAttribute attributes[2];
  attributes[0].id = cudaLaunchAttributeClusterDimension;
  attributes[0].val.clusterDim.x = attributes[0].val.clusterDim.y = attributes[0].val.clusterDim.z = 1;
  attributes[1].id = cudaLaunchAttributeProgrammaticStreamSerialization;
  attributes[1].val.programmaticStreamSerializationAllowed = 1;
  config.attrs = attributes;
  config.numAttrs = 2;
  cudaError_t e = cudaLaunchKernelEx(&config, fill, out, 7);
  cudaDeviceSynchronize();
  printf("%s %d %d\n", cudaGetErrorName(e), out[0], out[127]);
  int clusters = 0;
  e = cudaOccupancyMaxActiveClusters(&clusters, fill, &config);
  printf("%s %d\n", cudaGetErrorName(e), clusters > 0);
}
