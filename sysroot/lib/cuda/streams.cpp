// Streams and events: handles, and the order among them (which the device keeps).
#include <stdlib.h>
#include "runtime.h"

using namespace cw;

struct CUstream_st {
  CUstream_st* next;
  unsigned id, flags;
  int priority;
};
struct CUevent_st {
  CUevent_st* next;
  unsigned id, flags;
  bool recorded;
};

// Numbers 0 and 1 are the legacy and the per-thread default stream, which here are one and the same order.
static CUstream_st* streams;
static CUevent_st* events;
static CUevent_st* free_events;  // destroyed ones; their numbers are used again
static unsigned next_stream = 2, next_event;
static const int greatest_priority = -5;

static CUstream_st* find_stream(cudaStream_t handle) {
  for (CUstream_st* s = streams; s; s = s->next) {
    if (s == handle) return s;
  }
  return 0;
}

static CUevent_st* find_event(cudaEvent_t handle) {
  for (CUevent_st* e = events; e; e = e->next) {
    if (e == handle) return e;
  }
  return 0;
}

namespace cw {

const Recorder* recorder;
const Children* children;

bool is_default(cudaStream_t stream) { return (unsigned long)stream <= 2; }

bool is_blocking(cudaStream_t stream) { return !is_default(stream) && !(stream->flags & cudaStreamNonBlocking); }

bool stream_id(cudaStream_t stream, unsigned* id) {
  if (is_default(stream) || (__cw_in_kernel && (stream == cudaStreamTailLaunch || stream == cudaStreamFireAndForget))) {
    *id = 0;
    return true;
  }
  CUstream_st* s = find_stream(stream);
  if (!s) return false;
  *id = s->id;
  return true;
}

void destroy_streams_and_events() {
  while (streams) {
    CUstream_st* next = streams->next;
    free(streams);
    streams = next;
  }
  while (events) {
    CUevent_st* next = events->next;
    free(events);
    events = next;
  }
  while (free_events) {
    CUevent_st* next = free_events->next;
    free(free_events);
    free_events = next;
  }
  next_stream = 2;
  next_event = 0;
}

}  // namespace cw

