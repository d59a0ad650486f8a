use core::ops::Deref;

macro_rules! counted {
    ($($name:ident)*) => { $(
        pub struct $name<T: ?Sized>(*const T);
        impl<T> $name<T> {
            pub fn new(value: T) -> $name<T>;
        }
        impl<T: ?Sized> $name<T> {
            pub fn strong_count(this: &Self) -> usize;
        }
        impl<T: ?Sized> Clone for $name<T> {}
        impl<T: ?Sized> Deref for $name<T> { type Target = T; }
    )* };
}
counted! { Rc Arc }
