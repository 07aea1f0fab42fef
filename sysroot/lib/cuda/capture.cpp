// Stream capture: what is done on a capturing stream becomes nodes of a graph. Streams join a capture by waiting for an event that
// was recorded in it, and have joined the first stream again when it is ended.
#include <stdlib.h>
#include <string.h>
#include "graph.h"

using namespace cw;

namespace {

// The nodes that the next operation of a stream depends on.
struct Frontier {
  CUgraphNode_st** nodes;
  unsigned count;
};
struct Capture;
struct Member {
  Member* next;
  cudaStream_t stream;
  Capture* capture;
  Frontier frontier;
};
struct Mark {
  Mark* next;
  cudaEvent_t event;
  Capture* capture;
  Frontier frontier;
};
struct Capture {
  Capture* next;
  cudaStream_t first;
  CUgraph_st* graph;
  cudaStreamCaptureMode mode;
  unsigned long long id;
  bool lost, own_graph;
};

Capture* captures;
Member* members;
Mark* marks;
unsigned long long next_id = 1;
cudaStreamCaptureMode thread_mode = cudaStreamCaptureModeGlobal;

Member* member_of(cudaStream_t stream) {
  for (Member* m = members; m; m = m->next) {
    if (m->stream == stream) return m;
  }
  return 0;
}

void set_frontier(Frontier* f, CUgraphNode_st* const* nodes, unsigned count) {
  CUgraphNode_st** copy = (CUgraphNode_st**)malloc((count + 1) * sizeof *copy);
  if (!copy) count = 0;
  for (unsigned i = 0; i < count; i++) copy[i] = nodes[i];
  free(f->nodes);
  f->nodes = copy;
  f->count = count;
}

void join(Frontier* f, const Frontier* other) {
  for (unsigned i = 0; i < other->count; i++) {
    unsigned k = 0;
    while (k < f->count && f->nodes[k] != other->nodes[i]) k++;
    if (k < f->count) continue;
    CUgraphNode_st** grown = (CUgraphNode_st**)realloc(f->nodes, (f->count + 2) * sizeof *grown);
    if (!grown) return;
    f->nodes = grown;
    grown[f->count++] = other->nodes[i];
  }
}

Member* add_member(cudaStream_t stream, Capture* capture) {
  Member* m = (Member*)calloc(1, sizeof(Member));
  if (!m) return 0;
  m->stream = stream;
  m->capture = capture;
  m->next = members;
  members = m;
  return m;
}

// Is the operation of a stream one of a capture? With *error set where it may not be done.
Member* recording(cudaStream_t stream, cudaError_t* error) {
  *error = cudaSuccess;
  Member* m = member_of(stream);
  if (!m) {
    if (!is_default(stream)) return 0;
    // The legacy stream would have to wait for a stream that captures.
    for (Capture* c = captures; c; c = c->next) {
      if (!is_blocking(c->first)) continue;
      c->lost = true;
      *error = fail(cudaErrorStreamCaptureImplicit);
    }
    return 0;
  }
  if (m->capture->lost) *error = fail(cudaErrorStreamCaptureInvalidated);
  return m;
}

// Begins a node on a stream; null with *handled and *error, or where the stream does not capture.
CUgraphNode_st* begin(cudaStream_t stream, cudaGraphNodeType type, bool* handled, cudaError_t* error) {
  Member* m = recording(stream, error);
  *handled = m != 0 || *error != cudaSuccess;
  if (!m || *error != cudaSuccess) return 0;
  CUgraphNode_st* n = new_node(m->capture->graph, type, m->frontier.nodes, m->frontier.count);
  if (!n) *error = fail(cudaErrorMemoryAllocation);
  else set_frontier(&m->frontier, &n, 1);
  return n;
}

bool record_kernel(cudaStream_t stream, const __cw_kernel* kernel, dim3 grid, dim3 block, unsigned long shared, void** args, bool cooperative,
                   cudaError_t* error) {
  bool handled;
  CUgraphNode_st* n = begin(stream, cudaGraphNodeTypeKernel, &handled, error);
  if (n) *error = fail(set_kernel(&n->kernel, kernel, grid, block, (unsigned)shared, cooperative, args));
  return handled;
}
bool record_copy(cudaStream_t stream, const cudaMemcpy3DParms* p, cudaError_t* error) {
  bool handled;
  CUgraphNode_st* n = begin(stream, cudaGraphNodeTypeMemcpy, &handled, error);
  if (n) n->copy = *p;
  return handled;
}
bool record_fill(cudaStream_t stream, void* p, unsigned long pitch, unsigned value, unsigned long width, unsigned long height, cudaError_t* error) {
  bool handled;
  CUgraphNode_st* n = begin(stream, cudaGraphNodeTypeMemset, &handled, error);
  if (n) {
    cudaMemsetParams fill = {p, pitch, value, 1, width, height};
    n->fill = fill;
  }
  return handled;
}
bool record_host(cudaStream_t stream, cudaHostFn_t function, void* data, cudaError_t* error) {
  bool handled;
  CUgraphNode_st* n = begin(stream, cudaGraphNodeTypeHost, &handled, error);
  if (n) {
    n->host.fn = function;
    n->host.userData = data;
  }
  return handled;
}
bool record_allocation(cudaStream_t stream, void** p, unsigned long bytes, cudaError_t* error) {
  Member* m = recording(stream, error);
  if (!m) return *error != cudaSuccess;
  if (*error != cudaSuccess) return true;
  cudaGraphNode_t node;
  cudaMemAllocNodeParams request;
  memset((void*)&request, 0, sizeof request);
  request.bytesize = bytes;
  *error = cudaGraphAddMemAllocNode(&node, m->capture->graph, m->frontier.nodes, m->frontier.count, &request);
  if (*error != cudaSuccess) return true;
  *p = request.dptr;
  set_frontier(&m->frontier, &node, 1);
  return true;
}
bool record_release(cudaStream_t stream, void* p, cudaError_t* error) {
  Member* m = recording(stream, error);
  if (!m) return *error != cudaSuccess;
  if (*error != cudaSuccess) return true;
  cudaGraphNode_t node;
  *error = cudaGraphAddMemFreeNode(&node, m->capture->graph, m->frontier.nodes, m->frontier.count, p);
  if (*error == cudaSuccess) set_frontier(&m->frontier, &node, 1);
  return true;
}

bool record_graph(cudaStream_t stream, CUgraph_st* graph, cudaError_t* error) {
  bool handled;
  CUgraphNode_st* n = begin(stream, cudaGraphNodeTypeGraph, &handled, error);
  if (n) n->child = clone_graph(graph);
  return handled;
}

Mark* mark_of(cudaEvent_t event) {
  for (Mark* k = marks; k; k = k->next) {
    if (k->event == event) return k;
  }
  return 0;
}

// An event recorded in a capture stands for the work before it; one with the flag "external" becomes a node.
bool record_event(cudaStream_t stream, cudaEvent_t event, bool external, cudaError_t* error) {
  if (external) {
    bool handled;
    CUgraphNode_st* n = begin(stream, cudaGraphNodeTypeEventRecord, &handled, error);
    if (n) n->event = event;
    return handled;
  }
  Member* m = recording(stream, error);
  if (!m) return *error != cudaSuccess;
  if (*error != cudaSuccess) return true;
  Mark* k = mark_of(event);
  if (!k) {
    k = (Mark*)calloc(1, sizeof(Mark));
    if (!k) {
      *error = fail(cudaErrorMemoryAllocation);
      return true;
    }
    k->event = event;
    k->next = marks;
    marks = k;
  }
  k->capture = m->capture;
  set_frontier(&k->frontier, m->frontier.nodes, m->frontier.count);
  return true;
}

bool wait_event(cudaStream_t stream, cudaEvent_t event, cudaError_t* error) {
  Mark* k = mark_of(event);
  Member* m = recording(stream, error);
  if (*error != cudaSuccess) return true;
  if (!k) {
    if (!m) return false;
    // An event from outside: the capture would depend on work that is not in it.
    m->capture->lost = true;
    *error = fail(cudaErrorStreamCaptureIsolation);
    return true;
  }
  if (m && m->capture != k->capture) {
    m->capture->lost = k->capture->lost = true;
    *error = fail(cudaErrorStreamCaptureMerge);
    return true;
  }
  if (!m) m = add_member(stream, k->capture);
  if (!m) *error = fail(cudaErrorMemoryAllocation);
  else join(&m->frontier, &k->frontier);
  return true;
}

cudaStreamCaptureStatus status_of(cudaStream_t stream) {
  Member* m = member_of(stream);
  if (!m) return cudaStreamCaptureStatusNone;
  return m->capture->lost ? cudaStreamCaptureStatusInvalidated : cudaStreamCaptureStatusActive;
}

bool forbidden(cudaStream_t stream, bool all) {
  bool found = false;
  for (Capture* c = captures; c; c = c->next) {
    bool hit = all ? c->mode != cudaStreamCaptureModeRelaxed && thread_mode != cudaStreamCaptureModeRelaxed
                   : member_of(stream) && member_of(stream)->capture == c;
    if (!all && !hit && is_default(stream)) hit = is_blocking(c->first);
    if (!hit) continue;
    c->lost = true;
    found = true;
  }
  return found;
}

const Recorder capturing = {record_kernel, record_copy, record_fill, record_host, record_event, wait_event, record_allocation, record_release, record_graph, status_of, forbidden};

// Marks what the nodes depend on, directly or not.
void mark_ancestors(CUgraphNode_st* n) {
  if (n->mark) return;
  n->mark = 1;
  for (unsigned i = 0; i < n->from_count; i++) mark_ancestors(n->from[i]);
}

// Have all streams of a capture been joined to its first one?
bool all_joined(Capture* c) {
  for (CUgraphNode_st* n = c->graph->first; n; n = n->next) n->mark = 0;
  Member* first = member_of(c->first);
  for (unsigned i = 0; i < first->frontier.count; i++) mark_ancestors(first->frontier.nodes[i]);
  for (Member* m = members; m; m = m->next) {
    if (m->capture != c) continue;
    for (unsigned i = 0; i < m->frontier.count; i++) {
      if (!m->frontier.nodes[i]->mark) return false;
    }
  }
  return true;
}

void forget(Capture* c) {
  for (Member** link = &members; *link;) {
    Member* m = *link;
    if (m->capture != c) {
      link = &m->next;
      continue;
    }
    *link = m->next;
    free(m->frontier.nodes);
    free(m);
  }
  for (Mark** link = &marks; *link;) {
    Mark* k = *link;
    if (k->capture != c) {
      link = &k->next;
      continue;
    }
    *link = k->next;
    free(k->frontier.nodes);
    free(k);
  }
  Capture** link = &captures;
  while (*link != c) link = &(*link)->next;
  *link = c->next;
  free(c);
  if (!captures) recorder = 0;
}

}  // namespace

