/* The name that the header had before NVTX 3. */
#include <nvtx3/nvToolsExt.h>
