// Values that trade places, loops left from inside switches, and the like.
__global__ void rotate(const int *in, int *out, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i >= n) return;
  int a = in[i], b = in[i + 1], c = in[i + 2], d = 0;
  for (int k = 0; k < (i & 7); k++) {
    int t = a;
    a = b;
    b = c;
    c = t;
    if (k & 1) {
      int s = a;
      a = c;
      c = s;
      d += a;
    } else {
      d -= b;
    }
  }
  out[4 * i] = a;
  out[4 * i + 1] = b;
  out[4 * i + 2] = c;
  out[4 * i + 3] = d;
}

__global__ void interpret(const int *code, int *out, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i >= n) return;
  int value = 1, at = i, last = -1;
  for (int step = 0; step < 50; step++) {
    last = value;
    switch ((code[at] + 5) % 7) {
      case 0:
        value += 3;
        break;
      case 1:
        value *= 2;
        if (value > 1000) {
          value = value % 13;
          continue;
        }
        break;
      case 2:
        at += 2;
        continue;
      case 3:
        if (value & 1) break;
        value /= 2;
        break;
      case 4:
        value ^= step;
      case 5:
        value -= 1;
        break;
      default:
        out[i] = -value;
        return;
    }
    at++;
    if (value < -20) {
      value = 7;
      break;
    }
  }
  out[i] = value;
  out[i + n] = last + at;
}

__global__ void insertion_sort(const int *in, int *out) {
  int v[6];
  for (int k = 0; k < 6; k++) v[k] = in[threadIdx.x * 6 + k];
  for (int k = 1; k < 6; k++) {
    int key = v[k];
    int j = k - 1;
    while (j >= 0 && v[j] > key) {
      v[j + 1] = v[j];
      j--;
    }
    v[j + 1] = key;
  }
  for (int k = 0; k < 6; k++) out[threadIdx.x * 6 + k] = v[k];
}

__global__ void shifted_bound(int *x) {
  unsigned part = x[threadIdx.x];
  if (part < blockDim.x / 32) x[threadIdx.x] = 1;
}
