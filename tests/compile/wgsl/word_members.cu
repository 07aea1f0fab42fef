// Members of structs of four bytes are read and written as one word.
__global__ void swizzle(const uchar4 *in, uchar4 *out, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) out[i] = make_uchar4(in[i].w, in[i].y, in[i].x, 255);
}

__global__ void halve(short2 *sums, const char4 *steps) {
  int i = threadIdx.x;
  short2 s = sums[i];
  sums[i] = make_short2((short)(s.y >> 1), (short)(s.x + steps[i].y - steps[i].w));
}

struct Frame {
  short left, right;
};

__global__ void apart(Frame *frames, uchar4 *pixels) {
  frames[threadIdx.x].left = 1;
  frames[threadIdx.x].right = 2;
  pixels[threadIdx.x].y = 3;
}
