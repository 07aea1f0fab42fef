__global__ void apply(const int *operations, int *values, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i >= n) return;
  int v = values[i];
  switch (operations[i]) {
    case 0:
      v += 1;
      break;
    case 1:
      v *= 3;
      break;
    case 2:
    case 3:
      v -= 7;
    case 4:
      v = -v;
      break;
    case 5:
      return;
    default:
      v = 0;
  }
  values[i] = v;
}
