#error "NCCL is not part of cuda-wasm: there is one device"
