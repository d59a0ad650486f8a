use crate::cmp::Ordering;
use crate::ops::{Index, IndexMut, Range, RangeFrom, RangeFull, RangeInclusive, RangeTo, RangeToInclusive};

pub unsafe trait SliceIndex<T: ?Sized> {
    type Output: ?Sized;
}
unsafe impl<T> SliceIndex<[T]> for usize {
    type Output = T;
}
macro_rules! ranges {
    ($($t:ty)*) => { $(
        unsafe impl<T> SliceIndex<[T]> for $t { type Output = [T]; }
        unsafe impl SliceIndex<str> for $t { type Output = str; }
    )* };
}
ranges! { RangeFull Range<usize> RangeFrom<usize> RangeTo<usize> RangeInclusive<usize> RangeToInclusive<usize> }
impl<T, I: SliceIndex<[T]>> Index<I> for [T] {
    type Output = I::Output;
}
impl<T, I: SliceIndex<[T]>> IndexMut<I> for [T] {}
impl<T, I: SliceIndex<[T]>, const N: usize> Index<I> for [T; N] {
    type Output = I::Output;
}
impl<T, I: SliceIndex<[T]>, const N: usize> IndexMut<I> for [T; N] {}
impl<I: SliceIndex<str>> Index<I> for str {
    type Output = I::Output;
}

impl<T> [T] {
    pub fn len(&self) -> usize;
    pub fn is_empty(&self) -> bool;
    pub fn first(&self) -> Option<&T>;
    pub fn first_mut(&mut self) -> Option<&mut T>;
    pub fn last(&self) -> Option<&T>;
    pub fn last_mut(&mut self) -> Option<&mut T>;
    pub fn split_first(&self) -> Option<(&T, &[T])>;
    pub fn split_last(&self) -> Option<(&T, &[T])>;
    pub fn get<I: SliceIndex<[T]>>(&self, index: I) -> Option<&I::Output>;
    pub fn get_mut<I: SliceIndex<[T]>>(&mut self, index: I) -> Option<&mut I::Output>;
    pub fn swap(&mut self, a: usize, b: usize);
    pub fn reverse(&mut self);
    pub fn iter(&self) -> Iter<'_, T>;
    pub fn iter_mut(&mut self) -> IterMut<'_, T>;
    pub fn windows(&self, size: usize) -> Windows<'_, T>;
    pub fn chunks(&self, size: usize) -> Chunks<'_, T>;
    pub fn chunks_exact(&self, size: usize) -> ChunksExact<'_, T>;
    pub fn chunks_mut(&mut self, size: usize) -> ChunksMut<'_, T>;
    pub fn rchunks(&self, size: usize) -> RChunks<'_, T>;
    pub fn chunk_by<F: FnMut(&T, &T) -> bool>(&self, same: F) -> ChunkBy<'_, T, F>;
    pub fn as_chunks<const N: usize>(&self) -> (&[[T; N]], &[T]);
    pub fn split<F: FnMut(&T) -> bool>(&self, at: F) -> Split<'_, T, F>;
    pub fn first_chunk<const N: usize>(&self) -> Option<&[T; N]>;
    pub fn last_chunk<const N: usize>(&self) -> Option<&[T; N]>;
    pub fn split_at_checked(&self, mid: usize) -> Option<(&[T], &[T])>;
    pub fn split_at(&self, mid: usize) -> (&[T], &[T]);
    pub fn split_at_mut(&mut self, mid: usize) -> (&mut [T], &mut [T]);
    pub fn contains(&self, x: &T) -> bool where T: PartialEq;
    pub fn starts_with(&self, needle: &[T]) -> bool where T: PartialEq;
    pub fn ends_with(&self, needle: &[T]) -> bool where T: PartialEq;
    pub fn binary_search(&self, x: &T) -> Result<usize, usize> where T: Ord;
    pub fn binary_search_by<'a, F: FnMut(&'a T) -> Ordering>(&'a self, f: F) -> Result<usize, usize>;
    pub fn binary_search_by_key<'a, B: Ord, F: FnMut(&'a T) -> B>(&'a self, b: &B, f: F) -> Result<usize, usize>;
    pub fn partition_point<P: FnMut(&T) -> bool>(&self, predicate: P) -> usize;
    pub fn sort_unstable(&mut self) where T: Ord;
    pub fn sort_unstable_by<F: FnMut(&T, &T) -> Ordering>(&mut self, compare: F);
    pub fn sort_unstable_by_key<K: Ord, F: FnMut(&T) -> K>(&mut self, f: F);
    pub fn is_sorted(&self) -> bool where T: PartialOrd;
    pub fn is_sorted_by<'a, F: FnMut(&'a T, &'a T) -> bool>(&'a self, compare: F) -> bool;
    pub fn is_sorted_by_key<'a, F: FnMut(&'a T) -> K, K: PartialOrd>(&'a self, f: F) -> bool;
    pub fn select_nth_unstable(&mut self, index: usize) -> (&mut [T], &mut T, &mut [T]) where T: Ord;
    pub fn fill_with<F: FnMut() -> T>(&mut self, f: F);
    pub fn swap_with_slice(&mut self, other: &mut [T]);
    pub fn rotate_left(&mut self, mid: usize);
    pub fn rotate_right(&mut self, k: usize);
    pub fn fill(&mut self, value: T) where T: Clone;
    pub fn copy_from_slice(&mut self, source: &[T]) where T: Copy;
    pub fn clone_from_slice(&mut self, source: &[T]) where T: Clone;
}
pub struct Iter<'a, T>(&'a T);
pub struct IterMut<'a, T>(&'a mut T);
pub struct Windows<'a, T>(&'a T);
pub struct Chunks<'a, T>(&'a T);
pub struct ChunksExact<'a, T>(&'a T);
pub struct RChunks<'a, T>(&'a T);
pub struct ChunkBy<'a, T, P>(&'a T, P);
impl<'a, T, P: FnMut(&T, &T) -> bool> Iterator for ChunkBy<'a, T, P> {
    type Item = &'a [T];
}
pub struct Split<'a, T, P>(&'a T, P);
impl<'a, T, P: FnMut(&T) -> bool> Iterator for Split<'a, T, P> {
    type Item = &'a [T];
}
pub struct ChunksMut<'a, T>(&'a mut T);
impl<T> Clone for Iter<'_, T> {}
macro_rules! iterators {
    ($($name:ident: $item:ty;)*) => { $(
        impl<'a, T> Iterator for $name<'a, T> { type Item = $item; }
        impl<T> DoubleEndedIterator for $name<'_, T> {}
        impl<T> ExactSizeIterator for $name<'_, T> {}
    )* };
}
iterators! { Iter: &'a T; IterMut: &'a mut T; Windows: &'a [T]; Chunks: &'a [T]; ChunksExact: &'a [T]; RChunks: &'a [T]; ChunksMut: &'a mut [T]; }
impl<'a, T> IntoIterator for &'a [T] {
    type Item = &'a T;
    type IntoIter = Iter<'a, T>;
}
impl<'a, T> IntoIterator for &'a mut [T] {
    type Item = &'a mut T;
    type IntoIter = IterMut<'a, T>;
}
impl<'a, T, const N: usize> IntoIterator for &'a [T; N] {
    type Item = &'a T;
    type IntoIter = Iter<'a, T>;
}
impl<'a, T, const N: usize> IntoIterator for &'a mut [T; N] {
    type Item = &'a mut T;
    type IntoIter = IterMut<'a, T>;
}
pub fn from_ref<T>(value: &T) -> &[T];
