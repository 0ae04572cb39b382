//! [`TypeMap`]: something for each type, found in a few nanoseconds.
//!
//! Rust has no generic statics. What belongs to a type and is not constant is looked up here, by the type's
//! identity, without a lock: what was added once stays, and a program has so many types and no more.

use std::any::TypeId;
use std::hash::{Hash, Hasher};
use std::sync::OnceLock;

const BUCKETS: usize = 64;

/// Values by type. Types that differ in their lifetimes only are one.
pub(crate) struct TypeMap<V> {
    buckets: [Link<V>; BUCKETS],
}

type Link<V> = OnceLock<Box<Node<V>>>;

struct Node<V> {
    id: TypeId,
    value: V,
    next: Link<V>,
}

impl<V> TypeMap<V> {
    pub(crate) const fn new() -> Self {
        Self { buckets: [const { OnceLock::new() }; BUCKETS] }
    }

    /// The type's value, made when it is first asked for.
    #[inline]
    pub(crate) fn get<T: ?Sized>(&self, make: impl Fn() -> V) -> &V {
        let id = typeid::of::<T>();
        let mut hasher = Bits(0);
        id.hash(&mut hasher);
        let mut link = &self.buckets[(hasher.0 >> 32) as usize % BUCKETS];
        loop {
            let node = match link.get() {
                Some(node) => node,
                None => Self::add(link, id, &make),
            };
            if node.id == id {
                return &node.value;
            }
            link = &node.next;
        }
    }

    #[cold]
    fn add<'m>(link: &'m Link<V>, id: TypeId, make: &impl Fn() -> V) -> &'m Node<V> {
        // Made before, not inside: the initialisation is a lock, and `make` is not ours.
        let node = Box::new(Node { id, value: make(), next: OnceLock::new() });
        // Another thread may have added a node meanwhile: that one stands, whichever type it is of.
        link.get_or_init(|| node)
    }

    /// Hands every value over.
    pub(crate) fn for_each(&self, mut each: impl FnMut(&V)) {
        for bucket in &self.buckets {
            let mut link = bucket;
            while let Some(node) = link.get() {
                each(&node.value);
                link = &node.next;
            }
        }
    }
}

/// A type's identity is a hash already.
struct Bits(u64);

impl Hasher for Bits {
    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    fn write_u64(&mut self, value: u64) {
        self.0 ^= value;
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::TypeMap;
    use std::borrow::Cow;

    struct Number<const N: usize>;

    fn each<const N: usize>(map: &TypeMap<String>) -> &String {
        map.get::<Number<N>>(|| N.to_string())
    }

    macro_rules! all {
        ($map:expr, $($number:literal)*) => { [$(each::<$number>($map)),*] };
    }

    #[test]
    fn each_type_has_its_own_value() {
        let map = TypeMap::new();
        let first = all!(&map, 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19);
        let again = all!(&map, 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19);
        for (number, (first, again)) in first.iter().zip(again).enumerate() {
            assert_eq!(**first, number.to_string());
            assert!(std::ptr::eq(*first, again));
        }
        let mut count = 0;
        map.for_each(|_| count += 1);
        assert_eq!(count, 20);
    }

    #[test]
    fn lifetimes_do_not_count() {
        fn of<'m, 'a>(map: &'m TypeMap<u8>, _: &'a str) -> &'m u8 {
            map.get::<Cow<'a, str>>(|| 1)
        }
        let map = TypeMap::new();
        let text = String::from("x");
        assert!(std::ptr::eq(of(&map, &text), of(&map, "static")));
    }

    #[test]
    fn threads_that_race_find_one_value() {
        let map = TypeMap::new();
        let barrier = std::sync::Barrier::new(8);
        let found: Vec<usize> = std::thread::scope(|scope| {
            let threads: Vec<_> = (0..8)
                .map(|_| {
                    scope.spawn(|| {
                        barrier.wait();
                        std::ptr::from_ref(all!(&map, 0 1 2 3 4 5 6 7 8 9)[7]).addr()
                    })
                })
                .collect();
            threads.into_iter().map(|thread| thread.join().unwrap()).collect()
        });
        assert!(found.iter().all(|address| *address == found[0]));
    }
}