extern "C" {
cudaError_t cudaDeviceGetStreamPriorityRange(int* least, int* greatest) {
  CW_CHECK_FAULT();
  if (least) *least = 0;
  if (greatest) *greatest = greatest_priority;
  return cudaSuccess;
}

cudaError_t cudaStreamCreateWithPriority(cudaStream_t* stream, unsigned flags, int priority) {
  KernelCall call;
  CW_CHECK_FAULT();
  if (!stream || flags > cudaStreamNonBlocking) return fail(cudaErrorInvalidValue);
  CUstream_st* s = (CUstream_st*)malloc(sizeof(CUstream_st));
  if (!s) return fail(cudaErrorMemoryAllocation);
  s->id = next_stream++;
  s->flags = flags;
  s->priority = priority > 0 ? 0 : priority < greatest_priority ? greatest_priority : priority;
  s->next = streams;
  streams = s;
  *stream = s;
  return cudaSuccess;
}
cudaError_t cudaStreamCreateWithFlags(cudaStream_t* stream, unsigned flags) {
  return cudaStreamCreateWithPriority(stream, flags, 0);
}
cudaError_t cudaStreamCreate(cudaStream_t* stream) { return cudaStreamCreateWithPriority(stream, 0, 0); }

cudaError_t cudaStreamDestroy(cudaStream_t stream) {
  KernelCall call;
  CW_CHECK_FAULT();
  if (is_default(stream)) return fail(cudaErrorInvalidResourceHandle);
  for (CUstream_st** link = &streams; *link; link = &(*link)->next) {
    if (*link != stream) continue;
    *link = stream->next;
    free(stream);
    return cudaSuccess;
  }
  return fail(cudaErrorInvalidResourceHandle);
}

// What a handle says about its stream; the default stream has no flags and the least priority.
static cudaError_t about(cudaStream_t stream, CUstream_st* result) {
  CW_CHECK_FAULT();
  result->id = result->flags = 0;
  result->priority = 0;
  if (is_default(stream)) return cudaSuccess;
  CUstream_st* s = find_stream(stream);
  if (!s) return fail(cudaErrorInvalidResourceHandle);
  *result = *s;
  return cudaSuccess;
}

cudaError_t cudaStreamGetPriority(cudaStream_t stream, int* priority) {
  CUstream_st s;
  cudaError_t error = about(stream, &s);
  if (error == cudaSuccess) *priority = s.priority;
  return error;
}
cudaError_t cudaStreamGetFlags(cudaStream_t stream, unsigned* flags) {
  CUstream_st s;
  cudaError_t error = about(stream, &s);
  if (error == cudaSuccess) *flags = s.flags;
  return error;
}
cudaError_t cudaStreamGetId(cudaStream_t stream, unsigned long long* id) {
  CUstream_st s;
  cudaError_t error = about(stream, &s);
  if (error == cudaSuccess) *id = s.id;
  return error;
}
cudaError_t cudaStreamGetDevice(cudaStream_t stream, int* device) {
  CUstream_st s;
  cudaError_t error = about(stream, &s);
  if (error == cudaSuccess) *device = 0;
  return error;
}
cudaError_t cudaStreamSetAttribute(cudaStream_t stream, cudaLaunchAttributeID, const cudaLaunchAttributeValue* value) {
  CUstream_st s;
  cudaError_t error = about(stream, &s);
  if (error == cudaSuccess && !value) return fail(cudaErrorInvalidValue);
  return error;
}
cudaError_t cudaStreamIsCapturing(cudaStream_t stream, cudaStreamCaptureStatus* status) {
  CUstream_st s;
  cudaError_t error = about(stream, &s);
  if (error == cudaSuccess) *status = recorder ? recorder->status(stream) : cudaStreamCaptureStatusNone;
  return error;
}

cudaError_t cudaStreamSynchronize(cudaStream_t stream) {
  unsigned id;
  if (!stream_id(stream, &id)) return fail(cudaErrorInvalidResourceHandle);
  if (recorder && recorder->forbidden(stream, false)) return fail(cudaErrorStreamCaptureUnsupported);
  cudaError_t error = synchronize(id);
  if (pools) pools->synchronized();
  return error;
}

cudaError_t cudaStreamQuery(cudaStream_t stream) {
  CW_CHECK_FAULT();
  unsigned id;
  if (!stream_id(stream, &id)) return fail(cudaErrorInvalidResourceHandle);
  if (recorder && recorder->forbidden(stream, false)) return fail(cudaErrorStreamCaptureUnsupported);
  int error = __cw_dev_query(id);
  if (error == cudaErrorNotReady) return fail(cudaErrorNotReady);
  if (error) note_fault(error);
  return fault();
}

cudaError_t cudaStreamWaitEvent(cudaStream_t stream, cudaEvent_t event, unsigned flags) {
  KernelCall call;
  CW_CHECK_FAULT();
  unsigned id;
  CUevent_st* e = find_event(event);
  if (!stream_id(stream, &id) || !e) return fail(cudaErrorInvalidResourceHandle);
  if (flags > 1) return fail(cudaErrorInvalidValue);
  cudaError_t answer;
  if (recorder && recorder->wait(stream, event, &answer)) return answer;
  if (e->recorded) __cw_dev_stream_wait_event(id, e->id);
  return cudaSuccess;
}

// Host functions run when all work before them is done; we wait for that here, which their callers cannot tell from a stream
// that happened to be fast.
cudaError_t cudaLaunchHostFunc(cudaStream_t stream, cudaHostFn_t function, void* data) {
  if (!function) return fail(cudaErrorInvalidValue);
  cudaError_t answer;
  if (recorder && recorder->host(stream, function, data, &answer)) return answer;
  cudaError_t error = cudaStreamSynchronize(stream);
  if (error == cudaSuccess) function(data);
  return error;
}

cudaError_t cudaStreamAddCallback(cudaStream_t stream, cudaStreamCallback_t callback, void* data, unsigned flags) {
  if (!callback || flags != 0) return fail(cudaErrorInvalidValue);
  cudaError_t error = cudaStreamSynchronize(stream);
  callback(stream, error, data);
  return error;
}

cudaError_t cudaEventCreateWithFlags(cudaEvent_t* event, unsigned flags) {
  KernelCall call;
  CW_CHECK_FAULT();
  if (!event || flags > 7 || (flags & 6) == 4) return fail(cudaErrorInvalidValue);
  CUevent_st* e = free_events;
  if (e) {
    free_events = e->next;
  } else {
    e = (CUevent_st*)malloc(sizeof(CUevent_st));
    if (!e) return fail(cudaErrorMemoryAllocation);
    e->id = next_event++;
  }
  e->flags = flags;
  e->recorded = false;
  e->next = events;
  events = e;
  *event = e;
  return cudaSuccess;
}
cudaError_t cudaEventCreate(cudaEvent_t* event) { return cudaEventCreateWithFlags(event, cudaEventDefault); }

cudaError_t cudaEventDestroy(cudaEvent_t event) {
  KernelCall call;
  CW_CHECK_FAULT();
  for (CUevent_st** link = &events; *link; link = &(*link)->next) {
    if (*link != event) continue;
    *link = event->next;
    event->next = free_events;
    free_events = event;
    return cudaSuccess;
  }
  return fail(cudaErrorInvalidResourceHandle);
}

cudaError_t cudaEventRecordWithFlags(cudaEvent_t event, cudaStream_t stream, unsigned flags) {
  KernelCall call;
  CW_CHECK_STICKY();
  unsigned id;
  CUevent_st* e = find_event(event);
  if (!e || !stream_id(stream, &id)) return fail(cudaErrorInvalidResourceHandle);
  if (flags > 1) return fail(cudaErrorInvalidValue);
  cudaError_t answer;
  if (recorder && recorder->record(stream, event, flags == cudaEventRecordExternal, &answer)) return answer;
  __cw_dev_record(e->id, id);
  e->recorded = true;
  return cudaSuccess;
}
cudaError_t cudaEventRecord(cudaEvent_t event, cudaStream_t stream) { return cudaEventRecordWithFlags(event, stream, 0); }

cudaError_t cudaEventQuery(cudaEvent_t event) {
  CW_CHECK_FAULT();
  CUevent_st* e = find_event(event);
  if (!e) return fail(cudaErrorInvalidResourceHandle);
  int error = e->recorded ? __cw_dev_event_query(e->id) : 0;
  if (error == cudaErrorNotReady) return fail(cudaErrorNotReady);
  if (error) note_fault(error);
  return fault();
}

cudaError_t cudaEventSynchronize(cudaEvent_t event) {
  CUevent_st* e = find_event(event);
  if (!e) return fail(cudaErrorInvalidResourceHandle);
  int error = e->recorded ? __cw_dev_event_wait(e->id) : 0;
  __cw_flush_device_output();
  if (pools) pools->synchronized();
  if (error) note_fault(error);
  return fault();
}

cudaError_t cudaEventElapsedTime(float* ms, cudaEvent_t start, cudaEvent_t end) {
  CW_CHECK_FAULT();
  if (!ms) return fail(cudaErrorInvalidValue);
  CUevent_st *a = find_event(start), *b = find_event(end);
  if (!a || !b || !a->recorded || !b->recorded || ((a->flags | b->flags) & cudaEventDisableTiming)) {
    return fail(cudaErrorInvalidResourceHandle);
  }
  if (__cw_dev_event_query(a->id) == cudaErrorNotReady || __cw_dev_event_query(b->id) == cudaErrorNotReady) {
    return fail(cudaErrorNotReady);
  }
  *ms = (float)(__cw_dev_event_time(b->id) - __cw_dev_event_time(a->id));
  return cudaSuccess;
}
}
