//! Images with labels from IDX files on disk, and Fashion-MNIST where it has been put into `data/`.

use std::fs;
use std::io::Write;

use downhill::Error;
use downhill::data::{FASHION_CLASSES, IdxFault, Images, fashion_mnist};
use downhill_tests::fashion_mnist_if_here;
use flate2::{Compression, write::GzEncoder};

/// So many images of 2 × 2 whose pixels count on.
fn images(count: u8) -> Vec<u8> {
    let header = [0, 0, 8, 3, 0, 0, 0, count, 0, 0, 0, 2, 0, 0, 0, 2];
    header.into_iter().chain(0..4 * count).collect()
}

fn labels(labels: &[u8]) -> Vec<u8> {
    let header = [0, 0, 8, 1, 0, 0, 0, labels.len() as u8];
    header.into_iter().chain(labels.iter().copied()).collect()
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn four_files_packed_or_not_are_a_training_and_a_test_set() {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in [
        ("train-images-idx3-ubyte.gz", packed(&images(3))),
        ("train-labels-idx1-ubyte", labels(&[2, 0, 1])),
        ("t10k-images-idx3-ubyte", images(1)),
        ("t10k-labels-idx1-ubyte.gz", packed(&labels(&[7]))),
    ] {
        fs::write(folder.path().join(name), bytes).unwrap();
    }
    let [training, test] = fashion_mnist(folder.path()).unwrap();
    assert_eq!((training.count(), test.count()), (3, 1));
    assert_eq!((training.height(), training.width()), (2, 2));
    assert_eq!(training.image(1).unwrap()[[1, 0]], 6);
    assert_eq!(training.labels(), [2, 0, 1]);
    let samples = training.samples::<f64>(3).unwrap();
    assert_eq!(samples.inputs()[[2, 3]], 11.0 / 255.0);
    assert_eq!(samples.targets().row(0).to_vec(), [0.0, 0.0, 1.0]);
    assert_eq!(samples.names()[2], "row 1, column 0");
    assert_eq!(
        test.samples::<f32>(7).unwrap_err().to_string(),
        "label 0 is 7; it must be less than the number of classes"
    );
    assert_eq!(
        test.image(1).unwrap_err().to_string(),
        "image is 1; it must be the number of an image"
    );
}

#[test]
fn what_is_wrong_is_told_with_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        fs::write(&path, bytes).unwrap();
        path
    };
    let three = file("three", &images(3));
    let two = file("two-labels", &labels(&[0, 1]));
    let of = three.display().to_string();
    let error = Images::read(&three, &two).unwrap_err();
    assert_eq!(
        error,
        Error::Idx {
            file: two.display().to_string(),
            fault: IdxFault::Count {
                labels: 2,
                images: 3,
                of: of.clone()
            },
        }
    );
    assert!(
        error
            .to_string()
            .ends_with(&format!("two-labels: 2 labels for the 3 images of {of}"))
    );

    let error = Images::read(&two, &three).unwrap_err().to_string();
    assert!(
        error.ends_with("two-labels: the magic number is 0x00000801; images have 0x00000803"),
        "{error}"
    );
    let short = file("short", &images(3)[..20]);
    let error = Images::read(&short, &two).unwrap_err().to_string();
    assert!(
        error.ends_with(
            "short: the sizes [3, 2, 2] need 12 bytes after the header; the file ends after 4"
        ),
        "{error}"
    );
    let none = file("none", &images(0));
    assert_eq!(
        Images::read(&none, &two).unwrap_err().to_string(),
        "the file of images is empty"
    );
    let missing = fashion_mnist(folder.path().join("nowhere")).unwrap_err();
    assert!(
        matches!(&missing, Error::Idx { file, fault: IdxFault::System { .. } } if file.ends_with("train-images-idx3-ubyte.gz")),
        "{missing}"
    );
}

#[test]
fn fashion_mnist_has_six_thousand_images_of_each_class() {
    let Some([training, test]) = fashion_mnist_if_here() else {
        return;
    };
    for (images, each) in [(&training, 6_000), (&test, 1_000)] {
        assert_eq!((images.height(), images.width()), (28, 28));
        for (class, name) in FASHION_CLASSES.iter().enumerate() {
            let of_class = images
                .labels()
                .iter()
                .filter(|&&label| usize::from(label) == class);
            assert_eq!(of_class.count(), each, "{name}");
        }
    }
    // The paper's first example is an ankle boot.
    assert_eq!(
        FASHION_CLASSES[usize::from(training.labels()[0])],
        "ankle boot"
    );
}
