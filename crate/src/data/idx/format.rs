//! The IDX format: a magic number, so many sizes, and a byte for each entry.

use std::io::{self, BufRead, BufReader, ErrorKind, Read};

use flate2::bufread::MultiGzDecoder;

use crate::Error;
use crate::idx_fault::IdxFault;

/// The first two bytes of everything that gzip packs.
const GZIP: [u8; 2] = [0x1f, 0x8b];

/// What a file of bytes with so many sizes begins with: two zeros, the type (8 for bytes without sign), and how many sizes.
const fn magic(sizes: usize) -> u32 {
    0x0800 | sizes as u32
}

/// What is read: sizes, and bytes with the last size running fastest.
#[derive(Debug, PartialEq)]
pub(super) struct Idx<const N: usize> {
    pub(super) sizes: [usize; N],
    pub(super) bytes: Vec<u8>,
}

impl<const N: usize> Idx<N> {
    /// Reads a file, packed by gzip or not. No more memory is taken than the file, unpacked, has bytes, whatever its header says.
    ///
    /// # Errors
    /// [`Error::Idx`] with this name for the file; `what` should be in it.
    pub(super) fn read(file: &str, what: &'static str, from: impl Read) -> Result<Self, Error> {
        let fault = |fault| Error::Idx {
            file: file.to_owned(),
            fault,
        };
        let mut from = BufReader::new(from);
        match from.fill_buf() {
            Ok(first) if first.starts_with(&GZIP) => {
                Self::unpacked(what, MultiGzDecoder::new(from)).map_err(fault)
            }
            Ok(_) => Self::unpacked(what, from).map_err(fault),
            Err(error) => Err(fault(system(&error))),
        }
    }

    fn unpacked(what: &'static str, mut from: impl Read) -> Result<Self, IdxFault> {
        let mut header = Vec::new();
        let length = 4 * (1 + N);
        fill(&mut from, length as u64, &mut header)?;
        let words = header.chunks_exact(4).map(|word| {
            let word: [u8; 4] = word.try_into().expect("four bytes");
            u32::from_be_bytes(word)
        });
        let words: Vec<u32> = words.collect();
        let needed = magic(N);
        if let Some(&found) = words.first()
            && found != needed
        {
            return Err(IdxFault::Magic {
                what,
                found,
                needed,
            });
        }
        if header.len() < length {
            let (found, needed) = (header.len(), length);
            return Err(IdxFault::Header { found, needed });
        }
        let mut sizes = [0; N];
        for (size, &word) in sizes.iter_mut().zip(&words[1..]) {
            *size = word as usize;
        }
        // Three sizes of 32 bits make 96.
        let needed: u128 = sizes.iter().map(|&size| size as u128).product();
        let mut bytes = Vec::new();
        let most = u64::try_from(needed).unwrap_or(u64::MAX).saturating_add(1);
        fill(&mut from, most, &mut bytes)?;
        let (found, sizes_said) = (bytes.len(), sizes.to_vec());
        match (found as u128).cmp(&needed) {
            std::cmp::Ordering::Equal => Ok(Self { sizes, bytes }),
            std::cmp::Ordering::Less => Err(IdxFault::Short {
                sizes: sizes_said,
                needed,
                found,
            }),
            std::cmp::Ordering::Greater => Err(IdxFault::Long {
                sizes: sizes_said,
                needed,
            }),
        }
    }
}

/// Reads so many bytes, or as many as there are: that a packed file is cut off is told by what is missing.
fn fill(from: &mut impl Read, bytes: u64, into: &mut Vec<u8>) -> Result<(), IdxFault> {
    match from.take(bytes).read_to_end(into) {
        Ok(_) => Ok(()),
        Err(error) if error.kind() == ErrorKind::UnexpectedEof => Ok(()),
        Err(error) => Err(system(&error)),
    }
}

pub(super) fn system(error: &io::Error) -> IdxFault {
    IdxFault::System {
        reason: error.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::{Compression, write::GzEncoder};
    use std::io::Write;

    /// Two images of 1 × 3.
    const FILE: [u8; 22] = [
        0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 3, 10, 20, 30, 40, 50, 60,
    ];

    fn packed(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn read(bytes: &[u8]) -> Result<Idx<3>, Error> {
        Idx::read("some-file", "images", bytes)
    }

    fn message(bytes: &[u8]) -> String {
        read(bytes).unwrap_err().to_string()
    }

    #[test]
    fn plain_and_packed_files_say_the_same() {
        let plain = read(&FILE).unwrap();
        assert_eq!(plain.sizes, [2, 1, 3]);
        assert_eq!(plain.bytes, [10, 20, 30, 40, 50, 60]);
        assert_eq!(read(&packed(&FILE)).unwrap(), plain);
    }

    #[test]
    fn a_file_that_was_cut_off_is_told_with_its_sizes() {
        let short =
            "some-file: the sizes [2, 1, 3] need 6 bytes after the header; the file ends after 5";
        assert_eq!(message(&FILE[..21]), short);
        assert_eq!(message(&packed(&FILE[..21])), short);
        let inside = "some-file: the file ends after 9 bytes, within its header of 16";
        assert_eq!(message(&FILE[..9]), inside);
        assert_eq!(
            message(&[]),
            "some-file: the file ends after 0 bytes, within its header of 16"
        );
        // What gzip packed, cut off itself: whatever could be unpacked is counted.
        let noise: Vec<u8> = (0..60_000_u32).map(|i| (i * i % 251) as u8).collect();
        let mut large = vec![0, 0, 8, 3, 0, 0, 0, 1, 0, 0, 0, 200, 0, 0, 1, 44];
        large.extend(&noise);
        let whole = packed(&large);
        assert_eq!(read(&whole).unwrap().bytes, noise);
        assert!(
            message(&whole[..whole.len() / 2]).starts_with(
                "some-file: the sizes [1, 200, 300] need 60000 bytes after the header"
            )
        );
    }

    #[test]
    fn a_file_that_goes_on_is_refused() {
        let mut longer = FILE.to_vec();
        longer.push(0);
        assert_eq!(
            message(&longer),
            "some-file: the sizes [2, 1, 3] need 6 bytes after the header; the file has more"
        );
    }

    #[test]
    fn labels_in_the_place_of_images_are_told_by_their_magic_number() {
        let labels = [0, 0, 8, 1, 0, 0, 0, 1, 7];
        assert_eq!(
            message(&labels),
            "some-file: the magic number is 0x00000801; images have 0x00000803"
        );
        assert_eq!(
            Idx::<1>::read("f", "labels", &labels[..]).unwrap().bytes,
            [7]
        );
    }

    #[test]
    fn a_header_that_promises_more_than_any_memory_takes_none() {
        let mut huge = vec![0, 0, 8, 3];
        huge.extend([0xff; 12]);
        huge.push(1);
        let told = message(&huge);
        assert!(
            told.contains("need 79228162458924105385300197375 bytes"),
            "{told}"
        );
        assert!(told.ends_with("the file ends after 1"), "{told}");
    }

    #[test]
    fn what_only_looks_packed_is_told_as_what_the_unpacker_says() {
        let broken = message(&[0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 0xff, 0xff, 0xff, 0xff]);
        assert!(broken.starts_with("some-file: "), "{broken}");
        assert!(matches!(
            read(&[0x1f, 0x8b, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]).unwrap_err(),
            Error::Idx {
                fault: IdxFault::System { .. },
                ..
            }
        ));
    }
}
