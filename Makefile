.PHONY: demo serve test operate bench lock samples

demo:  ## digitize the samples through Prefect, and show what came out
	sh install.sh run
	.venv/bin/hoso demo

serve:  ## the desk on the samples, one account for every role; for this machine only
	sh install.sh run
	find samples -mindepth 1 -maxdepth 1 ! -name truth ! -name '*.md' ! -name '.*' \
		-exec .venv/bin/hoso digitize {} +
	.venv/bin/hoso desk --accounts

operate:  ## start Prefect's server and a worker, for the hot folder and for batches
	sh install.sh run
	.venv/bin/hoso operate

test:  ## linters, types, import contracts, every test
	sh install.sh test
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/lint-imports
	.venv/bin/pytest -q

bench:  ## error and cost beside Tesseract and OCRmyPDF: on real pages that lie outside, on invented ones
	sh install.sh test
	.venv/bin/python -m bench.real_pages $(or $(PAGES),../shared/real) --report bench/report/real.md
	.venv/bin/python -m bench.synthetic --dossiers $(or $(DOSSIERS),40) --seed $(or $(SEED),1) \
		--report bench/report
	.venv/bin/python -m bench.order $(or $(PAGES),../shared/real) --seed $(or $(SEED),1) \
		--report bench/report

samples:  ## make samples/ anew; see samples/README.md for the fonts
	.venv/bin/python -m synthesis.samples samples

lock:  ## choose versions anew; needs uv
	uv pip compile -q --universal --python-version 3.11 --no-emit-index-url --no-annotate \
		--no-header pyproject.toml -o requirements.lock
	uv pip compile -q --universal --python-version 3.11 --no-emit-index-url --no-annotate \
		--no-header --extra test --extra bench -c requirements.lock pyproject.toml \
		-o requirements-test.lock
