struct Vec {
  float x, y, z;
};

struct Body {
  Vec position, velocity;
  float mass;
};

Vec add(Vec a, Vec b) { return {a.x + b.x, a.y + b.y, a.z + b.z}; }

void step(Body *body, float dt) {
  Body next = *body;
  next.position = add(next.position, Vec{next.velocity.x * dt, next.velocity.y * dt, next.velocity.z * dt});
  *body = next;
}

void copy(Body &to, const Body &from) { to = from; }