extern "C" {
cudaError_t cudaStreamBeginCaptureToGraph(cudaStream_t stream, cudaGraph_t graph, const cudaGraphNode_t* from, const cudaGraphEdgeData*, size_t count,
                                          cudaStreamCaptureMode mode) {
  CW_CHECK_FAULT();
  unsigned id;
  if (!stream_id(stream, &id)) return fail(cudaErrorInvalidResourceHandle);
  if (!graph || (unsigned)mode > cudaStreamCaptureModeRelaxed || (count > 0 && !from)) return fail(cudaErrorInvalidValue);
  if (is_default(stream) && stream != cudaStreamPerThread) return fail(cudaErrorStreamCaptureUnsupported);
  if (member_of(stream)) return fail(cudaErrorIllegalState);
  Capture* c = (Capture*)calloc(1, sizeof(Capture));
  Member* m = c ? add_member(stream, c) : 0;
  if (!m) {
    free(c);
    return fail(cudaErrorMemoryAllocation);
  }
  set_frontier(&m->frontier, from, (unsigned)count);
  c->first = stream;
  c->graph = graph;
  c->mode = mode;
  c->id = next_id++;
  c->next = captures;
  captures = c;
  recorder = &capturing;
  return cudaSuccess;
}

cudaError_t cudaStreamBeginCapture(cudaStream_t stream, cudaStreamCaptureMode mode) {
  CUgraph_st* graph = new_graph();
  if (!graph) return fail(cudaErrorMemoryAllocation);
  cudaError_t error = cudaStreamBeginCaptureToGraph(stream, graph, 0, 0, 0, mode);
  if (error != cudaSuccess) release_graph(graph);
  else captures->own_graph = true;
  return error;
}

cudaError_t cudaStreamEndCapture(cudaStream_t stream, cudaGraph_t* graph) {
  CW_CHECK_FAULT();
  Member* m = member_of(stream);
  if (!m) return fail(cudaErrorIllegalState);
  Capture* c = m->capture;
  if (!graph && c->own_graph) return fail(cudaErrorInvalidValue);
  if (c->first != stream) {
    c->lost = true;
    return fail(cudaErrorStreamCaptureUnmatched);
  }
  cudaError_t error = c->lost ? cudaErrorStreamCaptureInvalidated : all_joined(c) ? cudaSuccess : cudaErrorStreamCaptureUnjoined;
  if (graph) *graph = error == cudaSuccess ? c->graph : 0;
  if (error != cudaSuccess && c->own_graph) release_graph(c->graph);
  forget(c);
  return fail(error);
}

cudaError_t cudaThreadExchangeStreamCaptureMode(cudaStreamCaptureMode* mode) {
  CW_CHECK_FAULT();
  if (!mode || (unsigned)*mode > cudaStreamCaptureModeRelaxed) return fail(cudaErrorInvalidValue);
  cudaStreamCaptureMode before = thread_mode;
  thread_mode = *mode;
  *mode = before;
  return cudaSuccess;
}

cudaError_t cudaStreamGetCaptureInfo(cudaStream_t stream, cudaStreamCaptureStatus* status, unsigned long long* id, cudaGraph_t* graph,
                                     const cudaGraphNode_t** nodes, const cudaGraphEdgeData** edges, size_t* count) {
  CW_CHECK_FAULT();
  if (!status) return fail(cudaErrorInvalidValue);
  *status = status_of(stream);
  if (*status != cudaStreamCaptureStatusActive) return cudaSuccess;
  Member* m = member_of(stream);
  if (id) *id = m->capture->id;
  if (graph) *graph = m->capture->graph;
  if (nodes) *nodes = m->frontier.nodes;
  if (edges) *edges = 0;
  if (count) *count = m->frontier.count;
  return cudaSuccess;
}

cudaError_t cudaStreamUpdateCaptureDependencies(cudaStream_t stream, cudaGraphNode_t* nodes, const cudaGraphEdgeData*, size_t count, unsigned flags) {
  CW_CHECK_FAULT();
  Member* m = member_of(stream);
  if (!m) return fail(cudaErrorIllegalState);
  if ((count > 0 && !nodes) || flags > cudaStreamSetCaptureDependencies) return fail(cudaErrorInvalidValue);
  Frontier given = {nodes, (unsigned)count};
  if (flags == cudaStreamSetCaptureDependencies) set_frontier(&m->frontier, nodes, (unsigned)count);
  else join(&m->frontier, &given);
  return cudaSuccess;
}
}
