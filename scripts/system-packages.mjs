#!/usr/bin/env node
/**
 * Installs what the tests need of the system: a software WebGPU (Debian's chromium brings SwiftShader, libvulkan1 loads it). Does nothing where it is there, or where packages cannot be installed: the
 * tests that need it then say so.
 */
import { existsSync } from 'node:fs';
import { spawnSync } from 'node:child_process';

const icd = '/usr/lib/chromium/vk_swiftshader_icd.json';
const loader = ['/usr/lib/x86_64-linux-gnu/libvulkan.so.1', '/usr/lib/aarch64-linux-gnu/libvulkan.so.1'];
if (!existsSync(icd) || !loader.some(existsSync)) {
  const apt = (...args) => spawnSync('apt-get', args, { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }).status === 0;
  if (!(apt('update', '-q') && apt('install', '-y', '-q', 'chromium', 'libvulkan1'))) console.warn('chromium and libvulkan1 could not be installed: no software WebGPU for the tests');
}
