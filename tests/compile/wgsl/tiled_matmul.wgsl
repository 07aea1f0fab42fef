// tiled_matmul.cu:3: void matmul(const float *, const float *, float *, int)
override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;

struct Params {
  n: i32,
  a_offset: u32,
  b_offset: u32,
  c_offset: u32,
}
@group(0) @binding(0) var<uniform> params: Params;

@group(0) @binding(1) var<storage, read> a: array<f32>;
@group(0) @binding(2) var<storage, read> b: array<f32>;
@group(0) @binding(3) var<storage, read_write> c: array<f32>;

var<workgroup> tileA: array<array<f32, 16>, 16>;
var<workgroup> tileB: array<array<f32, 16>, 16>;

@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)
fn main(
  @builtin(workgroup_id) block_idx: vec3u,
  @builtin(local_invocation_id) thread_idx: vec3u,
) {
  // 7: int column = blockIdx.x * TILE + threadIdx.x;
  let column = block_idx.x * 16u + thread_idx.x;
  let t = (block_idx.y * 16u + thread_idx.y) * u32(params.n);
  let rounds = max(params.n / 16, 0);
  // 9: for (int t = 0; t < n / TILE; t++) {
  var sum = 0.0f;
  let rounds_1 = u32(rounds);
  for (var t_1 = 0u; t_1 < rounds_1; t_1 += 1u) {
    let t_2 = t_1 * 16u;
    // 10: tileA[threadIdx.y][threadIdx.x] = a[row * n + t * TILE + threadIdx.x];
    tileA[thread_idx.y][thread_idx.x] = a[params.a_offset + t + t_2 + thread_idx.x];
    // 11: tileB[threadIdx.y][threadIdx.x] = b[(t * TILE + threadIdx.y) * n + column];
    tileB[thread_idx.y][thread_idx.x] = b[params.b_offset + (t_2 + thread_idx.y) * u32(params.n) + column];
    // 12: __syncthreads();
    workgroupBarrier();
    // 13: for (int k = 0; k < TILE; k++) sum += tileA[threadIdx.y][k] * tileB[k][threadIdx.x];
    var k = 0u;
    for (var group = 0u; group < 4u; group += 1u) {
      let k_1 = k + 1u;
      let k_2 = k + 2u;
      let k_3 = k + 3u;
      sum = fma(tileA[thread_idx.y][k_3], tileB[k_3][thread_idx.x], fma(tileA[thread_idx.y][k_2], tileB[k_2][thread_idx.x], fma(tileA[thread_idx.y][k_1], tileB[k_1][thread_idx.x], fma(tileA[thread_idx.y][k], tileB[k][thread_idx.x], sum))));
      k += 4u;
    }
    // 14: __syncthreads();
    workgroupBarrier();
  }
  // 16: c[row * n + column] = sum;
  c[params.c_offset + t + column] = sum;
}
