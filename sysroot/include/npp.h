#error "NPP is not part of cuda-wasm: write the image operation as a kernel"
