pub mod hash_map;
pub mod hash_set;

pub use alloc::collections::{BTreeMap, BTreeSet, BinaryHeap, VecDeque, binary_heap, btree_map, btree_set, vec_deque};
pub use hash_map::HashMap;
pub use hash_set::HashSet;
