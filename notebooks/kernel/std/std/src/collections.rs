pub use alloc::collections::{BTreeMap, BTreeSet, BinaryHeap, VecDeque, btree_map, btree_set};
pub use hash_map::HashMap;
pub use hash_set::HashSet;

pub mod hash_map {
    pub struct RandomState;
    alloc::__map! { HashMap, S = RandomState }
}
pub mod hash_set {
    use super::hash_map::RandomState;
    alloc::__set! { HashSet, S = RandomState }
}
