// What the files about CUDA graphs share: a graph is a list of nodes, a node an operation with the nodes it depends on.
#ifndef CW_GRAPH_H
#define CW_GRAPH_H
#include <__cuda_wasm/graphs.h>
#include "runtime.h"

// A kernel with a copy of its arguments.
struct GraphKernel {
  const __cw_kernel* kernel;
  dim3 grid, block;
  unsigned shared;
  bool cooperative;
  unsigned char* arguments;  // the packed buffer, and behind it the addresses of the arguments in it
  void** pointers;
};
struct GraphMemory {
  void* address;
  unsigned long bytes;
};
struct GraphCondition {
  unsigned* value;
  cudaGraphConditionalNodeType type;
  unsigned size;
  cudaGraph_t* bodies;
};

struct CUgraphNode_st {
  CUgraphNode_st* next;
  CUgraph_st* graph;
  cudaGraphNodeType type;
  CUgraphNode_st** from;   // what it depends on
  unsigned from_count;
  CUgraphNode_st* origin;  // in a clone: the node that this one was made of
  bool enabled;
  unsigned mark;           // of walks over the graph
  GraphKernel kernel;
  union {
    cudaMemcpy3DParms copy;
    cudaMemsetParams fill;
    cudaHostNodeParams host;
    cudaEvent_t event;
    CUgraph_st* child;
    GraphMemory memory;
    GraphCondition condition;
  };
};

// Values of conditions, in device memory.
struct GraphHandle {
  GraphHandle* next;
  unsigned* value;
  unsigned initial;
  bool assign;  // at every launch
};

struct CUgraph_st {
  CUgraphNode_st *first, **end;
  CUgraph_st* origin;
  GraphHandle* handles;
  unsigned users;  // executable graphs and conditional nodes that refer to it
  bool dead;
};

namespace cw {

CUgraph_st* new_graph();
CUgraph_st* clone_graph(const CUgraph_st* graph);
void release_graph(CUgraph_st* graph);
// A node that depends on `count` others; its operation is still to be set.
CUgraphNode_st* new_node(CUgraph_st* graph, cudaGraphNodeType type, CUgraphNode_st* const* from, size_t count);
void drop_node(CUgraphNode_st* node);
cudaError_t set_kernel(GraphKernel* k, const __cw_kernel* kernel, dim3 grid, dim3 block, unsigned shared, bool cooperative, void** args);
// Appends a dependency unless it is there.
bool depend(CUgraphNode_st* node, CUgraphNode_st* on);
// Nodes in an order that respects dependencies; null: there is a cycle. To be freed.
CUgraphNode_st** ordered_nodes(CUgraph_st* graph, unsigned* count);
cudaMemcpy3DParms plain_copy(void* to, const void* from, size_t bytes, cudaMemcpyKind kind);
cudaError_t run_copy(const cudaMemcpy3DParms* p, cudaStream_t stream);

}  // namespace cw
#endif
