#error "cuDNN is not part of cuda-wasm: write the layers as kernels"
