#ifndef LANGUAGE_H
#define LANGUAGE_H

#ifdef __cplusplus
extern "C" {
#endif

typedef enum { RED, GREEN = 5, BLUE } color;

struct sample {
  int class_id;
  float value;
  color tint;
};

int run_all(void);
void scale_on_device(struct sample *samples, int n, float factor);

#ifdef __cplusplus
}
#endif
#endif
