// First pair of elements whose sum is the target; skips negative ones.
__global__ void find_pair(const int *values, int *result, int n, int target) {
  int found = -1;
  for (int i = 0; i < n && found < 0; i++) {
    if (values[i] < 0) continue;
    for (int j = i + 1; j < n; j++) {
      if (values[j] < 0) continue;
      if (values[i] + values[j] == target) {
        found = i * n + j;
        break;
      }
    }
  }
  result[threadIdx.x] = found;
}

__global__ void primes(int *flags, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i >= n) return;
  int count = 0;
  for (int k = 2; k <= i; k++) {
    bool prime = true;
    int d = 2;
    while (d * d <= k) {
      if (k % d == 0) {
        prime = false;
        break;
      }
      d++;
    }
    if (!prime) continue;
    count++;
  }
  flags[i] = count;
}

// Leaves both loops, and goes on with the outer one from inside the inner one.
__global__ void search(const int *grid, int *out, int rows, int columns) {
  int hits = 0;
  for (int y = 0; y < rows; y++) {
    for (int x = 0; x < columns; x++) {
      int cell = grid[y * columns + x];
      if (cell == 0) goto next_row;
      if (cell < 0) goto done;
      hits += cell;
    }
    hits *= 2;
  next_row:;
  }
done:
  out[threadIdx.x] = hits;
}

__global__ void collatz(unsigned int *steps, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i >= n) return;
  unsigned int value = steps[i];
  unsigned int count = 0;
  do {
    value = value % 2 == 0 ? value / 2 : 3 * value + 1;
    count++;
  } while (value != 1);
  steps[i] = count;
}
