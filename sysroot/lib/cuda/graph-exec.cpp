// Executable graphs: a copy of a graph in an order that respects its dependencies; a launch runs the operations on one stream.
#include <stdlib.h>
#include <string.h>
#include "graph.h"

using namespace cw;

struct CUgraphExec_st {
  CUgraph_st* graph;       // the copy
  CUgraphNode_st** order;
  unsigned count;
  unsigned long long flags;
};

namespace cw {
cudaError_t run_copy(const cudaMemcpy3DParms* p, cudaStream_t stream) { return copy_3d(p, stream, true); }
}  // namespace cw

// Elements of 2 or 4 bytes whose bytes differ are filled by copying a row of them.
static cudaError_t run_fill(const cudaMemsetParams* p, cudaStream_t stream) {
  unsigned long bytes = p->width * p->elementSize;
  bool even = true;
  for (unsigned i = 1; i < p->elementSize; i++) even = even && (p->value >> 8 * i & 255) == (p->value & 255);
  if (even) return fill_rows(p->dst, p->pitch, (int)(p->value & 255), bytes, p->height, stream);
  char* row = (char*)malloc(bytes);
  if (!row) return fail(cudaErrorMemoryAllocation);
  for (unsigned long i = 0; i < p->width; i++) memcpy(row + i * p->elementSize, &p->value, p->elementSize);
  cudaError_t error = cudaSuccess;
  for (size_t y = 0; y < p->height && error == cudaSuccess; y++) {
    error = copy_rows((char*)p->dst + y * p->pitch, bytes, row, bytes, bytes, 1, cudaMemcpyHostToDevice, stream, true);
  }
  free(row);
  return error;
}

static cudaError_t run_nodes(CUgraphNode_st* const* order, unsigned count, cudaStream_t stream);

static cudaError_t run_graph(CUgraph_st* graph, cudaStream_t stream) {
  unsigned count;
  CUgraphNode_st** order = ordered_nodes(graph, &count);
  if (!order) return fail(cudaErrorInvalidValue);
  cudaError_t error = run_nodes(order, count, stream);
  free(order);
  return error;
}

static cudaError_t condition_value(const GraphCondition* c, unsigned* value, cudaStream_t stream) {
  cudaError_t error = copy_rows(value, 4, c->value, 4, 4, 1, cudaMemcpyDeviceToHost, stream, true);
  return error == cudaSuccess ? cudaStreamSynchronize(stream) : error;
}

static cudaError_t run_condition(const GraphCondition* c, cudaStream_t stream) {
  for (;;) {
    unsigned value;
    cudaError_t error = condition_value(c, &value, stream);
    if (error != cudaSuccess) return error;
    unsigned which = value;
    if (c->type != cudaGraphCondTypeSwitch) which = value == 0;
    if (c->type == cudaGraphCondTypeWhile && value == 0) return cudaSuccess;
    if (which < c->size) error = run_graph(c->bodies[which], stream);
    if (error != cudaSuccess || c->type != cudaGraphCondTypeWhile) return error;
  }
}

static cudaError_t run_node(const CUgraphNode_st* n, cudaStream_t stream) {
  switch ((int)n->type) {
    case cudaGraphNodeTypeKernel: {
      const GraphKernel* k = &n->kernel;
      return launch(k->kernel, k->grid, k->block, k->shared, stream, k->pointers, k->cooperative);
    }
    case cudaGraphNodeTypeMemcpy: return run_copy(&n->copy, stream);
    case cudaGraphNodeTypeMemset: return run_fill(&n->fill, stream);
    case cudaGraphNodeTypeHost: return cudaLaunchHostFunc(stream, n->host.fn, n->host.userData);
    case cudaGraphNodeTypeGraph: return run_graph(n->child, stream);
    case cudaGraphNodeTypeWaitEvent: return cudaStreamWaitEvent(stream, n->event, 0);
    case cudaGraphNodeTypeEventRecord: return cudaEventRecord(n->event, stream);
    case cudaGraphNodeTypeMemAlloc: return use_graph_memory(n->memory.address, true) ? cudaSuccess : fail(cudaErrorInvalidValue);
    case cudaGraphNodeTypeMemFree: return use_graph_memory(n->memory.address, false) ? cudaSuccess : fail(cudaErrorInvalidValue);
    case cudaGraphNodeTypeConditional: return run_condition(&n->condition, stream);
  }
  return cudaSuccess;
}

