#[lang = "pointee_sized"]
pub trait PointeeSized {}
#[lang = "meta_sized"]
pub trait MetaSized: PointeeSized {}
#[lang = "sized"]
#[fundamental]
#[rustc_coinductive]
pub trait Sized: MetaSized {}
#[lang = "unsize"]
pub trait Unsize<T: ?Sized> {}
pub unsafe auto trait Send {}
#[lang = "sync"]
pub unsafe auto trait Sync {}
#[lang = "unpin"]
pub auto trait Unpin {}
#[lang = "tuple_trait"]
pub trait Tuple {}
#[lang = "phantom_data"]
pub struct PhantomData<T: ?Sized>;
impl<T: ?Sized> Clone for PhantomData<T> {}
impl<T: ?Sized> Copy for PhantomData<T> {}

#[lang = "copy"]
pub trait Copy: Clone {}
#[rustc_builtin_macro]
pub macro Copy($item:item) {}

macro_rules! primitives {
    ($($t:ty)*) => { $( impl Copy for $t {} )* };
}
primitives! { usize u8 u16 u32 u64 u128 isize i8 i16 i32 i64 i128 f32 f64 bool char }
impl Copy for ! {}
impl<T: ?Sized> Copy for &T {}
impl<T: ?Sized> Copy for *const T {}
impl<T: ?Sized> Copy for *mut T {}
impl<T: Copy, const N: usize> Copy for [T; N] {}
