struct Options {
  int a;
  float b;
};

struct Point {
  float x, y, z;
};

struct Camera {
  Point origin, direction;
  float times[4];
};

struct Mixed {
  int a;
  bool flip;
  unsigned char c;
};

__global__ void plain(Options options, int n, Options more, float *x) { x[n] = options.a * options.b + more.b; }

__global__ void nested(Camera camera, float *x, int i) { x[0] = camera.origin.x + camera.direction.y + camera.times[i]; }

__global__ void changed(Camera camera, float *x, int i) {
  camera.times[i] += 1;
  x[0] = camera.times[0];
}

__global__ void narrow(Mixed m, float *x) {
  if (m.flip) x[m.a] = m.c;
}