static cudaError_t run_nodes(CUgraphNode_st* const* order, unsigned count, cudaStream_t stream) {
  for (unsigned i = 0; i < count; i++) {
    if (!order[i]->enabled) continue;
    cudaError_t error = run_node(order[i], stream);
    if (error != cudaSuccess) return error;
  }
  return cudaSuccess;
}

static CUgraphNode_st* node_of(cudaGraphExec_t exec, cudaGraphNode_t node, int type) {
  if (!exec || !node) return 0;
  for (CUgraphNode_st* n = exec->graph->first; n; n = n->next) {
    if (n->origin == node) return type < 0 || (int)n->type == type ? n : 0;
  }
  return 0;
}

// The nodes of a graph in order of creation.
static CUgraphNode_st* nth(CUgraph_st* g, unsigned i) {
  CUgraphNode_st* n = g->first;
  while (n && i-- > 0) n = n->next;
  return n;
}
static unsigned index_of(const CUgraphNode_st* node) {
  unsigned i = 0;
  for (CUgraphNode_st* n = node->graph->first; n != node; n = n->next) i++;
  return i;
}

static cudaGraphExecUpdateResult update_node(CUgraphNode_st* n, const CUgraphNode_st* from) {
  if (n->type != from->type) return cudaGraphExecUpdateErrorNodeTypeChanged;
  if (n->from_count != from->from_count) return cudaGraphExecUpdateErrorTopologyChanged;
  for (unsigned i = 0; i < n->from_count; i++) {
    if (index_of(n->from[i]) != index_of(from->from[i])) return cudaGraphExecUpdateErrorTopologyChanged;
  }
  switch ((int)n->type) {
    case cudaGraphNodeTypeKernel: {
      const GraphKernel* k = &from->kernel;
      cudaError_t error = set_kernel(&n->kernel, k->kernel, k->grid, k->block, k->shared, k->cooperative, k->pointers);
      return error == cudaSuccess ? cudaGraphExecUpdateSuccess : cudaGraphExecUpdateError;
    }
    case cudaGraphNodeTypeMemcpy: n->copy = from->copy; break;
    case cudaGraphNodeTypeMemset: n->fill = from->fill; break;
    case cudaGraphNodeTypeHost: n->host = from->host; break;
    case cudaGraphNodeTypeWaitEvent:
    case cudaGraphNodeTypeEventRecord: n->event = from->event; break;
    case cudaGraphNodeTypeGraph: {
      CUgraph_st* child = clone_graph(from->child);
      if (!child) return cudaGraphExecUpdateError;
      release_graph(n->child);
      n->child = child;
      break;
    }
    case cudaGraphNodeTypeEmpty: break;
    default: return cudaGraphExecUpdateErrorNotSupported;
  }
  return cudaGraphExecUpdateSuccess;
}

