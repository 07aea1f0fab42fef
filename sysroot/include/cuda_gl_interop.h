#error "graphics interoperation is not part of cuda-wasm"
