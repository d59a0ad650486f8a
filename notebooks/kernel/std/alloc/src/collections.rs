//! Maps, sets and queues. `std` makes its hashed ones of the same macros.

use crate::vec::Vec;
use core::ops::{Index, IndexMut};

#[doc(hidden)]
#[macro_export]
macro_rules! __map {
    ($name:ident $(, $s:ident = $hasher:ty)?) => {
        use core::borrow::Borrow;
        pub struct $name<K, V $(, $s = $hasher)?>(K, V $(, $s)?);
        impl<K, V> $name<K, V> {
            pub fn new() -> $name<K, V>;
        }
        impl<K, V $(, $s)?> $name<K, V $(, $s)?> {
            pub fn len(&self) -> usize;
            pub fn is_empty(&self) -> bool;
            pub fn clear(&mut self);
            pub fn get<Q: ?Sized>(&self, key: &Q) -> Option<&V> where K: Borrow<Q>;
            pub fn get_mut<Q: ?Sized>(&mut self, key: &Q) -> Option<&mut V> where K: Borrow<Q>;
            pub fn contains_key<Q: ?Sized>(&self, key: &Q) -> bool where K: Borrow<Q>;
            pub fn insert(&mut self, key: K, value: V) -> Option<V>;
            pub fn remove<Q: ?Sized>(&mut self, key: &Q) -> Option<V> where K: Borrow<Q>;
            pub fn entry(&mut self, key: K) -> Entry<'_, K, V>;
            pub fn keys(&self) -> Keys<'_, K, V>;
            pub fn values(&self) -> Values<'_, K, V>;
            pub fn values_mut(&mut self) -> ValuesMut<'_, K, V>;
            pub fn iter(&self) -> Iter<'_, K, V>;
            pub fn iter_mut(&mut self) -> IterMut<'_, K, V>;
            pub fn first_key_value(&self) -> Option<(&K, &V)>;
            pub fn last_key_value(&self) -> Option<(&K, &V)>;
        }
        impl<K: Clone, V: Clone $(, $s)?> Clone for $name<K, V $(, $s)?> {}
        impl<K, V $(, $s)?> Default for $name<K, V $(, $s)?> {}
        impl<K: core::fmt::Debug, V: core::fmt::Debug $(, $s)?> core::fmt::Debug for $name<K, V $(, $s)?> {}
        impl<K, V $(, $s)?> FromIterator<(K, V)> for $name<K, V $(, $s)?> {}
        impl<K, V, const N: usize> From<[(K, V); N]> for $name<K, V> {}
        impl<K, V $(, $s)?> Extend<(K, V)> for $name<K, V $(, $s)?> {}
        impl<K: Borrow<Q>, Q: ?Sized, V $(, $s)?> core::ops::Index<&Q> for $name<K, V $(, $s)?> {
            type Output = V;
        }
        pub struct Entry<'a, K, V>(&'a K, &'a mut V);
        impl<'a, K, V> Entry<'a, K, V> {
            pub fn or_insert(self, default: V) -> &'a mut V;
            pub fn or_insert_with<F: FnOnce() -> V>(self, default: F) -> &'a mut V;
            pub fn or_default(self) -> &'a mut V where V: Default;
            pub fn and_modify<F: FnOnce(&mut V)>(self, f: F) -> Self;
        }
        $crate::__views! {
            Keys: &'a K; Values: &'a V; ValuesMut: &'a mut V;
            Iter: (&'a K, &'a V); IterMut: (&'a K, &'a mut V); IntoIter: (K, V);
        }
        impl<K, V $(, $s)?> IntoIterator for $name<K, V $(, $s)?> {
            type Item = (K, V);
            type IntoIter = IntoIter<'static, K, V>;
        }
        impl<'a, K, V $(, $s)?> IntoIterator for &'a $name<K, V $(, $s)?> {
            type Item = (&'a K, &'a V);
            type IntoIter = Iter<'a, K, V>;
        }
    };
}
#[doc(hidden)]
#[macro_export]
macro_rules! __views {
    ($($name:ident: $item:ty;)*) => { $(
        pub struct $name<'a, K, V>(&'a K, &'a V);
        impl<'a, K, V> Iterator for $name<'a, K, V> { type Item = $item; }
        impl<K, V> DoubleEndedIterator for $name<'_, K, V> {}
        impl<K, V> ExactSizeIterator for $name<'_, K, V> {}
    )* };
}
#[doc(hidden)]
#[macro_export]
macro_rules! __set {
    ($name:ident $(, $s:ident = $hasher:ty)?) => {
        use core::borrow::Borrow;
        pub struct $name<T $(, $s = $hasher)?>(T $(, $s)?);
        impl<T> $name<T> {
            pub fn new() -> $name<T>;
        }
        impl<T $(, $s)?> $name<T $(, $s)?> {
            pub fn len(&self) -> usize;
            pub fn is_empty(&self) -> bool;
            pub fn clear(&mut self);
            pub fn insert(&mut self, value: T) -> bool;
            pub fn contains<Q: ?Sized>(&self, value: &Q) -> bool where T: Borrow<Q>;
            pub fn remove<Q: ?Sized>(&mut self, value: &Q) -> bool where T: Borrow<Q>;
            pub fn iter(&self) -> core::slice::Iter<'_, T>;
            pub fn is_subset(&self, other: &Self) -> bool;
            pub fn first(&self) -> Option<&T>;
            pub fn last(&self) -> Option<&T>;
        }
        impl<T: Clone $(, $s)?> Clone for $name<T $(, $s)?> {}
        impl<T $(, $s)?> Default for $name<T $(, $s)?> {}
        impl<T: core::fmt::Debug $(, $s)?> core::fmt::Debug for $name<T $(, $s)?> {}
        impl<T $(, $s)?> FromIterator<T> for $name<T $(, $s)?> {}
        impl<T, const N: usize> From<[T; N]> for $name<T> {}
        impl<T $(, $s)?> Extend<T> for $name<T $(, $s)?> {}
        impl<T $(, $s)?> IntoIterator for $name<T $(, $s)?> {
            type Item = T;
            type IntoIter = alloc::vec::IntoIter<T>;
        }
        impl<'a, T $(, $s)?> IntoIterator for &'a $name<T $(, $s)?> {
            type Item = &'a T;
            type IntoIter = core::slice::Iter<'a, T>;
        }
    };
}
pub mod btree_map {
    crate::__map! { BTreeMap }
}
pub mod btree_set {
    extern crate self as alloc;
    crate::__set! { BTreeSet }
}
pub use btree_map::BTreeMap;
pub use btree_set::BTreeSet;

