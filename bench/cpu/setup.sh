#!/bin/sh
# What the CPU benchmark compares with: PoCL (OpenCL on the CPU) and a C++ compiler with OpenMP. For Debian and Ubuntu; run as root.
set -eu
apt-get update
apt-get install -y --no-install-recommends pocl-opencl-icd ocl-icd-opencl-dev opencl-headers g++
