#error "mma.h is not part of cuda-wasm: write the product with ordinary arithmetic"
