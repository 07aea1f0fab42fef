// Shared memory belongs to blocks.
__shared__ int cell;
__global__ void kernel(int *out) { *out = cell; }
int main() {
  cell = 3;
//^ error CW8006: the __shared__ variable 'cell' cannot be used in a host function
}
