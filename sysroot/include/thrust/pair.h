#ifndef _THRUST_PAIR_H
#define _THRUST_PAIR_H
#include <cuda_runtime.h>
#include <utility>
namespace thrust {
using std::get;
using std::make_pair;
using std::pair;
using std::tuple_element;
using std::tuple_size;
}  // namespace thrust
#endif
