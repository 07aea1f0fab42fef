#!/usr/bin/env bash
# Builds every program of tests/run with nvcc, runs it on this machine's GPU and records what it prints: the expected output of the tests.
# In: programs whose first line is `// run: key=value …` (the keys are described in tests/run/programs.ts). Out: OUT_DIR/<area>__<feature>.out
# (and .err where stderr=1), OUT_DIR/log/* for what failed, and OUT_DIR/references.tar.gz. Needs bash, coreutils, tar and nvcc only.
#
#   scripts/make-references.sh OUT_DIR [PATTERN]        all programs, or those whose <area>/<feature> matches the shell pattern
#   scripts/make-references.sh --install ARCHIVE        unpacks references.tar.gz into tests/run
set -u
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
programs="$root/tests/run"

# value KEY DEFAULT LINE: the value of KEY=… in a `// run:` line; quotes keep blanks together.
value() {
  local quoted=" $1=\"([^\"]*)\"" plain=" $1=([^\" ][^ ]*)"
  if [[ $3 =~ $quoted ]] || [[ $3 =~ $plain ]]; then printf '%s' "${BASH_REMATCH[1]}"; else printf '%s' "$2"; fi
}

if [[ ${1:-} == --install ]]; then
  [[ -f ${2:-} ]] || { echo "usage: $0 --install ARCHIVE" >&2; exit 2; }
  unpacked=$(mktemp -d)
  tar -xzf "$2" -C "$unpacked" || exit 1
  count=0
  for file in "$unpacked"/*.out "$unpacked"/*.err; do
    [[ -f $file ]] || continue
    name=$(basename "$file")
    target="$programs/${name/__//}"
    if [[ ! -f ${target%.*}.cu ]]; then echo "no program for $name" >&2; continue; fi
    cp "$file" "$target"
    count=$((count + 1))
  done
  rm -rf "$unpacked"
  echo "$count expected outputs installed"
  exit 0
fi

# --one FILE OUT_DIR: builds, runs and records one program; one line into OUT_DIR/status.
if [[ ${1:-} == --one ]]; then
  source_file=$2 out=$3
  folder=$(dirname "$source_file")
  feature=$(basename "$source_file" .cu)
  name="$(basename "$folder")__$feature"
  IFS= read -r line < "$source_file"
  args=$(value args "" "$line") input=$(value stdin "" "$line") expected=$(value exit 0 "$line")
  flags=$(value nvcc "" "$line") units=$(value units "" "$line") with_stderr=$(value stderr 0 "$line")
  work=$(mktemp -d)
  log="$out/log/$name"
  set -f
  sources=("$source_file")
  for unit in $units; do sources+=("$folder/$unit"); done
  [[ -n $units ]] && flags="-rdc=true $flags"
  start=$(date +%s%N)
  # shellcheck disable=SC2086 # flags are words
  if ! nvcc -O3 -std=c++17 -arch=sm_90 $flags -o "$work/$feature" "${sources[@]}" > "$log.build" 2>&1; then
    echo "BUILD $name" >> "$out/status"
    rm -rf "$work"
    exit 0
  fi
  built=$(date +%s%N)
  set +f
  for file in "$folder/$feature".*; do
    case $file in *.cu | *.cpp | *.out | *.err) ;; *) cp "$file" "$work/" ;; esac
  done
  [[ -n $input ]] && cp "$folder/$input" "$work/"
  set -f
  # shellcheck disable=SC2086 # args are words
  { (cd "$work" && timeout 20 "./$feature" $args < "${input:-/dev/null}" > "$work/.stdout" 2> "$work/.stderr"); } 2> /dev/null
  code=$?
  ran=$(date +%s%N)
  times="build $(((built - start) / 1000000)) ms, run $(((ran - built) / 1000000)) ms"
  if [[ $code != "$expected" ]]; then
    { echo "exit code $code, expected $expected; $times"; echo "-- stdout"; cat "$work/.stdout"; echo "-- stderr"; cat "$work/.stderr"; } > "$log.run"
    echo "EXIT$code $name" >> "$out/status"
  else
    cp "$work/.stdout" "$out/$name.out"
    [[ $with_stderr == 1 ]] && cp "$work/.stderr" "$out/$name.err"
    [[ -s $work/.stderr ]] && cp "$work/.stderr" "$log.stderr"
    rm -f "$log.build"
    echo "OK $name ($times)" >> "$out/status"
  fi
  rm -rf "$work"
  exit 0
fi

[[ -n ${1:-} ]] || { echo "usage: $0 OUT_DIR [PATTERN] | --install ARCHIVE" >&2; exit 2; }
mkdir -p "$1/log"
out=$(cd "$1" && pwd)
pattern=${2:-*}
: > "$out/status"
rm -f "$out"/*.out "$out"/*.err "$out"/log/* "$out/references.tar.gz"
began=$(date +%s)
list="$out/log/list"
find "$programs" -name '*.cu' | sort | while IFS= read -r file; do
  IFS= read -r line < "$file"
  relative=${file#"$programs"/}
  # shellcheck disable=SC2053 # the right side is a pattern
  [[ $line == "// run:"* && ${relative%.cu} == $pattern ]] && printf '%s\0' "$file"
done > "$list"
xargs -0 -P "$(nproc)" -I{} "${BASH_SOURCE[0]}" --one {} "$out" < "$list"
total=$(tr -cd '\0' < "$list" | wc -c)
rm -f "$list"

echo "== failures"
grep -v '^OK ' "$out/status" | sort | while read -r what name; do
  echo "$what $name"
  for log in "$out/log/$name.build" "$out/log/$name.run"; do [[ -s $log ]] && head -n 25 "$log" | sed 's/^/    /'; done
done
echo "== by area"
printf '%-16s %6s %6s\n' area ok failed
sed -E 's/^([A-Z]+)[0-9]* (.*)__.*$/\2 \1/' "$out/status" | sort | awk '
  { if ($2 == "OK") ok[$1]++; else bad[$1]++; seen[$1] = 1 }
  END { for (a in seen) printf "%-16s %6d %6d\n", a, ok[a], bad[a] }' | sort
good=$(grep -c '^OK ' "$out/status")
echo "== $good of $total recorded in $(($(date +%s) - began)) s"
(cd "$out" && find . -maxdepth 1 \( -name '*.out' -o -name '*.err' \) -printf '%f\0' | tar --null -T - -czf references.tar.gz)
echo "$out/references.tar.gz"
[[ $good == "$total" ]]
