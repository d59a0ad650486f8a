"""One module a contestant: `describe`, and `Training` with `reset`, `step` and `loss`."""