extern "C" {
cudaError_t cudaGraphInstantiate(cudaGraphExec_t* exec, cudaGraph_t graph, unsigned long long flags) {
  CW_CHECK_FAULT();
  if (!exec || !graph || (flags & ~15ull)) return fail(cudaErrorInvalidValue);
  if (flags & cudaGraphInstantiateFlagDeviceLaunch) return fail(cudaErrorNotSupported);
  CUgraphExec_st* e = (CUgraphExec_st*)malloc(sizeof(CUgraphExec_st));
  if (!e) return fail(cudaErrorMemoryAllocation);
  e->flags = flags;
  e->graph = clone_graph(graph);
  e->order = e->graph ? ordered_nodes(e->graph, &e->count) : 0;
  if (!e->order) {
    if (e->graph) release_graph(e->graph);
    free(e);
    return fail(cudaErrorInvalidValue);
  }
  *exec = e;
  return cudaSuccess;
}
cudaError_t cudaGraphInstantiateWithFlags(cudaGraphExec_t* exec, cudaGraph_t graph, unsigned long long flags) {
  return cudaGraphInstantiate(exec, graph, flags);
}
cudaError_t cudaGraphInstantiateWithParams(cudaGraphExec_t* exec, cudaGraph_t graph, cudaGraphInstantiateParams* p) {
  if (!p) return fail(cudaErrorInvalidValue);
  cudaError_t error = cudaGraphInstantiate(exec, graph, p->flags);
  p->errNode_out = 0;
  p->result_out = error == cudaSuccess ? cudaGraphInstantiateSuccess : cudaGraphInstantiateError;
  return error;
}
cudaError_t cudaGraphExecGetFlags(cudaGraphExec_t exec, unsigned long long* flags) {
  CW_CHECK_FAULT();
  if (!exec || !flags) return fail(cudaErrorInvalidValue);
  *flags = exec->flags;
  return cudaSuccess;
}

cudaError_t cudaGraphExecDestroy(cudaGraphExec_t exec) {
  CW_CHECK_FAULT();
  if (!exec) return fail(cudaErrorInvalidValue);
  release_graph(exec->graph);
  free(exec->order);
  free(exec);
  return cudaSuccess;
}

cudaError_t cudaGraphUpload(cudaGraphExec_t exec, cudaStream_t stream) {
  CW_CHECK_FAULT();
  unsigned id;
  if (!stream_id(stream, &id)) return fail(cudaErrorInvalidResourceHandle);
  return exec ? cudaSuccess : fail(cudaErrorInvalidValue);
}

cudaError_t cudaGraphLaunch(cudaGraphExec_t exec, cudaStream_t stream) {
  CW_CHECK_STICKY();
  unsigned id;
  if (!stream_id(stream, &id)) return fail(cudaErrorInvalidResourceHandle);
  if (!exec) return fail(cudaErrorInvalidValue);
  cudaError_t answer;
  if (recorder && recorder->child(stream, exec->graph, &answer)) return answer;
  for (unsigned i = 0; i < exec->count; i++) {
    CUgraphNode_st* n = exec->order[i];
    if (n->type == cudaGraphNodeTypeMemAlloc && (exec->flags & cudaGraphInstantiateFlagAutoFreeOnLaunch)) use_graph_memory(n->memory.address, false);
  }
  for (GraphHandle* h = exec->graph->handles; h; h = h->next) {
    if (!h->assign) continue;
    cudaError_t error = copy_rows(h->value, 4, &h->initial, 4, 4, 1, cudaMemcpyHostToDevice, stream, true);
    if (error != cudaSuccess) return error;
  }
  return run_nodes(exec->order, exec->count, stream);
}

cudaError_t cudaGraphExecKernelNodeSetParams(cudaGraphExec_t exec, cudaGraphNode_t node, const cudaKernelNodeParams* p) {
  return cudaGraphKernelNodeSetParams(node_of(exec, node, cudaGraphNodeTypeKernel), p);
}
cudaError_t cudaGraphExecMemcpyNodeSetParams(cudaGraphExec_t exec, cudaGraphNode_t node, const cudaMemcpy3DParms* p) {
  return cudaGraphMemcpyNodeSetParams(node_of(exec, node, cudaGraphNodeTypeMemcpy), p);
}
cudaError_t cudaGraphExecMemcpyNodeSetParams1D(cudaGraphExec_t exec, cudaGraphNode_t node, void* to, const void* source, size_t bytes, cudaMemcpyKind kind) {
  cudaMemcpy3DParms p = plain_copy(to, source, bytes, kind);
  return cudaGraphExecMemcpyNodeSetParams(exec, node, &p);
}
cudaError_t cudaGraphExecMemsetNodeSetParams(cudaGraphExec_t exec, cudaGraphNode_t node, const cudaMemsetParams* p) {
  return cudaGraphMemsetNodeSetParams(node_of(exec, node, cudaGraphNodeTypeMemset), p);
}
cudaError_t cudaGraphExecHostNodeSetParams(cudaGraphExec_t exec, cudaGraphNode_t node, const cudaHostNodeParams* p) {
  return cudaGraphHostNodeSetParams(node_of(exec, node, cudaGraphNodeTypeHost), p);
}
cudaError_t cudaGraphExecNodeSetParams(cudaGraphExec_t exec, cudaGraphNode_t node, cudaGraphNodeParams* p) {
  return cudaGraphNodeSetParams(node_of(exec, node, -1), p);
}
cudaError_t cudaGraphExecChildGraphNodeSetParams(cudaGraphExec_t exec, cudaGraphNode_t node, cudaGraph_t child) {
  CW_CHECK_FAULT();
  CUgraphNode_st* n = node_of(exec, node, cudaGraphNodeTypeGraph);
  if (!n || !child) return fail(cudaErrorInvalidValue);
  CUgraph_st* copy = clone_graph(child);
  if (!copy) return fail(cudaErrorMemoryAllocation);
  release_graph(n->child);
  n->child = copy;
  return cudaSuccess;
}

cudaError_t cudaGraphNodeSetEnabled(cudaGraphExec_t exec, cudaGraphNode_t node, unsigned enabled) {
  CW_CHECK_FAULT();
  CUgraphNode_st* n = node_of(exec, node, -1);
  if (!n || n->type > cudaGraphNodeTypeMemset) return fail(cudaErrorInvalidValue);
  n->enabled = enabled != 0;
  return cudaSuccess;
}
cudaError_t cudaGraphNodeGetEnabled(cudaGraphExec_t exec, cudaGraphNode_t node, unsigned* enabled) {
  CW_CHECK_FAULT();
  CUgraphNode_st* n = node_of(exec, node, -1);
  if (!n || !enabled) return fail(cudaErrorInvalidValue);
  *enabled = n->enabled;
  return cudaSuccess;
}

cudaError_t cudaGraphExecUpdate(cudaGraphExec_t exec, cudaGraph_t graph, cudaGraphExecUpdateResultInfo* info) {
  CW_CHECK_FAULT();
  if (!exec || !graph || !info) return fail(cudaErrorInvalidValue);
  memset(info, 0, sizeof *info);
  unsigned i = 0;
  for (CUgraphNode_st* from = graph->first; from; from = from->next, i++) {
    CUgraphNode_st* n = nth(exec->graph, i);
    info->result = n ? update_node(n, from) : cudaGraphExecUpdateErrorTopologyChanged;
    if (info->result != cudaGraphExecUpdateSuccess) {
      info->errorNode = from;
      return fail(cudaErrorGraphExecUpdateFailure);
    }
    n->origin = from;
  }
  if (i == exec->count) {
    // The nodes of this graph name the executable graph's nodes from now on.
    graph->users++;
    release_graph(exec->graph->origin);
    exec->graph->origin = graph;
    return cudaSuccess;
  }
  info->result = cudaGraphExecUpdateErrorTopologyChanged;
  return fail(cudaErrorGraphExecUpdateFailure);
}

cudaError_t cudaDeviceGetGraphMemAttribute(int device, cudaGraphMemAttributeType attribute, void* value) {
  CW_CHECK_FAULT();
  unsigned long* figure = graph_memory_figure(attribute);
  if (device != 0) return fail(cudaErrorInvalidDevice);
  if (!figure || !value) return fail(cudaErrorInvalidValue);
  *(unsigned long*)value = *figure;
  return cudaSuccess;
}
// Only the high-water marks can be set, to zero: they fall to what is in use.
cudaError_t cudaDeviceSetGraphMemAttribute(int device, cudaGraphMemAttributeType attribute, void* value) {
  CW_CHECK_FAULT();
  unsigned long* figure = graph_memory_figure(attribute);
  if (device != 0) return fail(cudaErrorInvalidDevice);
  if (!figure || !value || attribute % 2 == 0 || *(unsigned long*)value != 0) return fail(cudaErrorInvalidValue);
  *figure = *graph_memory_figure(attribute - 1);
  return cudaSuccess;
}
cudaError_t cudaDeviceGraphMemTrim(int device) {
  CW_CHECK_FAULT();
  return device == 0 ? cudaSuccess : fail(cudaErrorInvalidDevice);
}
}
