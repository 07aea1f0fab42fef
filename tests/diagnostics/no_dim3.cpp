// A kernel launch without CUDA's headers.
__attribute__((global)) void kernel();
void launch() { kernel<<<1, 1>>>(); }
//                       ^ error CW7105: kernel launch needs the class dim3; include <cuda_runtime.h>
//                          ^ error CW7105: kernel launch needs the class dim3; include <cuda_runtime.h>
