// CUDA graphs: making, cloning and asking about graphs and their nodes.
#include <stdlib.h>
#include <string.h>
#include "graph.h"

using namespace cw;

namespace cw {

CUgraph_st* new_graph() {
  CUgraph_st* g = (CUgraph_st*)calloc(1, sizeof(CUgraph_st));
  if (g) g->end = &g->first;
  return g;
}

CUgraphNode_st* new_node(CUgraph_st* graph, cudaGraphNodeType type, CUgraphNode_st* const* from, size_t count) {
  CUgraphNode_st* n = (CUgraphNode_st*)calloc(1, sizeof(CUgraphNode_st));
  if (!n) return 0;
  n->graph = graph;
  n->type = type;
  n->enabled = true;
  for (size_t i = 0; i < count; i++) {
    if (depend(n, from[i])) continue;
    free(n->from);
    free(n);
    return 0;
  }
  *graph->end = n;
  graph->end = &n->next;
  return n;
}

bool depend(CUgraphNode_st* node, CUgraphNode_st* on) {
  for (unsigned i = 0; i < node->from_count; i++) {
    if (node->from[i] == on) return true;
  }
  CUgraphNode_st** grown = (CUgraphNode_st**)realloc(node->from, (node->from_count + 1) * sizeof *grown);
  if (!grown) return false;
  node->from = grown;
  grown[node->from_count++] = on;
  return true;
}

static void free_operation(CUgraphNode_st* n) {
  free(n->kernel.arguments);
  free(n->kernel.pointers);
  if (n->type == cudaGraphNodeTypeGraph) release_graph(n->child);
  if (n->type == cudaGraphNodeTypeMemAlloc && !n->origin) free_graph_memory(n->memory.address);
  if (n->type == cudaGraphNodeTypeConditional && !n->origin) {
    for (unsigned i = 0; i < n->condition.size; i++) release_graph(n->condition.bodies[i]);
    free(n->condition.bodies);
  }
}

void drop_node(CUgraphNode_st* node) {
  CUgraph_st* g = node->graph;
  CUgraphNode_st** link = &g->first;
  while (*link != node) link = &(*link)->next;
  *link = node->next;
  if (g->end == &node->next) g->end = link;
  for (CUgraphNode_st* n = g->first; n; n = n->next) {
    for (unsigned i = 0; i < n->from_count; i++) {
      if (n->from[i] != node) continue;
      n->from[i] = n->from[--n->from_count];
      break;
    }
  }
  free_operation(node);
  free(node->from);
  free(node);
}

void release_graph(CUgraph_st* g) {
  if (g->users > 0) {
    g->users--;
    if (g->users > 0 || !g->dead) return;
  }
  for (CUgraphNode_st* n = g->first; n;) {
    CUgraphNode_st* next = n->next;
    free_operation(n);
    free(n->from);
    free(n);
    n = next;
  }
  while (g->handles) {
    GraphHandle* next = g->handles->next;
    if (!g->origin) cudaFree(g->handles->value);
    free(g->handles);
    g->handles = next;
  }
  if (g->origin) release_graph(g->origin);
  free(g);
}

cudaError_t set_kernel(GraphKernel* k, const __cw_kernel* kernel, dim3 grid, dim3 block, unsigned shared, bool cooperative, void** args) {
  if (!kernel) return cudaErrorInvalidDeviceFunction;
  if (kernel->param_count > 0 && !args) return cudaErrorInvalidValue;
  unsigned char* packed = (unsigned char*)malloc(kernel->param_bytes + 1);
  void** pointers = (void**)malloc((kernel->param_count + 1) * sizeof(void*));
  if (!packed || !pointers) {
    free(packed);
    free(pointers);
    return cudaErrorMemoryAllocation;
  }
  for (unsigned i = 0; i < kernel->param_count; i++) {
    pointers[i] = packed + kernel->params[2 * i + 1];
    memcpy(pointers[i], args[i], kernel->params[2 * i]);
  }
  free(k->arguments);
  free(k->pointers);
  k->kernel = kernel;
  k->grid = grid;
  k->block = block;
  k->shared = shared;
  k->cooperative = cooperative;
  k->arguments = packed;
  k->pointers = pointers;
  return cudaSuccess;
}

cudaMemcpy3DParms plain_copy(void* to, const void* from, size_t bytes, cudaMemcpyKind kind) {
  cudaMemcpy3DParms p;
  memset(&p, 0, sizeof p);
  p.srcPtr.ptr = (void*)from;
  p.dstPtr.ptr = to;
  p.srcPtr.pitch = p.dstPtr.pitch = p.srcPtr.xsize = p.dstPtr.xsize = p.extent.width = bytes;
  p.srcPtr.ysize = p.dstPtr.ysize = p.extent.height = p.extent.depth = 1;
  p.kind = kind;
  return p;
}

static cudaError_t copy_operation(CUgraphNode_st* to, const CUgraphNode_st* from) {
  to->enabled = from->enabled;
  if (from->type == cudaGraphNodeTypeKernel) {
    const GraphKernel* k = &from->kernel;
    return set_kernel(&to->kernel, k->kernel, k->grid, k->block, k->shared, k->cooperative, k->pointers);
  }
  memcpy((void*)&to->copy, (const void*)&from->copy, sizeof(CUgraphNode_st) - ((const char*)&from->copy - (const char*)from));
  if (from->type == cudaGraphNodeTypeGraph) {
    to->child = clone_graph(from->child);
    if (!to->child) return cudaErrorMemoryAllocation;
  }
  return cudaSuccess;
}

CUgraph_st* clone_graph(const CUgraph_st* graph) {
  CUgraph_st* g = new_graph();
  if (!g) return 0;
  g->origin = (CUgraph_st*)graph;
  g->origin->users++;
  for (CUgraphNode_st* n = graph->first; n; n = n->next) {
    CUgraphNode_st* made = new_node(g, n->type, 0, 0);
    if (!made) return 0;
    made->origin = n;
    if (copy_operation(made, n) != cudaSuccess) return 0;
  }
  for (CUgraphNode_st* made = g->first; made; made = made->next) {
    for (unsigned i = 0; i < made->origin->from_count; i++) {
      for (CUgraphNode_st* other = g->first; other; other = other->next) {
        if (other->origin == made->origin->from[i]) depend(made, other);
      }
    }
  }
  for (GraphHandle* h = graph->handles; h; h = h->next) {
    GraphHandle* copy = (GraphHandle*)malloc(sizeof(GraphHandle));
    if (!copy) return 0;
    *copy = *h;
    copy->next = g->handles;
    g->handles = copy;
  }
  return g;
}

// Depth first, so that what a node depends on comes before it; mark 1: on the way, 2: done.
static bool visit(CUgraphNode_st* n, CUgraphNode_st** list, unsigned* count) {
  if (n->mark == 2) return true;
  if (n->mark == 1) return false;
  n->mark = 1;
  for (unsigned i = 0; i < n->from_count; i++) {
    if (!visit(n->from[i], list, count)) return false;
  }
  n->mark = 2;
  list[(*count)++] = n;
  return true;
}

CUgraphNode_st** ordered_nodes(CUgraph_st* graph, unsigned* count) {
  unsigned total = 0;
  for (CUgraphNode_st* n = graph->first; n; n = n->next) {
    n->mark = 0;
    total++;
  }
  CUgraphNode_st** list = (CUgraphNode_st**)malloc((total + 1) * sizeof *list);
  *count = 0;
  for (CUgraphNode_st* n = graph->first; list && n; n = n->next) {
    if (visit(n, list, count)) continue;
    free(list);
    return 0;
  }
  return list;
}

}  // namespace cw

