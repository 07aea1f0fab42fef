#error "tensor core operations (mma.h) are not part of cuda-wasm: write the product with ordinary arithmetic"
