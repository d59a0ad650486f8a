//! The ledger: every claim of the sources, computed and judged.
