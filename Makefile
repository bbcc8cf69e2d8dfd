# build   bin/dateline, one static binary
# demo    build, run the main job on the sample corpus, print a timeline, make pages to look at
# test    every test, with what they need installed
# lint    gofmt, vet, staticcheck
# bench   Go benchmarks, allocations shown; with BENCH=DIR the benchmark folder's table too
# diff-scale  compare two generated datasets of EVENTS events each (default a million): time and memory
# names-scale  resolve NAMES generated names (default a million) to actors: time and memory
# fuzz    every fuzz target for FUZZTIME (default 10m) each
# train   train the weights again: treebanks in TRAIN=DIR, teaching texts in TEACH=DIR, name sets and pages in BENCH=DIR
# release archives for linux, darwin and windows on amd64 and arm64 in DIST (default dist), with manual pages, completions,
#         a list of what is in each (CycloneDX) and SHA256SUMS; the same commit gives the same bytes (needs zip)
# module  rename the module: make module TO=example.org/dateline

GO      ?= go
OUT     ?= out/demo
DIST    ?= dist
BIN     := bin/dateline
FUZZTIME ?= 10m
EVENTS  ?= 1000000
NAMES   ?= 1000000

.PHONY: build demo test lint bench diff-scale names-scale fuzz train module release clean
build: $(BIN)

$(BIN): $(shell find . -name '*.go' -not -path './.scratch/*') go.mod go.sum $(shell find corpus extract normalize golden -type f -not -name '*.go')
	CGO_ENABLED=0 $(GO) build -trimpath -ldflags '-s -w' -o $@ ./cmd/dateline

demo: build
	rm -rf $(OUT)
	$(BIN) run corpus/sample/articles -o $(OUT)/dataset
	$(BIN) show --pages $(OUT)/pages $(OUT)/dataset
	$(BIN) report --title "The sample corpus" $(OUT)/dataset -o $(OUT)/report.html
	@echo
	@$(BIN) show --timeline --id nobel-peace.txt $(OUT)/dataset
	@echo
	@echo "pages to look at: $(OUT)/report.html (all events), $(OUT)/pages/index.html (each article)"
	@echo "what to type next: README.md, Quick start"

test:
	.ci/test

lint:
	.ci/lint

bench:
	$(GO) test -run '^$$' -bench . -benchmem ./...
ifdef BENCH
	$(MAKE) build
	$(BENCH)/run $(BIN)
endif

diff-scale:
	$(GO) test -run '^$$' -bench Scale -benchtime 1x -timeout 0 ./golden/diff -events $(EVENTS)

names-scale:
	$(GO) test -run '^$$' -bench NamesScale -benchtime 1x -timeout 0 ./normalize/actors -names $(NAMES)

fuzz:
	.ci/fuzz $(FUZZTIME)

train:
	@test -n "$(TRAIN)" -a -n "$(TEACH)" -a -n "$(BENCH)" || { echo "train needs TRAIN=DIR TEACH=DIR BENCH=DIR, see extract/*/weights/MODEL_CARD.md" >&2; exit 2; }
	TRAIN=$(abspath $(TRAIN)) TEACH=$(abspath $(TEACH)) BENCH=$(abspath $(BENCH)) $(GO) generate ./extract/...

module:
	@test -n "$(TO)" || { echo "module needs TO=path" >&2; exit 2; }
	.ci/rename $(TO)

release:
	.ci/release/build $(DIST)

clean:
	rm -rf bin out dist
