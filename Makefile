# The few commands a person needs; `make help` lists them.
SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

EVCXR_VERSION  := 0.22.0
# The one that the book's plugins are built against.
MDBOOK_VERSION := $(shell sed -n '/^name = "mdbook-preprocessor"/{n;s/version = "\(.*\)"/\1/p;}' Cargo.lock)

ROOT  := $(CURDIR)
VENV  := $(ROOT)/.venv
PY    := $(VENV)/bin/python
CARGO_BIN := $(or $(CARGO_INSTALL_ROOT),$(CARGO_HOME),$(HOME)/.cargo)/bin
export PATH := $(VENV)/bin:$(CARGO_BIN):$(PATH)
# Jupyter keeps its settings, data and open-server files inside the checkout.
export JUPYTER_CONFIG_DIR := $(VENV)/jupyter/config
export JUPYTER_DATA_DIR := $(VENV)/jupyter/data
export JUPYTER_RUNTIME_DIR := $(VENV)/jupyter/runtime
export JUPYTERLAB_WORKSPACES_DIR := $(VENV)/jupyter/workspaces
export JUPYTERLAB_SETTINGS_DIR := $(VENV)/jupyter/settings
export IPYTHONDIR := $(VENV)/jupyter/ipython

# Two at a time: each of them waits for a network, or for its longest package.
TOGETHER := $(MAKE) --no-print-directory -j2
# Parts of the kernel's program that no cell reaches: its analyser's, for editors. All else in it is waited for, cell by cell.
UNUSED := ra_ap_ide_assists ra_ap_ide_diagnostics ra_ap_ide_ssr

# Notebooks to run: all, or e.g. `make notebooks ONLY=02-perceptron`.
ONLY ?=
# The learner's choice of port for the book.
PORT ?= 3000

##@ Read and learn
.PHONY: lab
lab: ## Set up what notebooks need, then open JupyterLab on them
	@$(TOGETHER) kernel
	@$(VENV)/bin/jupyter trust $(ROOT)/notebooks/*.ipynb >/dev/null  # or it would not draw their figures before a run
	@echo "Opening JupyterLab on notebooks/ (loopback only; stop it with Ctrl-C)."
	@$(VENV)/bin/jupyter lab --ServerApp.ip=127.0.0.1 --notebook-dir=$(ROOT)/notebooks --LabApp.default_url=/lab/tree/00-start.ipynb $(LAB_FLAGS)

.PHONY: serve
serve: setup ## Read the book at http://127.0.0.1:3000 (PORT=… for another)
	@echo "Serving the book; it reloads when a page changes. Stop it with Ctrl-C."
	@mdbook serve book --hostname 127.0.0.1 --port $(PORT)

.PHONY: book
book: setup doc ## Build the book, with the library's documentation, into book/book/html and refresh the notebooks' cells
	@mdbook build book

.PHONY: notebooks
notebooks: ## Run the notebooks and keep their outputs (ONLY=02-perceptron for one)
	@$(TOGETHER) kernel book
	@echo "Running the notebooks, two at a time; about a minute each."
	@$(PY) tools/nbrun/nbrun.py $(ONLY)
	@mdbook build book

##@ Verify
.PHONY: test
test: ## Pass every test: cargo, doctests, the book, notebooks, links, browser
	@$(TOGETHER) kernel setup
	@$(MAKE) --no-print-directory doc
	@sh tools/setup/test.sh

.PHONY: ledger
ledger: ## Write appendix C's tables from the tests of claims and papers
	@LEDGER=write cargo test --quiet --locked -p downhill-tests --test ledger --test papers

.PHONY: papers
papers: ## Compute what papers report, all of it, and record it with today's date (ONLY=Cohen-2021 for one)
	@PAPERS=$$(date +%F) ONLY="$(ONLY)" cargo test --release --locked -p downhill-tests --test papers as_a_whole -- --nocapture
	@LEDGER=write cargo test --quiet --release --locked -p downhill-tests --test papers

.PHONY: doc
doc: ## Build the library's documentation, with its mathematics, into target/doc
	@RUSTDOCFLAGS="--html-in-header $(ROOT)/tools/rustdoc/header.html $(RUSTDOCFLAGS_EXTRA)" cargo doc --quiet --locked --no-deps -p downhill -p downhill-plot
	@mkdir -p target/doc/katex
	@cp -R book/src/katex/. tools/rustdoc/katex.min.js tools/rustdoc/auto-render.min.js target/doc/katex/
	@echo "target/doc/downhill/index.html"

.PHONY: mpi
mpi: ## Train over MPI on 1, 2 and 4 processes of this machine (MPI_FLAGS="--hidden 512" for other work)
	@MPI_FLAGS="$(MPI_FLAGS)" sh tools/setup/mpi.sh run

.PHONY: bench
bench: ## Measure training beside NumPy and scikit-learn (PEERS=all for more, QUICK=1 for a minute, FASHION=1: Fashion-MNIST)
	@PEERS="$(PEERS)" QUICK="$(QUICK)" FASHION="$(FASHION)" BOOK="$(BOOK)" sh tools/bench/bench.sh

.PHONY: bench-kernel
bench-kernel: kernel ## Measure the kernel: start to first figure, small cells, two at once (PLAIN=1: evcxr alone, too)
	@$(PY) tools/bench_kernel.py $(if $(PLAIN),--plain)

##@ Teach
.PHONY: grade
grade: kernel book ## Grade what was handed in: COURSE=folder CHAPTER=02-perceptron (RELEASE=1: make what is handed out)
	@$(PY) tools/grade/grade.py "$(COURSE)" "$(CHAPTER)" $(if $(RELEASE),--release)

##@ Set up
.PHONY: setup
setup: prerequisites $(VENV)/.stamp ## Install what the book needs, once (about four minutes the first time)
	@tools/setup/cargo-tool.sh mdbook $(MDBOOK_VERSION) 3 --config profile.release.opt-level=1

.PHONY: kernel
kernel: $(VENV)/.stamp evcxr ## Install what notebooks need: the Rust kernel, with the library prebuilt (about twelve minutes)
	@$(PY) notebooks/kernel/install.py

.PHONY: evcxr
evcxr: prerequisites
	@tools/setup/cargo-tool.sh evcxr_jupyter $(EVCXR_VERSION) 9 $(UNUSED:%=--config profile.release.package.%.opt-level=0)

.PHONY: fashion-mnist
fashion-mnist: ## Put Fashion-MNIST into data/fashion-mnist, for chapter 12 (30 MB, from Debian's package)
	@tools/setup/fashion-mnist.sh data/fashion-mnist

.PHONY: prerequisites
prerequisites:
	@tools/setup/prerequisites.sh

$(VENV)/.stamp: tools/requirements.txt $(wildcard tools/setup/lab/* tools/setup/lab/custom/*) | prerequisites
	@tools/setup/python.sh $(VENV)
	@touch $@

.PHONY: clean
clean: ## Remove what was built here (not cargo's installed tools)
	rm -rf target book/book $(VENV)

.PHONY: help
help: ## Show this list
	@awk 'BEGIN {FS = ":.*## "} /^##@/ {printf "\n%s\n", substr($$0, 5)} /^[a-z-]+:.*## / {printf "  make %-13s %s\n", $$1, $$2}' $(MAKEFILE_LIST)
