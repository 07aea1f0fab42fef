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
    sum = fma(tileA[thread_idx.y][15], tileB[15][thread_idx.x], fma(tileA[thread_idx.y][14], tileB[14][thread_idx.x], fma(tileA[thread_idx.y][13], tileB[13][thread_idx.x], fma(tileA[thread_idx.y][12], tileB[12][thread_idx.x], fma(tileA[thread_idx.y][11], tileB[11][thread_idx.x], fma(tileA[thread_idx.y][10], tileB[10][thread_idx.x], fma(tileA[thread_idx.y][9], tileB[9][thread_idx.x], fma(tileA[thread_idx.y][8], tileB[8][thread_idx.x], fma(tileA[thread_idx.y][7], tileB[7][thread_idx.x], fma(tileA[thread_idx.y][6], tileB[6][thread_idx.x], fma(tileA[thread_idx.y][5], tileB[5][thread_idx.x], fma(tileA[thread_idx.y][4], tileB[4][thread_idx.x], fma(tileA[thread_idx.y][3], tileB[3][thread_idx.x], fma(tileA[thread_idx.y][2], tileB[2][thread_idx.x], fma(tileA[thread_idx.y][1], tileB[1][thread_idx.x], fma(tileA[thread_idx.y][0], tileB[thread_idx.x / 16u][thread_idx.x % 16u], sum))))))))))))))));
    // 14: __syncthreads();
    workgroupBarrier();
  }
  // 16: c[row * n + column] = sum;
  c[params.c_offset + t + column] = sum;
}