static bool valid(cudaGraph_t graph, const cudaGraphNode_t* from, size_t count, cudaGraphNode_t* node) {
  if (!graph || !node || (count > 0 && !from)) return false;
  for (size_t i = 0; i < count; i++) {
    if (!from[i] || from[i]->graph != graph) return false;
  }
  return true;
}

// Adds a node, unless its operation was refused.
static cudaError_t add(cudaGraphNode_t* node, cudaGraph_t graph, const cudaGraphNode_t* from, size_t count, cudaGraphNodeType type) {
  CW_CHECK_FAULT();
  if (!valid(graph, from, count, node)) return fail(cudaErrorInvalidValue);
  *node = new_node(graph, type, from, count);
  return *node ? cudaSuccess : fail(cudaErrorMemoryAllocation);
}

static cudaError_t set_kernel_of(CUgraphNode_st* n, void* func, dim3 grid, dim3 block, unsigned shared, void** args, void** extra) {
  if (extra) return fail(cudaErrorNotSupported);
  return fail(set_kernel(&n->kernel, (const __cw_kernel*)func, grid, block, shared, n->kernel.cooperative, args));
}

extern "C" {
cudaError_t cudaGraphCreate(cudaGraph_t* graph, unsigned flags) {
  CW_CHECK_FAULT();
  if (!graph || flags != 0) return fail(cudaErrorInvalidValue);
  *graph = new_graph();
  return *graph ? cudaSuccess : fail(cudaErrorMemoryAllocation);
}

cudaError_t cudaGraphDestroy(cudaGraph_t graph) {
  CW_CHECK_FAULT();
  if (!graph || graph->dead) return fail(cudaErrorInvalidValue);
  graph->dead = true;
  if (graph->users == 0) release_graph(graph);
  return cudaSuccess;
}

cudaError_t cudaGraphClone(cudaGraph_t* clone, cudaGraph_t graph) {
  CW_CHECK_FAULT();
  if (!clone || !graph) return fail(cudaErrorInvalidValue);
  for (CUgraphNode_st* n = graph->first; n; n = n->next) {
    if (n->type == cudaGraphNodeTypeConditional || n->type == cudaGraphNodeTypeMemAlloc || n->type == cudaGraphNodeTypeMemFree) {
      return fail(cudaErrorNotSupported);
    }
  }
  *clone = clone_graph(graph);
  return *clone ? cudaSuccess : fail(cudaErrorMemoryAllocation);
}

cudaError_t cudaGraphNodeFindInClone(cudaGraphNode_t* node, cudaGraphNode_t original, cudaGraph_t clone) {
  CW_CHECK_FAULT();
  if (!node || !clone) return fail(cudaErrorInvalidValue);
  for (CUgraphNode_st* n = clone->first; n; n = n->next) {
    if (n->origin != original) continue;
    *node = n;
    return cudaSuccess;
  }
  return fail(cudaErrorInvalidValue);
}

cudaError_t cudaGraphAddKernelNode(cudaGraphNode_t* node, cudaGraph_t graph, const cudaGraphNode_t* from, size_t count, const cudaKernelNodeParams* p) {
  if (!p) return fail(cudaErrorInvalidValue);
  cudaError_t error = add(node, graph, from, count, cudaGraphNodeTypeKernel);
  if (error != cudaSuccess) return error;
  error = set_kernel_of(*node, p->func, p->gridDim, p->blockDim, p->sharedMemBytes, p->kernelParams, p->extra);
  if (error != cudaSuccess) drop_node(*node);
  return error;
}
cudaError_t cudaGraphAddMemcpyNode(cudaGraphNode_t* node, cudaGraph_t graph, const cudaGraphNode_t* from, size_t count, const cudaMemcpy3DParms* p) {
  if (!p) return fail(cudaErrorInvalidValue);
  cudaError_t error = add(node, graph, from, count, cudaGraphNodeTypeMemcpy);
  if (error == cudaSuccess) (*node)->copy = *p;
  return error;
}
cudaError_t cudaGraphAddMemcpyNode1D(cudaGraphNode_t* node, cudaGraph_t graph, const cudaGraphNode_t* from, size_t count, void* to, const void* source, size_t bytes,
                                     cudaMemcpyKind kind) {
  cudaMemcpy3DParms p = plain_copy(to, source, bytes, kind);
  return cudaGraphAddMemcpyNode(node, graph, from, count, &p);
}
cudaError_t cudaGraphAddMemcpyNodeToSymbol(cudaGraphNode_t* node, cudaGraph_t graph, const cudaGraphNode_t* from, size_t count, const void* symbol, const void* source,
                                           size_t bytes, size_t offset, cudaMemcpyKind kind) {
  void* p;
  cudaError_t error = cudaGetSymbolAddress(&p, symbol);
  if (error != cudaSuccess) return error;
  return cudaGraphAddMemcpyNode1D(node, graph, from, count, (char*)p + offset, source, bytes, kind);
}
cudaError_t cudaGraphAddMemcpyNodeFromSymbol(cudaGraphNode_t* node, cudaGraph_t graph, const cudaGraphNode_t* from, size_t count, void* to, const void* symbol,
                                             size_t bytes, size_t offset, cudaMemcpyKind kind) {
  void* p;
  cudaError_t error = cudaGetSymbolAddress(&p, symbol);
  if (error != cudaSuccess) return error;
  return cudaGraphAddMemcpyNode1D(node, graph, from, count, to, (const char*)p + offset, bytes, kind);
}
cudaError_t cudaGraphAddMemsetNode(cudaGraphNode_t* node, cudaGraph_t graph, const cudaGraphNode_t* from, size_t count, const cudaMemsetParams* p) {
  if (!p || (p->elementSize != 1 && p->elementSize != 2 && p->elementSize != 4)) return fail(cudaErrorInvalidValue);
  cudaError_t error = add(node, graph, from, count, cudaGraphNodeTypeMemset);
  if (error == cudaSuccess) (*node)->fill = *p;
  return error;
}
cudaError_t cudaGraphAddHostNode(cudaGraphNode_t* node, cudaGraph_t graph, const cudaGraphNode_t* from, size_t count, const cudaHostNodeParams* p) {
  if (!p || !p->fn) return fail(cudaErrorInvalidValue);
  cudaError_t error = add(node, graph, from, count, cudaGraphNodeTypeHost);
  if (error == cudaSuccess) (*node)->host = *p;
  return error;
}
cudaError_t cudaGraphAddChildGraphNode(cudaGraphNode_t* node, cudaGraph_t graph, const cudaGraphNode_t* from, size_t count, cudaGraph_t child) {
  if (!child) return fail(cudaErrorInvalidValue);
  cudaError_t error = add(node, graph, from, count, cudaGraphNodeTypeGraph);
  if (error != cudaSuccess) return error;
  (*node)->child = clone_graph(child);
  return (*node)->child ? cudaSuccess : fail(cudaErrorMemoryAllocation);
}
cudaError_t cudaGraphAddEmptyNode(cudaGraphNode_t* node, cudaGraph_t graph, const cudaGraphNode_t* from, size_t count) {
  return add(node, graph, from, count, cudaGraphNodeTypeEmpty);
}
cudaError_t cudaGraphAddEventRecordNode(cudaGraphNode_t* node, cudaGraph_t graph, const cudaGraphNode_t* from, size_t count, cudaEvent_t event) {
  cudaError_t error = add(node, graph, from, count, cudaGraphNodeTypeEventRecord);
  if (error == cudaSuccess) (*node)->event = event;
  return error;
}
cudaError_t cudaGraphAddEventWaitNode(cudaGraphNode_t* node, cudaGraph_t graph, const cudaGraphNode_t* from, size_t count, cudaEvent_t event) {
  cudaError_t error = add(node, graph, from, count, cudaGraphNodeTypeWaitEvent);
  if (error == cudaSuccess) (*node)->event = event;
  return error;
}

static void mark_all_before(CUgraphNode_st* n) {
  if (n->mark) return;
  n->mark = 1;
  for (unsigned i = 0; i < n->from_count; i++) mark_all_before(n->from[i]);
}

// Memory of the graph that is free again wherever these nodes have run: each allocation of it has been followed by a free node that they depend on. Taken again, as CUDA does.
static void* memory_freed_before(CUgraph_st* graph, CUgraphNode_st* const* from, size_t count, unsigned long bytes) {
  for (CUgraphNode_st* n = graph->first; n; n = n->next) n->mark = 0;
  for (size_t i = 0; i < count; i++) mark_all_before(from[i]);
  for (CUgraphNode_st* a = graph->first; a; a = a->next) {
    if (a->type != cudaGraphNodeTypeMemAlloc || a->memory.bytes != bytes) continue;
    int in_use = 0;
    for (CUgraphNode_st* n = graph->first; n; n = n->next) {
      if (n->type == cudaGraphNodeTypeMemAlloc && n->memory.address == a->memory.address) in_use++;
      if (n->type == cudaGraphNodeTypeMemFree && n->memory.address == a->memory.address && n->mark) in_use--;
    }
    if (in_use == 0) return a->memory.address;
  }
  return 0;
}

// The address of a graph's memory is known at once, as in CUDA; here it is memory from the start, and stays while the graph does.
cudaError_t cudaGraphAddMemAllocNode(cudaGraphNode_t* node, cudaGraph_t graph, const cudaGraphNode_t* from, size_t count, cudaMemAllocNodeParams* p) {
  if (!p || p->bytesize == 0) return fail(cudaErrorInvalidValue);
  cudaError_t error = add(node, graph, from, count, cudaGraphNodeTypeMemAlloc);
  if (error != cudaSuccess) return error;
  void* address = memory_freed_before(graph, from, count, p->bytesize);
  if (!address) error = allocate_graph_memory(&address, p->bytesize);
  if (error != cudaSuccess) {
    drop_node(*node);
    return error;
  }
  (*node)->memory.address = p->dptr = address;
  (*node)->memory.bytes = p->bytesize;
  return cudaSuccess;
}
cudaError_t cudaGraphAddMemFreeNode(cudaGraphNode_t* node, cudaGraph_t graph, const cudaGraphNode_t* from, size_t count, void* p) {
  if (!is_graph_memory(p)) return fail(cudaErrorInvalidValue);
  cudaError_t error = add(node, graph, from, count, cudaGraphNodeTypeMemFree);
  if (error == cudaSuccess) (*node)->memory.address = p;
  return error;
}

static cudaError_t add_condition(cudaGraphNode_t* node, cudaGraph_t graph, const cudaGraphNode_t* from, size_t count, cudaConditionalNodeParams* p) {
  unsigned most = p->type == cudaGraphCondTypeSwitch ? ~0u : p->type == cudaGraphCondTypeIf ? 2 : 1;
  if ((unsigned)p->type > cudaGraphCondTypeSwitch || p->size == 0 || p->size > most) return fail(cudaErrorInvalidValue);
  bool known = false;
  for (GraphHandle* h = graph ? graph->handles : 0; h; h = h->next) known = known || (unsigned long)h->value == p->handle;
  if (!known) return fail(cudaErrorInvalidValue);
  cudaGraph_t* bodies = (cudaGraph_t*)calloc(p->size, sizeof(cudaGraph_t));
  for (unsigned i = 0; bodies && i < p->size; i++) bodies[i] = new_graph();
  if (!bodies || !bodies[p->size - 1]) return fail(cudaErrorMemoryAllocation);
  cudaError_t error = add(node, graph, from, count, cudaGraphNodeTypeConditional);
  if (error != cudaSuccess) return error;
  GraphCondition c = {(unsigned*)p->handle, p->type, p->size, bodies};
  (*node)->condition = c;
  p->phGraph_out = bodies;
  return cudaSuccess;
}

cudaError_t cudaGraphAddNode(cudaGraphNode_t* node, cudaGraph_t graph, const cudaGraphNode_t* from, const cudaGraphEdgeData*, size_t count,
                             cudaGraphNodeParams* p) {
  if (!p) return fail(cudaErrorInvalidValue);
  switch ((int)p->type) {
    case cudaGraphNodeTypeKernel: return cudaGraphAddKernelNode(node, graph, from, count, (cudaKernelNodeParams*)&p->kernel);
    case cudaGraphNodeTypeMemcpy: return cudaGraphAddMemcpyNode(node, graph, from, count, &p->memcpy.copyParams);
    case cudaGraphNodeTypeMemset: return cudaGraphAddMemsetNode(node, graph, from, count, (cudaMemsetParams*)&p->memset);
    case cudaGraphNodeTypeHost: return cudaGraphAddHostNode(node, graph, from, count, (cudaHostNodeParams*)&p->host);
    case cudaGraphNodeTypeGraph: return cudaGraphAddChildGraphNode(node, graph, from, count, p->graph.graph);
    case cudaGraphNodeTypeEmpty: return cudaGraphAddEmptyNode(node, graph, from, count);
    case cudaGraphNodeTypeWaitEvent: return cudaGraphAddEventWaitNode(node, graph, from, count, p->eventWait.event);
    case cudaGraphNodeTypeEventRecord: return cudaGraphAddEventRecordNode(node, graph, from, count, p->eventRecord.event);
    case cudaGraphNodeTypeMemAlloc: return cudaGraphAddMemAllocNode(node, graph, from, count, (cudaMemAllocNodeParams*)&p->alloc);
    case cudaGraphNodeTypeMemFree: return cudaGraphAddMemFreeNode(node, graph, from, count, p->free.dptr);
    case cudaGraphNodeTypeConditional: return add_condition(node, graph, from, count, &p->conditional);
  }
  return fail(cudaErrorNotSupported);
}

cudaError_t cudaGraphConditionalHandleCreate(cudaGraphConditionalHandle* handle, cudaGraph_t graph, unsigned value, unsigned flags) {
  CW_CHECK_FAULT();
  if (!handle || !graph || flags > cudaGraphCondAssignDefault) return fail(cudaErrorInvalidValue);
  GraphHandle* h = (GraphHandle*)malloc(sizeof(GraphHandle));
  if (!h) return fail(cudaErrorMemoryAllocation);
  cudaError_t error = allocate((void**)&h->value, 4, device_memory, 0);
  if (error == cudaSuccess) __cw_dev_fill(h->value, 4, 0, 4, 1, 0);
  if (error != cudaSuccess) {
    free(h);
    return error;
  }
  h->initial = value;
  h->assign = flags == cudaGraphCondAssignDefault;
  h->next = graph->handles;
  graph->handles = h;
  *handle = (unsigned long)h->value;
  return cudaSuccess;
}

cudaError_t cudaGraphDestroyNode(cudaGraphNode_t node) {
  CW_CHECK_FAULT();
  if (!node) return fail(cudaErrorInvalidValue);
  if (node->type == cudaGraphNodeTypeMemAlloc || node->type == cudaGraphNodeTypeMemFree) return fail(cudaErrorNotSupported);
  drop_node(node);
  return cudaSuccess;
}

#define CW_NODE(node, wanted)                                                     \
  do {                                                                            \
    CW_CHECK_FAULT();                                                             \
    if (!(node) || !p || (node)->type != (wanted)) return fail(cudaErrorInvalidValue); \
  } while (0)

cudaError_t cudaGraphKernelNodeGetParams(cudaGraphNode_t node, cudaKernelNodeParams* p) {
  CW_NODE(node, cudaGraphNodeTypeKernel);
  const GraphKernel* k = &node->kernel;
  p->func = (void*)k->kernel;
  p->gridDim = k->grid;
  p->blockDim = k->block;
  p->sharedMemBytes = k->shared;
  p->kernelParams = k->pointers;
  p->extra = 0;
  return cudaSuccess;
}
cudaError_t cudaGraphKernelNodeSetParams(cudaGraphNode_t node, const cudaKernelNodeParams* p) {
  CW_NODE(node, cudaGraphNodeTypeKernel);
  return set_kernel_of(node, p->func, p->gridDim, p->blockDim, p->sharedMemBytes, p->kernelParams, p->extra);
}
cudaError_t cudaGraphMemcpyNodeGetParams(cudaGraphNode_t node, cudaMemcpy3DParms* p) {
  CW_NODE(node, cudaGraphNodeTypeMemcpy);
  *p = node->copy;
  return cudaSuccess;
}
cudaError_t cudaGraphMemcpyNodeSetParams(cudaGraphNode_t node, const cudaMemcpy3DParms* p) {
  CW_NODE(node, cudaGraphNodeTypeMemcpy);
  node->copy = *p;
  return cudaSuccess;
}
cudaError_t cudaGraphMemcpyNodeSetParams1D(cudaGraphNode_t node, void* to, const void* source, size_t bytes, cudaMemcpyKind kind) {
  cudaMemcpy3DParms p = plain_copy(to, source, bytes, kind);
  return cudaGraphMemcpyNodeSetParams(node, &p);
}
cudaError_t cudaGraphMemsetNodeGetParams(cudaGraphNode_t node, cudaMemsetParams* p) {
  CW_NODE(node, cudaGraphNodeTypeMemset);
  *p = node->fill;
  return cudaSuccess;
}
cudaError_t cudaGraphMemsetNodeSetParams(cudaGraphNode_t node, const cudaMemsetParams* p) {
  CW_NODE(node, cudaGraphNodeTypeMemset);
  node->fill = *p;
  return cudaSuccess;
}
cudaError_t cudaGraphHostNodeGetParams(cudaGraphNode_t node, cudaHostNodeParams* p) {
  CW_NODE(node, cudaGraphNodeTypeHost);
  *p = node->host;
  return cudaSuccess;
}
cudaError_t cudaGraphHostNodeSetParams(cudaGraphNode_t node, const cudaHostNodeParams* p) {
  CW_NODE(node, cudaGraphNodeTypeHost);
  node->host = *p;
  return cudaSuccess;
}
cudaError_t cudaGraphChildGraphNodeGetGraph(cudaGraphNode_t node, cudaGraph_t* p) {
  CW_NODE(node, cudaGraphNodeTypeGraph);
  *p = node->child;
  return cudaSuccess;
}
cudaError_t cudaGraphNodeSetParams(cudaGraphNode_t node, cudaGraphNodeParams* p) {
  if (!p) return fail(cudaErrorInvalidValue);
  switch ((int)p->type) {
    case cudaGraphNodeTypeKernel: return cudaGraphKernelNodeSetParams(node, (cudaKernelNodeParams*)&p->kernel);
    case cudaGraphNodeTypeMemcpy: return cudaGraphMemcpyNodeSetParams(node, &p->memcpy.copyParams);
    case cudaGraphNodeTypeMemset: return cudaGraphMemsetNodeSetParams(node, (cudaMemsetParams*)&p->memset);
    case cudaGraphNodeTypeHost: return cudaGraphHostNodeSetParams(node, (cudaHostNodeParams*)&p->host);
  }
  return fail(cudaErrorNotSupported);
}
cudaError_t cudaGraphNodeGetType(cudaGraphNode_t node, cudaGraphNodeType* type) {
  CW_CHECK_FAULT();
  if (!node || !type) return fail(cudaErrorInvalidValue);
  *type = node->type;
  return cudaSuccess;
}

// Lists: without room for nodes only their number; with more room than nodes the rest is cleared.
struct List {
  cudaGraphNode_t* nodes;
  size_t room, count;
};
static void put(List* list, CUgraphNode_st* node) {
  if (list->nodes && list->count < list->room) list->nodes[list->count] = node;
  list->count++;
}
static cudaError_t finish(List* list, size_t* count) {
  if (list->nodes) {
    for (size_t i = list->count; i < list->room; i++) list->nodes[i] = 0;
    if (list->count > list->room) list->count = list->room;
  }
  *count = list->count;
  return cudaSuccess;
}

cudaError_t cudaGraphGetNodes(cudaGraph_t graph, cudaGraphNode_t* nodes, size_t* count) {
  CW_CHECK_FAULT();
  if (!graph || !count) return fail(cudaErrorInvalidValue);
  List list = {nodes, *count, 0};
  for (CUgraphNode_st* n = graph->first; n; n = n->next) put(&list, n);
  return finish(&list, count);
}
cudaError_t cudaGraphGetRootNodes(cudaGraph_t graph, cudaGraphNode_t* nodes, size_t* count) {
  CW_CHECK_FAULT();
  if (!graph || !count) return fail(cudaErrorInvalidValue);
  List list = {nodes, *count, 0};
  for (CUgraphNode_st* n = graph->first; n; n = n->next) {
    if (n->from_count == 0) put(&list, n);
  }
  return finish(&list, count);
}
cudaError_t cudaGraphGetEdges(cudaGraph_t graph, cudaGraphNode_t* from, cudaGraphNode_t* to, cudaGraphEdgeData* edges, size_t* count) {
  CW_CHECK_FAULT();
  if (!graph || !count || (from != 0) != (to != 0)) return fail(cudaErrorInvalidValue);
  List list = {from, *count, 0}, other = {to, *count, 0};
  for (CUgraphNode_st* n = graph->first; n; n = n->next) {
    for (unsigned i = 0; i < n->from_count; i++) {
      put(&list, n->from[i]);
      put(&other, n);
    }
  }
  if (edges) memset(edges, 0, *count * sizeof *edges);
  finish(&other, count);
  return finish(&list, count);
}
cudaError_t cudaGraphNodeGetDependencies(cudaGraphNode_t node, cudaGraphNode_t* nodes, cudaGraphEdgeData* edges, size_t* count) {
  CW_CHECK_FAULT();
  if (!node || !count) return fail(cudaErrorInvalidValue);
  if (edges) memset(edges, 0, *count * sizeof *edges);
  List list = {nodes, *count, 0};
  for (unsigned i = 0; i < node->from_count; i++) put(&list, node->from[i]);
  return finish(&list, count);
}
cudaError_t cudaGraphNodeGetDependentNodes(cudaGraphNode_t node, cudaGraphNode_t* nodes, cudaGraphEdgeData* edges, size_t* count) {
  CW_CHECK_FAULT();
  if (!node || !count) return fail(cudaErrorInvalidValue);
  if (edges) memset(edges, 0, *count * sizeof *edges);
  List list = {nodes, *count, 0};
  for (CUgraphNode_st* n = node->graph->first; n; n = n->next) {
    for (unsigned i = 0; i < n->from_count; i++) {
      if (n->from[i] == node) put(&list, n);
    }
  }
  return finish(&list, count);
}

cudaError_t cudaGraphAddDependencies(cudaGraph_t graph, const cudaGraphNode_t* from, const cudaGraphNode_t* to, const cudaGraphEdgeData*, size_t count) {
  CW_CHECK_FAULT();
  if (!graph || (count > 0 && (!from || !to))) return fail(cudaErrorInvalidValue);
  for (size_t i = 0; i < count; i++) {
    if (!from[i] || !to[i] || from[i]->graph != graph || to[i]->graph != graph || from[i] == to[i]) return fail(cudaErrorInvalidValue);
    if (!depend(to[i], from[i])) return fail(cudaErrorMemoryAllocation);
  }
  return cudaSuccess;
}
cudaError_t cudaGraphRemoveDependencies(cudaGraph_t graph, const cudaGraphNode_t* from, const cudaGraphNode_t* to, const cudaGraphEdgeData*, size_t count) {
  CW_CHECK_FAULT();
  if (!graph || (count > 0 && (!from || !to))) return fail(cudaErrorInvalidValue);
  for (size_t i = 0; i < count; i++) {
    CUgraphNode_st* n = to[i];
    unsigned k = 0;
    while (k < n->from_count && n->from[k] != from[i]) k++;
    if (k == n->from_count) return fail(cudaErrorInvalidValue);
    n->from_count--;
    memmove(&n->from[k], &n->from[k + 1], (n->from_count - k) * sizeof *n->from);
  }
  return cudaSuccess;
}
}
