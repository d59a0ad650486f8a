pub fn black_box<T>(value: T) -> T;
pub fn spin_loop();
