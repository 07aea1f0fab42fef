// word_members.cu:2: void swizzle(const uchar4 *, uchar4 *, int)
override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;

struct Params {
  n: i32,
  in_offset: u32,
  out_offset: u32,
}
@group(0) @binding(0) var<uniform> params: Params;

@group(0) @binding(1) var<storage, read> in: array<u32>;
@group(0) @binding(2) var<storage, read_write> out: array<u32>;

@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)
fn main(
  @builtin(workgroup_id) block_idx: vec3u,
  @builtin(local_invocation_id) thread_idx: vec3u,
) {
  // 3: int i = blockIdx.x * blockDim.x + threadIdx.x;
  let i = block_idx.x * block_dim_x + thread_idx.x;
  // 4: if (i < n) out[i] = make_uchar4(in[i].w, in[i].y, in[i].x, 255);
  if i32(i) < params.n {
    let t = in[(params.in_offset >> 2u) + i];
    out[(params.out_offset >> 2u) + i] = (t >> 24u) | (((t >> 8u) & 255u) << 8u) | ((t & 255u) << 16u) | 0xff000000u;
  }
}

// word_members.cu:7: void halve(short2 *, const char4 *)
override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;

struct Params {
  sums_offset: u32,
  steps_offset: u32,
}
@group(0) @binding(0) var<uniform> params: Params;

@group(0) @binding(1) var<storage, read_write> sums: array<u32>;
@group(0) @binding(2) var<storage, read> steps: array<u32>;

@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)
fn main(
  @builtin(local_invocation_id) thread_idx: vec3u,
) {
  // 9: short2 s = sums[i];
  let t = sums[(params.sums_offset >> 2u) + thread_idx.x];
  // 10: sums[i] = make_short2((short)(s.y >> 1), (short)(s.x + steps[i].y - steps[i].w));
  let t_1 = i32(steps[(params.steps_offset >> 2u) + thread_idx.x]);
  sums[(params.sums_offset >> 2u) + thread_idx.x] = (u32(extractBits(i32(t >> 16u), 0u, 16u) >> 1u) & 65535u) | ((u32(extractBits(i32(t) & 65535, 0u, 16u) + ((t_1 << 16u) >> 24u) - (t_1 >> 24u)) & 65535u) << 16u);
}

// word_members.cu:17: void apart(Frame *, uchar4 *)
//lanes enable subgroups;
//lanes diagnostic(off, subgroup_uniformity);

override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;

struct Params {
  frames_offset: u32,
  pixels_offset: u32,
}
@group(0) @binding(0) var<uniform> params: Params;

@group(0) @binding(1) var<storage, read_write> frames: array<atomic<u32>>;
@group(0) @binding(2) var<storage, read_write> pixels: array<atomic<u32>>;

fn store_frames_16(at: u32, value: u32) {
//lanes   if subgroupBallot(true).x == all__lanes && subgroupAll(subgroupShuffleXor(at, 1u) == (at ^ 2u)) {
//lanes     var parts = extractBits(value, 0u, 16u) << ((at & 3u) << 3u);
//lanes     parts |= subgroupShuffleXor(parts, 1u);
//lanes     if (at & 3u) == 0u {
//lanes       atomicStore(&frames[at >> 2u], parts);
//lanes     }
//lanes     return;
//lanes   }
  var old = atomicLoad(&frames[at >> 2u]);
  loop {
    let result = atomicCompareExchangeWeak(&frames[at >> 2u], old, insertBits(old, value, (at & 3u) << 3u, 16u));
    if result.exchanged {
      break;
    }
    old = result.old_value;
  }
}

fn store_pixels_8(at: u32, value: u32) {
//lanes   if subgroupBallot(true).x == all__lanes && subgroupAll(subgroupShuffleXor(at, 1u) == (at ^ 1u) && subgroupShuffleXor(at, 2u) == (at ^ 2u)) {
//lanes     var parts = extractBits(value, 0u, 8u) << ((at & 3u) << 3u);
//lanes     parts |= subgroupShuffleXor(parts, 1u);
//lanes     parts |= subgroupShuffleXor(parts, 2u);
//lanes     if (at & 3u) == 0u {
//lanes       atomicStore(&pixels[at >> 2u], parts);
//lanes     }
//lanes     return;
//lanes   }
  var old = atomicLoad(&pixels[at >> 2u]);
  loop {
    let result = atomicCompareExchangeWeak(&pixels[at >> 2u], old, insertBits(old, value, (at & 3u) << 3u, 8u));
    if result.exchanged {
      break;
    }
    old = result.old_value;
  }
}

@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)
fn main(
  @builtin(local_invocation_id) thread_idx: vec3u,
) {
  // 18: frames[threadIdx.x].left = 1;
  store_frames_16(params.frames_offset + thread_idx.x * 4u, 1u);
  // 19: frames[threadIdx.x].right = 2;
  store_frames_16(params.frames_offset + thread_idx.x * 4u + 2u, 2u);
  // 20: pixels[threadIdx.x].y = 3;
  store_pixels_8(params.pixels_offset + thread_idx.x * 4u + 1u, 3u);
}
