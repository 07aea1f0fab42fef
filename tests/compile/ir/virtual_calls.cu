struct Shape {
  virtual float area() const = 0;
};

struct Square : Shape {
  float side;
  Square(float side) : side(side) {}
  float area() const override { return side * side; }
};

float twice(const Shape &shape) { return 2.0f * shape.area(); }
