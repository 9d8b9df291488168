#!/bin/sh
# Set up what is missing, compile, bundle, serve, test.
#   sh build.sh setup | build | start | test | check | format | mutate | mutate:page | engines | hosts | bench | bench:page | accuracy | screenshots
set -eu
cd "$(dirname "$0")"

# Debian packages: `need COMMAND PACKAGE` installs the package unless the command is there.
missing=
need() { command -v "$1" >/dev/null 2>&1 || missing="$missing $2"; }

install_missing() {
	[ -n "$missing" ] || return 0
	if ! command -v apt-get >/dev/null 2>&1; then
		echo "losslab: please install:$missing (names of Debian packages)" >&2
		exit 1
	elif [ "$(id -u)" = 0 ]; then
		root=
	elif command -v sudo >/dev/null 2>&1; then
		root=sudo
	else
		echo "losslab: please run as root: apt-get install$missing" >&2
		exit 1
	fi
	echo "losslab: installing$missing"
	$root apt-get update -qq
	# shellcheck disable=SC2086
	DEBIAN_FRONTEND=noninteractive $root apt-get -o DPkg::Lock::Timeout=600 install -y -qq --no-install-recommends $missing >/dev/null
	missing=
}

modules() {
	# A link leads to those of another copy, which are not ours to replace.
	if ! [ -L node_modules ] && ! cmp -s package-lock.json node_modules/.losslab-lock; then
		npm ci --no-audit --no-fund --loglevel=error
		cp package-lock.json node_modules/.losslab-lock
	fi
}

# What only one command needs: `more_modules NAME` installs tests/NAME/package.json to node_modules/.NAME.
more_modules() {
	if ! cmp -s "tests/$1/package-lock.json" "node_modules/.$1/losslab-lock"; then
		mkdir -p "node_modules/.$1"
		cp "tests/$1/package.json" "tests/$1/package-lock.json" "node_modules/.$1"
		(cd "node_modules/.$1" && npm ci --no-audit --no-fund --loglevel=error)
		cp "tests/$1/package-lock.json" "node_modules/.$1/losslab-lock"
	fi
}

setup() {
	need emcc emscripten
	install_missing
	modules
}

setup_engines() {
	setup_tests
	[ -n "${FIREFOX:-}" ] || need firefox-esr firefox-esr
	need WebKitWebDriver webkit2gtk-driver
	need Xvfb xvfb
	install_missing
	more_modules engines
}

setup_hosts() {
	setup_tests
	need pandoc pandoc
	need ruby ruby
	ruby -rsanitize -e 1 2>/dev/null || missing="$missing ruby-sanitize"
	install_missing
	more_modules hosts
}

# The pictures hold Chinese, too.
setup_screenshots() {
	setup_tests
	[ -n "$(fc-list :lang=zh-cn 2>/dev/null)" ] || missing="$missing fonts-noto-cjk"
	need fc-list fontconfig
	install_missing
}

setup_bench() {
	setup_tests
	more_modules bench
}

setup_accuracy() {
	setup_tests
	need gcc gcc
	python3 -c "import mpmath" 2>/dev/null || missing="$missing python3-mpmath"
	install_missing
}

setup_tests() {
	need emcc emscripten
	need clang clang
	need clang-format clang-format
	[ -f /usr/include/mpfr.h ] || missing="$missing libmpfr-dev"
	[ -n "${CHROMIUM:-}" ] || need chromium chromium
	install_missing
	modules
}

# Two modules without imports: the losses of samples, whose memory may be given room for arrays once, and those of whole batches,
# whose memory grows.
# 128-bit SIMD by vector types, one rounding per operation.  Loops are not split by clang for conditions that do not change, and
# unrolled where a pragma says so alone; what is rare in training loops is compiled for size, and so are sums, whose groups are
# added in kernels.
compile() {
	from=${1:-c} to=${2:-dist/lib} objects=$(mktemp -d)
	mkdir -p "$to" "$objects/batch"
	flags="-std=gnu11 -Wall -Wextra -Werror -Wdouble-promotion -Wno-unused-function -msimd128 -ffp-contract=off"
	flags="$flags -fno-math-errno -fno-unroll-loops -mllvm -unswitch-threshold=0"
	for file in "$from"/*.c "$from"/batch/*.c; do
		case $file in */rare.c | */reduce.c | */batch/*) level=-Os ;; *) level=-O3 ;; esac
		emcc $flags $level -c "$file" -o "$objects/${file#"$from"/}.o"
	done
	link="-Oz -sBINARYEN_EXTRA_PASSES=--converge --no-entry -sSTANDALONE_WASM -sTOTAL_STACK=32768 -sALLOW_MEMORY_GROWTH -sMAXIMUM_MEMORY=4GB"
	emcc $link -sINITIAL_MEMORY=327680 "$objects"/*.o -o "$to/losslab.wasm"
	emcc $link -sINITIAL_MEMORY=131072 "$objects"/batch/*.o -o "$to/batch.wasm"
	rm -r "$objects"
}

build() {
	setup
	compile
	node web/build/index.js
}

# One formatter and linter for JavaScript and CSS, one for C, and the types; those of the elements name elements of any document.
check() {
	setup_tests
	npx prettier --check --log-level warn .
	npx eslint --max-warnings 0 -c web/eslint.config.js web tests
	clang-format --dry-run --Werror c/*.[ch] c/batch/*.[ch] tests/native/*.c tests/bench/peers/*.c
	npx tsc -p web
	npx tsc -p web/tsconfig.elements.json
}

format() {
	setup_tests
	npx prettier --write --log-level warn .
	npx eslint --fix -c web/eslint.config.js web tests
	clang-format -i c/*.[ch] c/batch/*.[ch] tests/native/*.c tests/bench/peers/*.c
}

case "${1:-build}" in
setup) setup ;;
compile) compile "${2:-}" "${3:-}" ;;
build) build ;;
start)
	build
	exec npx sirv dist --cors --host 127.0.0.1 --port "${PORT:-8000}"
	;;
check) check ;;
format) format ;;
test)
	setup_tests
	build
	exec node tests/index.js
	;;
engines)
	setup_engines
	build
	failed=0
	node tests/index.js engines || failed=1
	for browser in firefox webkit; do
		echo "losslab: the page in $browser"
		BROWSER=$browser node tests/index.js page elements embeds builder loading views input save || failed=1
	done
	exit $failed
	;;
hosts)
	setup_hosts
	build
	exec node tests/index.js places
	;;
screenshots)
	setup_screenshots
	build
	exec node tests/browser/screenshots.js
	;;
bench:page)
	shift
	setup_tests
	build
	exec node tests/bench/page.js "$@"
	;;
bench)
	shift
	setup_bench
	build
	exec node tests/bench/index.js "$@"
	;;
accuracy)
	shift
	setup_accuracy
	build
	[ $# -gt 0 ] || set -- full
	[ "$1" != full ] || node tests/accuracy/run.js full --write
	node tests/accuracy/losses.js "$@"
	node tests/accuracy/batches.js "$@"
	exec node tests/accuracy/means.js
	;;
mutate)
	setup_tests
	exec node tests/mutate.js
	;;
mutate:page)
	shift
	setup_tests
	build
	exec node tests/browser/mutate.js "$@"
	;;
*)
	sed -n '3s/^# *//p' "$0" >&2
	exit 2
	;;
esac
