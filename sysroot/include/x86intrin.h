/* What gcc's header has without options that name further instructions: SSE2, and the counter of cycles. */
#ifndef _X86INTRIN_H_INCLUDED
#define _X86INTRIN_H_INCLUDED
#include <emmintrin.h>
#include <immintrin.h>
#endif
