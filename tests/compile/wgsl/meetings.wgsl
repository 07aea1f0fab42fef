// meetings.cu:2: void early_exit(float *, int)
override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;

struct Params {
  n: i32,
  x_offset: u32,
}
@group(0) @binding(0) var<uniform> params: Params;

@group(0) @binding(1) var<storage, read_write> x: array<f32>;

var<workgroup> tile: array<f32, 64>;
var<workgroup> block_votes: atomic<u32>;

@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)
fn main(
  @builtin(local_invocation_id) thread_idx: vec3u,
  @builtin(local_invocation_index) thread_index: u32,
) {
  var goes_on_with: i32;
  // 2: __global__ void early_exit(float *x, int n) {
  goes_on_with = 0;
  loop {
    var state = u32(goes_on_with);
    goes_on_with = 5;
    while state < 5u {
      switch state {
        case 0u: {
          // 5: tile[i] = x[i];
          tile[thread_idx.x] = x[params.x_offset + thread_idx.x];
          state = 1u;
        }
        case 1u: {
          // 6: while (x[i] > 0) {
          if x[params.x_offset + thread_idx.x] > 0.0f {
            state = 2u;
          } else {
            state = 4u;
          }
        }
        case 2u: {
          // 7: if (i >= n) return;
          if i32(thread_idx.x) >= params.n {
            state = 5u;
            break;
          }
          // 8: __syncthreads();
          goes_on_with = 3;
          state = 5u;
        }
        case 3u: {
          // 9: x[i]--;
          x[params.x_offset + thread_idx.x] -= 1.0f;
          state = 1u;
        }
        case 4u: {
          // 11: x[i] = tile[63 - i];
          x[params.x_offset + thread_idx.x] = tile[63u - thread_idx.x];
          state = 5u;
        }
        default: {
          state = 5u;
        }
      }
    }
    // 2: __global__ void early_exit(float *x, int n) {
    if thread_index == 0u {
      atomicStore(&block_votes, 0u);
    }
    workgroupBarrier();
    if u32(goes_on_with) < 5u {
      atomicAdd(&block_votes, 1u);
    }
    let t = i32(u32(workgroupUniformLoad(&block_votes) != 0u));
    storageBarrier();
    if t == 0 {
      break;
    }
  }
}
