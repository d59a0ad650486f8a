"""Which library multiplies matrices here, with the kernels that it chose and its threads."""

import threadpoolctl


def products() -> str:
    for pool in threadpoolctl.threadpool_info():
        if pool["user_api"] == "blas":
            kernels = f", kernels {pool['architecture']}" if "architecture" in pool else ""
            return f"{pool['internal_api']} {pool['version']}{kernels}, {pool['num_threads']} thread(s)"
    return "unknown"
