//! PNG files (W3C, Portable Network Graphics, third edition): a signature, and chunks with a checksum each.

use crate::error::{Error, Result};
use flate2::{Compression, Crc, write::ZlibEncoder};
use std::io::Write;

/// Kinds of pixels, of eight bits a sample: red, green and blue; or the number of a colour.
#[cfg(feature = "png")]
pub(crate) const RGB: u8 = 2;
pub(crate) const INDEXED: u8 = 3;

/// A file of this width and height; `tables` are further chunks, `rows` the rows of pixels, each after the byte of its filter.
pub(crate) fn file(
    (wide, high): (usize, usize),
    kind: u8,
    tables: &[(&[u8; 4], &[u8])],
    rows: &[u8],
) -> Result<Vec<u8>> {
    let mut header = Vec::with_capacity(13);
    header.extend((wide as u32).to_be_bytes());
    header.extend((high as u32).to_be_bytes());
    header.extend([8, kind, 0, 0, 0]); // bits a sample, the kind, and the only methods there are
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::best());
    let packed = packed
        .write_all(rows)
        .and_then(|()| packed.finish())
        .map_err(|error| Error::Drawing {
            message: error.to_string(),
        })?;
    let mut file = b"\x89PNG\r\n\x1a\n".to_vec();
    chunk(&mut file, b"IHDR", &header);
    for (name, content) in tables {
        chunk(&mut file, name, content);
    }
    chunk(&mut file, b"IDAT", &packed);
    chunk(&mut file, b"IEND", &[]);
    Ok(file)
}

fn chunk(file: &mut Vec<u8>, name: &[u8; 4], content: &[u8]) {
    file.extend((content.len() as u32).to_be_bytes());
    let mut crc = Crc::new();
    crc.update(name);
    crc.update(content);
    file.extend(name);
    file.extend(content);
    file.extend(crc.sum().to_be_bytes());
}

/// Bytes as text of 64 letters (RFC 4648).
pub(crate) fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let byte = |i: usize| u32::from(three.get(i).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for i in 0..4 {
            let letter = LETTERS[(bits >> (18 - 6 * i) & 63) as usize];
            text.push(if i > three.len() { '=' } else { letter.into() });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::base64;

    #[test]
    fn base64_as_in_the_rfc() {
        for (bytes, text) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foobar", "Zm9vYmFy"),
        ] {
            assert_eq!(base64(bytes.as_bytes()), text);
        }
    }
}
