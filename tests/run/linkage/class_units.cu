// run: units="class_units_shapes.cpp" tolerance=0
// A class hierarchy across a .cu and a .cpp unit: virtual functions, static members, dynamic_cast, typeid and exceptions work over the border.
#include <stdio.h>
#include <typeinfo>
#include "class_units.h"

namespace {
class Sum : public shapes::Shape {
  shapes::Shape *a, *b;
 public:
  Sum(shapes::Shape *x, shapes::Shape *y) : Shape("sum"), a(x), b(y) { rename("sum of two"); }
  ~Sum() override {
    delete a;
    delete b;
  }
  double area() const override { return a->area() + b->area(); }
};
}
__global__ void scale(double *v, double f) { *v *= f; }

int main() {
  shapes::Shape *square = new shapes::Square(3);
  shapes::Shape *circle = shapes::make_circle(2);
  printf("%s %g, %s %.3f, alive %d\n", square->name().c_str(), square->area(), circle->name().c_str(), circle->area(), shapes::Shape::alive());
  printf("%d %d %d\n", dynamic_cast<shapes::Square *>(square) != nullptr, dynamic_cast<shapes::Square *>(circle) != nullptr, typeid(*square) == typeid(shapes::Square));
  shapes::Shape *sum = new Sum(square, circle);
  double *area;
  cudaMallocManaged(&area, sizeof *area);
  *area = sum->area();
  scale<<<1, 1>>>(area, 10);
  cudaDeviceSynchronize();
  printf("%s %.2f alive %d\n", sum->name().c_str(), *area, shapes::Shape::alive());
  delete sum;
  printf("alive %d\n", shapes::Shape::alive());
  for (double size : {-1.0, -200.0}) {
    try {
      delete shapes::make_circle(size);
    } catch (const shapes::SizeError &e) {
      printf("size error %g: %s %d\n", e.size, e.what(), e.code);
    } catch (const shapes::Error &e) {
      printf("error: %s %d\n", e.what(), e.code);
    }
  }
  printf("alive %d\n", shapes::Shape::alive());
  cudaFree(area);
}
