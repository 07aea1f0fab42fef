#error "nvJPEG is not part of cuda-wasm: decode images in the program itself"