pub struct VecDeque<T>(T);
impl<T> VecDeque<T> {
    pub fn new() -> VecDeque<T>;
    pub fn with_capacity(capacity: usize) -> VecDeque<T>;
    pub fn len(&self) -> usize;
    pub fn is_empty(&self) -> bool;
    pub fn front(&self) -> Option<&T>;
    pub fn back(&self) -> Option<&T>;
    pub fn push_front(&mut self, value: T);
    pub fn push_back(&mut self, value: T);
    pub fn pop_front(&mut self) -> Option<T>;
    pub fn pop_back(&mut self) -> Option<T>;
    pub fn iter(&self) -> core::slice::Iter<'_, T>;
    pub fn get(&self, index: usize) -> Option<&T>;
}
impl<T: Clone> Clone for VecDeque<T> {}
impl<T> FromIterator<T> for VecDeque<T> {}
impl<T> From<Vec<T>> for VecDeque<T> {}
impl<T> Index<usize> for VecDeque<T> {
    type Output = T;
}
impl<T> IndexMut<usize> for VecDeque<T> {}
impl<T> IntoIterator for VecDeque<T> {
    type Item = T;
    type IntoIter = crate::vec::IntoIter<T>;
}

pub struct BinaryHeap<T>(T);
impl<T: Ord> BinaryHeap<T> {
    pub fn new() -> BinaryHeap<T>;
    pub fn push(&mut self, value: T);
    pub fn pop(&mut self) -> Option<T>;
    pub fn into_sorted_vec(self) -> Vec<T>;
}
impl<T> BinaryHeap<T> {
    pub fn peek(&self) -> Option<&T>;
    pub fn len(&self) -> usize;
    pub fn is_empty(&self) -> bool;
}
